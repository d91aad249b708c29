import type { ZodTypeAny } from 'zod';

import { identifier, moment, object, requiredText } from '../../lib/event/schema';
import type { EventDeclaration } from '../../lib/platform';

const ACCOUNT = 'SANDBOX';
const PROPERTY = 'MUC';

/** Events tell what they are about, and no more: the rest is to be fetched. */
const delivery = (): ZodTypeAny =>
	object({
		topic: requiredText(),
		type: requiredText(),
		id: identifier(),
		accountId: identifier(),
		propertyId: identifier(),
		timestamp: moment(),
		clientId: identifier(),
		subjectId: identifier(),
		data: object({ entityId: identifier() }),
	});

interface Topic {
	/** As in the name of the event. */
	topic: string;
	resourceType: string;
	/** In a sentence: `unit group`. */
	noun: string;
	/** Of what the samples are about. */
	entityId: string;
	/** Its events belong to the account, not to one property. */
	isOfAccount?: true;
	/** The types, each with what has happened. */
	types: Readonly<Record<string, string>>;
}

const changes = (noun: string) => ({
	created: `${article(noun)} is created`,
	changed: `${article(noun)} changes`,
	deleted: `${article(noun)} is deleted`,
});

const plain = (topic: string, noun: string, entityId: string, isOfAccount?: true): Topic => ({
	topic,
	resourceType: noun.replace(/ /g, '_'),
	noun,
	entityId,
	...(isOfAccount && { isOfAccount }),
	types: changes(noun),
});

const MOVED: Readonly<Record<string, string>> = Object.fromEntries(
	['charge', 'transitory-charge', 'payment', 'refund', 'allowance'].flatMap((what) => [
		[`${what}-moved-from-folio`, `${article(words(what))} is moved away to another folio`],
		[`${what}-moved-to-folio`, `${article(words(what))} is moved here from another folio`],
	]),
);

const TOPICS: readonly Topic[] = [
	{
		topic: 'reservation',
		resourceType: 'reservation',
		noun: 'reservation',
		entityId: 'XPGMSXGF-1',
		types: {
			created: 'A reservation is made',
			amended: 'The stay changes: its dates, guests, unit group or rate plan',
			changed: 'Something else of a reservation changes, such as a guest or a comment',
			'checked-in': 'The guest arrives',
			'checked-out': 'The guest leaves',
			'check-in-reverted': 'A check-in is taken back',
			'set-to-no-show': 'The guest has not come',
			'unit-assigned': 'A reservation gets its unit',
			'unit-unassigned': 'The unit of a reservation is taken away again',
			'payment-account-set': 'A card or another account is set for the payment',
			'payment-account-removed': 'The account for the payment is removed',
			canceled: 'A reservation is canceled',
			deleted: 'A reservation is deleted',
		},
	},
	plain('booking', 'booking', 'XPGMSXGF', true),
	plain('company', 'company', 'MUC-ACME'),
	plain('group', 'group', 'GRP-1'),
	{
		topic: 'block',
		resourceType: 'block',
		noun: 'block',
		entityId: 'BLK-1',
		types: {
			...changes('block'),
			confirmed: 'A block is confirmed',
			released: 'Units of a block are released',
			washed: 'What is left of a block is given back',
			cancelled: 'A block is cancelled',
		},
	},
	{
		topic: 'folio',
		resourceType: 'folio',
		noun: 'folio',
		entityId: 'XPGMSXGF-1-1',
		types: {
			created: 'A folio is created',
			closed: 'A folio is closed',
			reopened: 'A folio is opened again',
			deleted: 'A folio is deleted',
			'balance-changed': 'The balance of a folio changes',
			'charges-changed': 'The charges of a folio change',
			'charge-posted': 'A charge is posted',
			'debitor-changed': 'Somebody else is to pay',
			'transitory-charge-posted': 'A transitory charge is posted',
			'allowance-posted': 'An allowance is posted',
			'deposit-item-added': 'A deposit item is added',
			'deposit-item-changed': 'A deposit item changes',
			'deposit-item-deleted': 'A deposit item is deleted',
			'payment-added': 'A payment is added',
			'payment-posted': 'A payment is posted',
			'payment-failed': 'A payment fails',
			'payment-canceled': 'A payment is canceled',
			'refund-added': 'A refund is added',
			'refund-posted': 'A refund is posted',
			'refund-failed': 'A refund fails',
			...MOVED,
		},
	},
	{
		topic: 'invoice',
		resourceType: 'invoice',
		noun: 'invoice',
		entityId: 'MUC-4711',
		types: {
			created: 'An invoice is created',
			canceled: 'An invoice is canceled',
			paid: 'An invoice is paid',
			'written-off': 'An invoice is written off',
			signed: 'An invoice is signed by the fiscal service',
			rendered: 'The document of an invoice is ready',
		},
	},
	{
		topic: 'paymenttransaction',
		resourceType: 'payment_transaction',
		noun: 'payment transaction',
		entityId: 'TX-1',
		types: {
			authorized: 'A payment is authorized',
			refused: 'A payment is refused',
			cancelled: 'A payment is cancelled',
			'sent-for-settle': 'A payment is sent for settlement',
			settled: 'A payment is settled',
			refunded: 'A payment is refunded',
			'charged-back': 'A payment is charged back',
			'dispute-opened': 'A payment is disputed',
			'dispute-lost': 'A dispute is lost',
			'dispute-won': 'A dispute is won',
			'fraud-detected': 'A fraud is suspected',
		},
	},
	plain('unit', 'unit', 'MUC-101'),
	plain('unitgroup', 'unit group', 'MUC-DBL'),
	plain('unitattributedefinition', 'unit attribute definition', 'UAD-1', true),
	plain('rateplan', 'rate plan', 'MUC-FLEX'),
	plain('service', 'service', 'MUC-BREAKFAST'),
	plain('maintenance', 'maintenance', 'MNT-1'),
	plain('citytax', 'city tax', 'MUC-TAX'),
	{
		topic: 'property',
		resourceType: 'property',
		noun: 'property',
		entityId: PROPERTY,
		types: {
			...changes('property'),
			'set-to-live': 'A property goes live',
			archived: 'A property is archived',
		},
	},
	{
		topic: 'account',
		resourceType: 'account',
		noun: 'account',
		entityId: ACCOUNT,
		isOfAccount: true,
		types: { 'set-to-live': 'The account goes live', suspended: 'The account is suspended' },
	},
	{
		topic: 'nightaudit',
		resourceType: 'night_audit',
		noun: 'night audit',
		entityId: 'NA-1',
		types: {
			started: 'The night audit starts',
			succeeded: 'The night audit has succeeded',
			failed: 'The night audit has failed',
		},
	},
];

function words(type: string): string {
	return type.replace(/-/g, ' ');
}

function article(noun: string): string {
	return `${/^[aeio]/.test(noun) ? 'An' : 'A'} ${noun}`;
}

function title(text: string): string {
	return text.replace(/(?:^| )[a-z]/g, (start) => start.toUpperCase());
}

/** What a chat shows of a reservation whose details have been fetched. */
const STAY =
	'[ for {common.guest}][, {common.partySize} guests][, {common.when}][ to {common.until}][, {common.amount}]';

function declare({ topic, resourceType, noun, entityId, isOfAccount, types }: Topic) {
	const kind = title(noun);
	return Object.entries(types).map(([type, description]): EventDeclaration => {
		const stay = topic === 'reservation' ? STAY : '';
		return {
			name: `${topic}/${type}`,
			displayName: `${kind} ${title(words(type))}`,
			description,
			resourceType,
			action: type.replace(/-/g, '_'),
			summary: `${kind[0]}${noun.slice(1)}[ {data.entityId}]: ${words(type)}[ at {propertyId}]${stay}`,
			schema: delivery,
			sample: {
				id: '9e4b4f0e-5a0c-4a53-9d0f-0c5b1f7f1a11',
				occurredAt: '2024-05-06T10:30:00.000Z',
				account: { accountId: ACCOUNT, ...(!isOfAccount && { propertyId: PROPERTY }) },
				data: { entityId },
			},
			evidence: 'documented',
			payloadEvidence: 'documented',
		};
	});
}

export const events: readonly EventDeclaration[] = TOPICS.flatMap(declare);
