import {
	moment,
	object,
	requiredIdentifier,
	requiredText,
	identifier,
	text,
	optionalObject,
} from '../lib/event/schema';
import { definePlatform, type EventDeclaration, type OutgoingEvent } from '../lib/platform';

/** The short form of the event's name, which every delivery has beside it. */
const CODES: Readonly<Record<string, string>> = {
	PLACED: 'PLC',
	CONFIRMED: 'CFM',
	READY_TO_PICKUP: 'RTP',
	DISPATCHED: 'DSP',
	CONCLUDED: 'CON',
	CANCELLED: 'CAN',
	CANCELLATION_REQUESTED: 'CAR',
	CANCELLATION_REQUEST_FAILED: 'CARF',
	HANDSHAKE_DISPUTE: 'HSD',
	KEEPALIVE: 'KEEPALIVE',
};

const ACCOUNT = { merchantId: 'cad65e8f-6fc6-438a-b159-e64a902a6b9a' };
const ORDER = '2c97e104-35ed-4c18-85d7-854a40b6b9e3';

/** A notice of something that happened to an order: the order itself is fetched. */
const notice = () =>
	object({
		id: requiredIdentifier(),
		code: text(),
		fullCode: requiredText(),
		orderId: identifier(),
		merchantId: identifier(),
		createdAt: moment(),
		salesChannel: text(),
		metadata: optionalObject(),
	});

/** What nothing is written of but the names. */
const unwritten = () => object({ fullCode: requiredText() });

type Described = Pick<
	EventDeclaration,
	'name' | 'displayName' | 'description' | 'action' | 'summary'
>;

const sample: EventDeclaration['sample'] = {
	id: 'a38ba215-f949-4b2c-982a-0582a9d0c10e',
	occurredAt: '2023-02-20T18:19:03.201Z',
	account: ACCOUNT,
	resourceId: ORDER,
	data: { salesChannel: 'IFOOD' },
};

/** An event of an order that the documentation describes. */
const documented = (event: Described): EventDeclaration => ({
	...event,
	resourceType: 'order',
	common: { status: '{fullCode}', channel: '{salesChannel}' },
	schema: notice,
	sample,
	evidence: 'documented',
	payloadEvidence: 'documented',
});

/** One whose name is only seen in use; it looks like the others. */
const seen = (event: Described): EventDeclaration => ({
	...documented(event),
	schema: unwritten,
	evidence: 'thirdParty',
	payloadEvidence: 'inferred',
});

const VIA = '[ {orderId}]';
const CHANNEL = '[, via {salesChannel}]';

const events: readonly EventDeclaration[] = [
	{
		...documented({
			name: 'PLACED',
			displayName: 'Order Placed',
			description: 'A guest places an order; it has to be confirmed within eight minutes',
			action: 'placed',
			summary: `New order${VIA}${CHANNEL}`,
		}),
		// As printed: it names no sales channel.
		sample: { ...sample, occurredAt: '2023-02-20T18:19:03.20162269Z', data: {} },
	},
	documented({
		name: 'CONFIRMED',
		displayName: 'Order Confirmed',
		description: 'The restaurant accepts an order',
		action: 'confirmed',
		summary: `Order${VIA} confirmed${CHANNEL}`,
	}),
	seen({
		name: 'PREPARATION_STARTED',
		displayName: 'Preparation Started',
		description: 'The kitchen begins with an order',
		action: 'preparation_started',
		summary: `Order${VIA} in preparation${CHANNEL}`,
	}),
	seen({
		name: 'SEPARATION_STARTED',
		displayName: 'Separation Started',
		description: 'A grocery begins to pick the items of an order',
		action: 'separation_started',
		summary: `Picking of order${VIA} started${CHANNEL}`,
	}),
	seen({
		name: 'SEPARATION_ENDED',
		displayName: 'Separation Ended',
		description: 'All items of a grocery order are picked',
		action: 'separation_ended',
		summary: `Picking of order${VIA} ended${CHANNEL}`,
	}),
	seen({
		name: 'READY_TO_PICKUP',
		displayName: 'Order Ready',
		description: 'An order can be picked up',
		action: 'ready',
		summary: `Order${VIA} ready to be picked up${CHANNEL}`,
	}),
	seen({
		name: 'DISPATCHED',
		displayName: 'Order Dispatched',
		description: 'An order leaves for the guest',
		action: 'dispatched',
		summary: `Order${VIA} dispatched${CHANNEL}`,
	}),
	seen({
		name: 'CONCLUDED',
		displayName: 'Order Concluded',
		description: 'An order is delivered and closed',
		action: 'concluded',
		summary: `Order${VIA} concluded${CHANNEL}`,
	}),
	seen({
		name: 'CANCELLED',
		displayName: 'Order Cancelled',
		description: 'An order is called off',
		action: 'cancelled',
		summary: `Order${VIA} cancelled${CHANNEL}`,
	}),
	seen({
		name: 'CANCELLATION_REQUESTED',
		displayName: 'Cancellation Requested',
		description: 'The restaurant or iFood asks for an order to be called off',
		action: 'cancellation_requested',
		summary: `Cancellation of order${VIA} requested${CHANNEL}`,
	}),
	documented({
		name: 'CANCELLATION_REQUEST_FAILED',
		displayName: 'Cancellation Request Failed',
		description: 'An order could not be called off',
		action: 'cancellation_request_failed',
		summary: `Order${VIA} could not be cancelled${CHANNEL}`,
	}),
	documented({
		name: 'HANDSHAKE_DISPUTE',
		displayName: 'Dispute Opened',
		description:
			'A guest wants to cancel or get money back, and the restaurant has to answer in time',
		action: 'dispute_opened',
		summary: `Dispute about order${VIA}[, answer until {metadata.expiresAt}]`,
	}),
	documented({
		name: 'HANDSHAKE_SETTLEMENT',
		displayName: 'Dispute Settled',
		description: 'A dispute about an order has its outcome',
		action: 'dispute_settled',
		summary: `Dispute about order${VIA} settled`,
	}),
	{
		name: 'KEEPALIVE',
		displayName: 'Presence Request',
		description:
			'Every 30 seconds iFood asks whether anybody receives; shops are shown as open while the answer is 202',
		resourceType: 'presence',
		action: 'requested',
		summary: 'Presence request of iFood',
		schema: () => object({ id: requiredIdentifier(), code: text(), fullCode: requiredText() }),
		sample: { id: sample.id, data: {} },
		heartbeat: true,
		evidence: 'documented',
		payloadEvidence: 'documented',
	},
];

function envelope(event: OutgoingEvent): Record<string, unknown> {
	const { name, id, occurredAt, data, account, resourceId } = event;
	const code = CODES[name];
	// A presence request is about no order.
	if (name === 'KEEPALIVE') return { code, fullCode: name, id, ...data };
	return {
		code,
		createdAt: occurredAt,
		fullCode: name,
		id,
		merchantId: account.merchantId,
		orderId: resourceId,
		...data,
	};
}

/** @see https://developer.ifood.com.br/en-US/docs/guides/modules/events/webhook-request */
export const iFood = definePlatform({
	id: 'iFood',
	name: 'iFood',
	description: 'Orders of restaurants and groceries in Brazil, as short notices without details',
	docsUrl: 'https://developer.ifood.com.br/pt-BR/docs/guides/modules/events/webhook-request',
	checkedOn: '2026-11-25',
	uncertain: [
		'The names PREPARATION_STARTED, SEPARATION_STARTED, SEPARATION_ENDED, READY_TO_PICKUP, DISPATCHED, CONCLUDED, CANCELLED and CANCELLATION_REQUESTED, which are seen in code of others',
		'The waits after the first repetition',
		'How the menus of the portal are called',
	],
	requiresHttps: true,
	// The time in the body is no timestamp to check: it is when the order changed, and repetitions keep it.
	signature: {
		kind: 'hmac',
		algorithm: 'sha256',
		encoding: 'hex',
		header: 'X-IFood-Signature',
		layout: { kind: 'single', prefix: '' },
		signedContent: '{body}',
		secretFormat: 'text',
	},
	events,
	payload: {
		event: [{ body: 'fullCode' }, { body: 'code' }],
		id: [{ body: 'id' }],
		occurredAt: [{ body: 'createdAt' }],
		resourceId: [{ body: 'orderId' }],
		account: { merchantId: { sources: [{ body: 'merchantId' }], label: 'Merchant ID' } },
		data: [],
	},
	dedupeBy: 'eventId',
	// The body of an answer is ignored, its status is not.
	answer: { status: 202, body: 'empty' },
	envelope,
	headers: () => ({}),
	registration: {
		kind: 'manual',
		steps: [
			'Open your app at https://developer.ifood.com.br; it needs centralised authentication',
			'Copy its client secret into the credential: iFood signs with it',
			'Once the workflow is published, open the webhook settings of the app, paste the URL and enable the webhook',
			'Choose the presence by application, because the one by merchant wants a list for an answer',
			'Press the test button: it sends a presence request, which is answered with 202',
		],
		notes: [
			'As soon as the webhook is enabled, iFood asks for presence every 30 seconds, and shops are shown as open while the workflow is published',
			'These requests are answered with 202 and start the workflow only where Presence Request is chosen by its name: All Events does not take them',
			'Orders have to be confirmed within eight minutes by a system that does so',
			'Wrong signatures are sent on purpose before an app is approved; they are refused, as iFood expects',
			'Samples with a list of events belong to polling, which needs no webhook',
		],
	},
	retry: {
		delaysSeconds: [30],
		repeats: ['3xx', '4xx', '5xx'],
		note: 'First after 30 seconds, then at growing intervals for 15 minutes. A webhook that fails for 72 hours is disabled',
	},
});
