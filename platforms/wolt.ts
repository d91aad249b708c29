import {
	identifier,
	moment,
	object,
	optionalObject,
	requiredIdentifier,
	requiredText,
	text,
} from '../lib/event/schema';
import { definePlatform, type EventDeclaration, type OutgoingEvent } from '../lib/platform';

const VENUE = '5a8426f188b5de000b8857bb';
const ORDER = '63f2b0a5c1d2e3f4a5b6c7d8';

const orderNotice = () =>
	object({
		id: requiredIdentifier(),
		type: text(),
		order: object({
			id: requiredIdentifier(),
			venue_id: identifier(),
			status: requiredText(),
			resource_url: text(),
		}),
		created_at: moment(),
	});

const venueNotice = () =>
	object({
		event_type: requiredText(),
		venue_id: identifier(),
		external_venue_id: identifier(),
		detected_at: moment(),
		details: optionalObject(),
	});

const order = (
	name: string,
	displayName: string,
	action: string,
	description: string,
	words: string,
): EventDeclaration => ({
	name,
	displayName,
	description,
	resourceType: 'order',
	action,
	summary: words.replace('%', '[ {order.id}]'),
	common: { status: '{order.status}' },
	schema: orderNotice,
	sample: {
		id: '5f3b8b1e-6a7f-4a0e-9d6b-1c2d3e4f5a6b',
		occurredAt: '2026-01-18T10:30:00.000Z',
		account: { venueId: VENUE },
		resourceId: ORDER,
		data: {
			resource_url: `https://pos-integration-service.wolt.com/orders/${ORDER}`,
		},
	},
	evidence: 'documented',
	payloadEvidence: 'documented',
});

const venue = (
	name: string,
	displayName: string,
	action: string,
	description: string,
	words: string,
): EventDeclaration => ({
	name,
	displayName,
	description,
	resourceType: 'venue',
	action,
	summary: words.replace('%', '[ {external_venue_id|venue_id}]'),
	schema: venueNotice,
	sample: {
		occurredAt: '2026-01-18T10:30:00.000Z',
		account: { venueId: VENUE },
		resourceId: VENUE,
		data: { external_venue_id: 'bistro-1', details: {} },
	},
	evidence: 'documented',
	payloadEvidence: 'documented',
});

const VENUE_EVENTS: readonly EventDeclaration[] = [
	venue(
		'VENUE_OFFLINE_ALERT_TRIGGERED',
		'Venue Offline',
		'offline',
		'A venue is offline although it should take orders',
		'Venue% is offline',
	),
	venue(
		'VENUE_OFFLINE_ALERT_RECOVERED',
		'Venue Online Again',
		'online',
		'A venue that was offline takes orders again',
		'Venue% is online again',
	),
	venue(
		'REJECTION_ALERT_TRIGGERED',
		'Many Orders Rejected',
		'rejecting',
		'A venue rejects unusually many orders',
		'Venue% rejects many orders',
	),
	venue(
		'REJECTION_ALERT_RECOVERED',
		'Rejections Back to Normal',
		'accepting',
		'A venue accepts its orders again',
		'Venue% accepts its orders again',
	),
	venue(
		'OPENING_HOURS_UPDATED',
		'Opening Hours Updated',
		'opening_hours_updated',
		'The opening hours of a venue change',
		'Opening hours of venue% updated',
	),
];

const events: readonly EventDeclaration[] = [
	order('CREATED', 'Order Created', 'created', 'A guest places an order', 'New order%'),
	order(
		'PRODUCTION',
		'Order in Production',
		'in_production',
		'The venue accepts an order and prepares it',
		'Order% in production',
	),
	order('READY', 'Order Ready', 'ready', 'An order can be picked up', 'Order% ready'),
	order(
		'COURIER ARRIVAL',
		'Courier Arrived',
		'courier_arrived',
		'The courier is there to pick an order up',
		'Courier there for order%',
	),
	order(
		'PICK-UP-COMPLETED',
		'Order Picked Up',
		'picked_up',
		'The courier or the guest has an order',
		'Order% picked up',
	),
	order('DELIVERED', 'Order Delivered', 'delivered', 'An order has arrived', 'Order% delivered'),
	order(
		'CANCELED',
		'Order Cancelled',
		'cancelled',
		'An order is rejected or called off',
		'Order% cancelled',
	),
	order(
		'REVIEW',
		'Order Reviewed',
		'reviewed',
		'A guest has said what an order was like',
		'Order% reviewed',
	),
	...VENUE_EVENTS,
];

function envelope({ name, id, occurredAt, data, account, resourceId }: OutgoingEvent) {
	if (VENUE_EVENTS.some((event) => event.name === name)) {
		return {
			event_type: name,
			venue_id: account.venueId ?? resourceId,
			...data,
			detected_at: occurredAt,
		};
	}
	return {
		id,
		type: 'order.notification',
		order: { id: resourceId, venue_id: account.venueId, status: name, ...data },
		created_at: occurredAt,
	};
}

/** @see https://developer.wolt.com/docs/webhook */
export const wolt = definePlatform({
	id: 'wolt',
	name: 'Wolt',
	description: 'Delivery orders and venues, as short notices without details',
	docsUrl: 'https://developer.wolt.com/docs/webhook',
	checkedOn: '2026-11-25',
	uncertain: [
		'How COURIER ARRIVAL and PICK-UP-COMPLETED are spelled on the wire: the names stand here as a copy of the documentation has them',
		'The type order.notification, and the host in resource_url',
		'How long Wolt waits for an answer',
	],
	requiresHttps: false,
	signature: {
		kind: 'hmac',
		algorithm: 'sha256',
		encoding: 'hex',
		header: 'WOLT-SIGNATURE',
		layout: { kind: 'single', prefix: '' },
		signedContent: '{body}',
		secretFormat: 'text',
	},
	events,
	payload: {
		// Every delivery about an order has the same type: what happened is its status.
		event: [{ body: 'order.status' }, { body: 'event_type' }, { body: 'type' }],
		id: [{ body: 'id' }],
		occurredAt: [{ body: 'created_at' }, { body: 'detected_at' }],
		resourceId: [{ body: 'order.id' }, { body: 'venue_id' }],
		account: {
			venueId: {
				sources: [{ body: 'order.venue_id' }, { body: 'venue_id' }],
				label: 'Venue ID',
			},
		},
		data: [{ body: 'order' }],
	},
	dedupeBy: 'eventId',
	// Another status of success would count as a failure.
	answer: { status: 200, body: 'json' },
	envelope,
	headers: () => ({}),
	registration: {
		kind: 'manual',
		steps: [
			'Give the URL to your account manager at Wolt, together with the client secret that signs; it needs at least 16 bytes',
			'Put the same client secret into the credential',
		],
		notes: [
			'Only 200 is success. Anything else is sent again three times, 5 seconds apart, and is then lost',
			'Deliveries hold no items and no guest: fetch the order from the URL in resource_url',
			'Wolt Drive is another product with another scheme: its deliveries hold a signed token (JWT) and are not read here',
		],
	},
	retry: {
		delaysSeconds: [5, 5, 5],
		repeats: ['3xx', '4xx', '5xx'],
		note: 'Three more attempts, 5 seconds apart, after any answer but 200',
	},
});
