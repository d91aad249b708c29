import { object, requiredText } from '../lib/event/schema';
import {
	type CommonMap,
	definePlatform,
	type EventDeclaration,
	type OutgoingEvent,
} from '../lib/platform';

const ORDER = 'gb:1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d';
const LOCATION = '12345';

/** The envelope is documented, the fields of what it holds are not. */
const notice = () => object({ event: requiredText(), body: object() });

/** The total is in pence, or whatever the hundredth of the currency is called. */
const ofOrder: CommonMap = {
	amount: {
		value: '{body.order.total_price.fractional}',
		currency: '{body.order.total_price.currency_code}',
		unit: 'minor',
	},
	startsAt: '{body.order.prepare_for}',
	status: '{body.order.status}',
	reference: '{body.order.display_id|body.order.order_number}',
	lines: { at: 'body.order.items', name: '{name}', quantity: '{quantity}' },
};

const orderSample = (status: string): EventDeclaration['sample'] => ({
	id: '4f1c2d3e-0000-4000-8000-000000000001',
	account: { locationId: LOCATION },
	resourceId: ORDER,
	data: {
		order: {
			id: ORDER,
			location_id: LOCATION,
			order_number: '8213',
			display_id: '8213',
			status,
			prepare_for: '2026-01-18T10:45:00Z',
			total_price: { fractional: 1850, currency_code: 'GBP' },
			items: [{ name: 'Margherita', quantity: 1 }],
		},
	},
});

const ORDER_WORDS = '[ {common.reference|body.order.id}]';

const events: readonly EventDeclaration[] = [
	{
		name: 'order.new',
		displayName: 'Order Placed',
		description: 'A guest places an order',
		resourceType: 'order',
		action: 'placed',
		summary: `New order${ORDER_WORDS}[, {common.amount}][, for {common.when}][: {common.lines}]`,
		common: ofOrder,
		schema: notice,
		sample: orderSample('placed'),
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
	{
		name: 'order.status_update',
		displayName: 'Order Status Updated',
		description: 'An order is accepted, rejected or cancelled, or moves on otherwise',
		resourceType: 'order',
		action: 'status_updated',
		summary: `Status of order${ORDER_WORDS} updated[: {common.status}]`,
		common: ofOrder,
		schema: notice,
		sample: orderSample('accepted'),
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
	{
		name: 'rider.status_update',
		displayName: 'Rider Status Updated',
		description: 'The rider of an order moves on',
		resourceType: 'rider',
		action: 'status_updated',
		summary: 'Rider[ of order {body.order_id}] moved on',
		schema: notice,
		sample: {
			id: '4f1c2d3e-0000-4000-8000-000000000002',
			resourceId: ORDER,
			data: { order_id: ORDER },
		},
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
	{
		name: 'menu.upload_result',
		displayName: 'Menu Uploaded',
		description: 'A menu that was uploaded has been taken or refused',
		resourceType: 'menu',
		action: 'uploaded',
		summary: 'Menu upload has a result',
		schema: notice,
		sample: { id: '4f1c2d3e-0000-4000-8000-000000000003', data: {} },
		evidence: 'thirdParty',
		payloadEvidence: 'inferred',
	},
];

function envelope({ name, data, account, resourceId }: OutgoingEvent): Record<string, unknown> {
	if (!name.startsWith('order.')) {
		return {
			event: name,
			body: { ...(name.startsWith('rider.') && { order_id: resourceId }), ...data },
		};
	}
	const order = typeof data.order === 'object' ? data.order : {};
	return {
		event: name,
		body: { ...data, order: { id: resourceId, location_id: account.locationId, ...order } },
	};
}

/** @see https://api-docs.deliveroo.com/docs/securing-webhooks */
export const deliveroo = definePlatform({
	id: 'deliveroo',
	name: 'Deliveroo',
	description: 'Delivery orders, riders and menus',
	docsUrl: 'https://api-docs.deliveroo.com/docs/securing-webhooks',
	checkedOn: '2026-11-25',
	uncertain: [
		'The fields of an order, and that its total is in pence',
		'The name menu.upload_result, which one other lists',
		'Whether a repetition has the GUID of the first attempt; where it has not, it starts the workflow again',
		'How long Deliveroo waits for an answer, and the waits between attempts',
	],
	requiresHttps: false,
	signature: {
		kind: 'hmac',
		algorithm: 'sha256',
		encoding: 'hex',
		header: 'X-Deliveroo-Hmac-Sha256',
		layout: { kind: 'single', prefix: '' },
		signedContent: '{id} {body}',
		idHeader: 'X-Deliveroo-Sequence-Guid',
		secretFormat: 'text',
	},
	events,
	payload: {
		event: [{ body: 'event' }],
		id: [{ header: 'X-Deliveroo-Sequence-Guid' }],
		occurredAt: [],
		resourceId: [{ body: 'body.order.id' }, { body: 'body.order_id' }],
		account: {
			locationId: {
				sources: [{ body: 'body.order.location_id' }, { body: 'body.location_id' }],
				label: 'Location ID',
			},
		},
		data: [{ body: 'body' }],
	},
	// Whether one GUID belongs to one delivery is not said, so the bytes have a say as well.
	dedupeBy: 'signedBytes',
	informativeHeaders: ['X-Deliveroo-Payload-Type', 'X-Deliveroo-Webhook-Version'],
	envelope,
	headers: () => ({}),
	registration: {
		kind: 'manual',
		steps: [
			'In the Deliveroo developer portal, open Webhooks and paste the URL',
			'Copy the webhook secret shown there into the credential; it is not the client secret',
		],
		notes: [
			'Another system has to accept the orders: this only reports them',
			'The legacy events new_order and cancel_order are signed with a space, a line break and a space behind the GUID: receive them with Custom and the signed content of that form',
			'Deliveries may come twice and out of order',
		],
	},
	retry: {
		delaysSeconds: [],
		repeats: ['3xx', '4xx', '5xx'],
		note: 'At growing intervals, order statuses for 30 minutes, refund and credit requests for 10 hours; an endpoint that goes on failing is left alone for a while',
	},
});
