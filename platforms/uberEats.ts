import {
	moment,
	object,
	optionalObject,
	identifier,
	requiredIdentifier,
	requiredText,
	text,
} from '../lib/event/schema';
import { definePlatform, type EventDeclaration, type OutgoingEvent } from '../lib/platform';

const ORDER = '153dd7f1-339d-4619-940c-418943c14636';
const STORE = '89dd9741-66b5-4bb4-b216-a813f3b21b4f';

const ofOrder: EventDeclaration['sample'] = {
	id: 'c4d2261e-2779-4eb6-beb0-cb41235c751e',
	occurredAt: '2015-03-26T04:26:30Z',
	account: { storeId: STORE },
	resourceId: ORDER,
	data: { resource_id: ORDER, status: 'pos', user_id: STORE },
};
const ofStore: EventDeclaration['sample'] = {
	...ofOrder,
	resourceId: STORE,
	data: { resource_id: STORE, user_id: STORE },
};

const envelopeOf = (meta: ReturnType<typeof optionalObject>) =>
	object({
		event_type: requiredText(),
		event_id: requiredIdentifier(),
		event_time: moment(),
		meta,
		resource_href: text(),
	});
const notice = () =>
	envelopeOf(
		object({
			resource_id: identifier(),
			status: text(),
			user_id: identifier(),
			store_id: identifier(),
		}),
	);
/** What `meta` holds is nowhere written. */
const unwritten = () => envelopeOf(optionalObject());

const order = (
	event: Pick<
		EventDeclaration,
		'name' | 'displayName' | 'description' | 'action' | 'summary' | 'evidence'
	>,
): EventDeclaration => ({
	...event,
	resourceType: 'order',
	common: { status: '{meta.status}' },
	schema: unwritten,
	sample: ofOrder,
	payloadEvidence: 'inferred',
});

const store = (
	event: Pick<EventDeclaration, 'name' | 'displayName' | 'description' | 'action' | 'summary'>,
): EventDeclaration => ({
	...event,
	resourceType: 'store',
	schema: unwritten,
	sample: ofStore,
	evidence: 'thirdParty',
	payloadEvidence: 'inferred',
});

const ORDER_ID = '[ {meta.resource_id}]';
const AT = '[ at store {meta.store_id|meta.user_id}]';

const events: readonly EventDeclaration[] = [
	{
		...order({
			name: 'orders.notification',
			displayName: 'Order Placed',
			description:
				'A guest places an order; it is called off unless it is accepted within 11.5 minutes',
			action: 'placed',
			summary: `New order${ORDER_ID}${AT}`,
			evidence: 'documented',
		}),
		schema: notice,
		payloadEvidence: 'documented',
	},
	order({
		name: 'orders.scheduled.notification',
		displayName: 'Scheduled Order Placed',
		description: 'A guest places an order for a later time',
		action: 'scheduled',
		summary: `New scheduled order${ORDER_ID}${AT}`,
		evidence: 'documented',
	}),
	order({
		name: 'orders.release',
		displayName: 'Order Released',
		description: 'An accepted order is to go to the kitchen, because the courier is near',
		action: 'released',
		summary: `Order${ORDER_ID} released to the kitchen${AT}`,
		evidence: 'documented',
	}),
	order({
		name: 'orders.cancel',
		displayName: 'Order Cancelled',
		description: 'An order is called off',
		action: 'cancelled',
		summary: `Order${ORDER_ID} cancelled${AT}`,
		evidence: 'thirdParty',
	}),
	order({
		name: 'orders.failure',
		displayName: 'Order Failed',
		description: 'An order is called off, at stores on version 1.0.0 of the API',
		action: 'failed',
		summary: `Order${ORDER_ID} failed${AT}`,
		evidence: 'documented',
	}),
	order({
		name: 'orders.customer_order_edit',
		displayName: 'Order Edited by Guest',
		description: 'A guest changes an order after placing it',
		action: 'edited',
		summary: `Order${ORDER_ID} edited by the guest${AT}`,
		evidence: 'thirdParty',
	}),
	order({
		name: 'order.fulfillment_issues.resolved',
		displayName: 'Fulfillment Issues Resolved',
		description: 'Something missing in an order is settled with the guest',
		action: 'issues_resolved',
		summary: `Issues of order${ORDER_ID} resolved${AT}`,
		evidence: 'thirdParty',
	}),
	store({
		name: 'store.provisioned',
		displayName: 'Store Connected',
		description: 'A store is connected to your app',
		action: 'connected',
		summary: 'Store[ {meta.store_id|meta.user_id}] connected',
	}),
	store({
		name: 'store.deprovisioned',
		displayName: 'Store Disconnected',
		description: 'A store is no longer connected to your app',
		action: 'disconnected',
		summary: 'Store[ {meta.store_id|meta.user_id}] disconnected',
	}),
	store({
		name: 'store.status.changed',
		displayName: 'Store Status Changed',
		description: 'A store goes online or offline',
		action: 'status_changed',
		summary: 'Status of store[ {meta.store_id|meta.user_id}] changed',
	}),
];

function envelope({ name, id, occurredAt, data, account, resourceId }: OutgoingEvent) {
	const order = resourceId ?? data.resource_id;
	return {
		event_type: name,
		event_id: id,
		event_time: Math.floor(Date.parse(occurredAt) / 1000),
		meta: { resource_id: resourceId, ...data, user_id: account.storeId ?? data.user_id },
		...(name.startsWith('orders.') &&
			typeof order === 'string' && {
				resource_href: `https://api.uber.com/v2/eats/order/${order}`,
			}),
	};
}

/** @see https://developer.uber.com/docs/eats/references/api/webhooks.orders-notification */
export const uberEats = definePlatform({
	id: 'uberEats',
	name: 'Uber Eats',
	description: 'Delivery orders and stores, as short notices without details',
	aliases: ['Uber', 'UberEats'],
	docsUrl: 'https://developer.uber.com/docs/eats/guides/webhooks',
	checkedOn: '2026-11-25',
	uncertain: [
		'Which refusals are sent again: the reference says all but 200, the guide only those of 5xx, at 10, 30, 60 and 120 seconds',
		'The names orders.cancel, orders.customer_order_edit, order.fulfillment_issues.resolved and those of stores, which others list',
		'Whether newer deliveries name the store in meta.store_id instead of meta.user_id; both are read',
	],
	requiresHttps: false,
	// The time in the body is no timestamp to check: it is when the order changed, and repetitions keep it.
	signature: {
		kind: 'hmac',
		algorithm: 'sha256',
		encoding: 'hex',
		header: 'X-Uber-Signature',
		layout: { kind: 'single', prefix: '' },
		signedContent: '{body}',
		secretFormat: 'text',
	},
	events,
	payload: {
		event: [{ body: 'event_type' }],
		id: [{ body: 'event_id' }],
		occurredAt: [{ body: 'event_time' }],
		resourceId: [{ body: 'meta.resource_id' }],
		account: {
			storeId: {
				sources: [{ body: 'meta.store_id' }, { body: 'meta.user_id' }],
				label: 'Store ID',
			},
		},
		data: [{ body: 'meta' }],
	},
	dedupeBy: 'eventId',
	answer: { status: 200, body: 'empty' },
	informativeHeaders: ['X-Environment'],
	envelope,
	headers: () => ({ 'X-Environment': 'production' }),
	registration: {
		kind: 'manual',
		steps: [
			'Open your app at https://developer.uber.com/dashboard; access to the Eats APIs is granted by Uber',
			'Copy its client secret into the credential: Uber signs with it',
			'In Setup, paste the URL under Webhooks > Primary Webhook URL and save',
		],
		notes: [
			'An order that nobody accepts or denies within 11.5 minutes is called off: another system has to do that, so this must never be the only receiver',
			'An app has one primary webhook URL. Where another system has it, let that system pass the deliveries on',
			'Deliveries hold no items and no guest: fetch the order with the URL in resource_href',
			'Uber Direct is another product, with a signing key of its own for each webhook',
		],
	},
	retry: {
		delaysSeconds: [1, 2, 4, 8, 16, 32],
		repeats: ['5xx'],
		note: 'Up to seven attempts, each after twice the wait',
	},
});
