import { compact, documented } from '../../unit/platforms/documented';
import type { PlatformId } from './signers';

/** A delivery that a platform's documentation shows, and the item it has to become. */
interface DocumentedDelivery {
	body: string;
	/** Besides those of the signature. */
	headers: Record<string, string>;
	output: Record<string, unknown>;
	/** How it was verified, without the time that it was signed at. */
	verification: Record<string, unknown>;
}

const json = { 'content-type': 'application/json' };
const parsed = (text: string) => JSON.parse(text) as Record<string, unknown>;
const verified = (scheme: string, ...checks: string[]) => ({
	verified: true,
	scheme,
	matchedSecret: 'current',
	checks: [...checks, 'duplicate'],
});

const roostSyncBooking = compact(documented.roostSync);
const olympusOrder = compact(documented.olympusCloudStandard);
const goTabOrder = compact(documented.goTab);
const resmioBooking = compact(documented.resmio);
const standardExample = compact(documented.standardWebhooks);
/** Gustaio documents no payload and Custom has none: what their declarations call a sample. */
const gustaioOrder =
	'{"event":"order.create","timestamp":"2026-01-18T10:30:00Z","data":{"id":"order_123","status":"new"}}';
const customEvent =
	'{"id":"evt_1","event":"example.event","timestamp":"2026-01-01T12:00:00Z","tenant_id":"tenant_1","location_id":"location_1","property_id":"property_1","data":{"id":"res_1"}}';

export const documentedDeliveries: Record<PlatformId, DocumentedDelivery> = {
	gustaio: {
		body: gustaioOrder,
		headers: json,
		output: {
			platform: 'gustaio',
			event: 'order.create',
			resourceType: 'order',
			action: 'created',
			eventId: null,
			occurredAt: '2026-01-18T10:30:00.000Z',
			account: {},
			resourceId: 'order_123',
			summary: 'New order order_123',
			data: { id: 'order_123', status: 'new' },
			payload: parsed(gustaioOrder),
		},
		verification: verified('hmac-sha256', 'signature', 'timestamp'),
	},
	olympusCloud: {
		body: olympusOrder,
		headers: json,
		output: {
			platform: 'olympusCloud',
			event: 'order.created',
			resourceType: 'order',
			action: 'created',
			eventId: 'evt_abc123',
			occurredAt: '2026-01-18T10:30:00.000Z',
			account: { tenantId: 'tenant_xyz', locationId: 'loc_789' },
			resourceId: 'order_456',
			summary: 'New order #1042: 2 x Classic Burger, total 32.53',
			data: parsed(olympusOrder).data,
			payload: parsed(olympusOrder),
		},
		verification: verified('hmac-sha256', 'signature', 'timestamp'),
	},
	resmio: {
		body: resmioBooking,
		headers: json,
		output: {
			platform: 'resmio',
			event: 'booking_created',
			resourceType: 'booking',
			action: 'created',
			eventId: null,
			occurredAt: null,
			account: { facilityId: 'the-fish' },
			resourceId: '51918313',
			summary: 'New booking 51918313 at the-fish',
			data: { id: 51918313, facility_id: 'the-fish', action: 'BOOKING_CREATED' },
			payload: { id: 51918313, facility_id: 'the-fish', action: 'BOOKING_CREATED' },
		},
		verification: verified('basic', 'password'),
	},
	goTab: {
		body: goTabOrder,
		headers: {
			...json,
			'User-Agent': 'GoTab-WebhookAgent/1.0',
			'X-GoTab-Event-Type': 'ORDER_PLACED',
			'X-GoTab-Event-Target-UUID': 'ord_xxxxxxxxx',
		},
		output: {
			platform: 'goTab',
			event: 'ORDER_PLACED',
			resourceType: 'order',
			action: 'placed',
			eventId: null,
			occurredAt: '2023-01-01T00:00:00.000Z',
			account: {},
			resourceId: 'ord_xxxxxxxxx',
			summary: 'New order at Table 12 in Patio: Pale Ale, Soft Pretzel',
			data: parsed(goTabOrder).data,
			payload: parsed(goTabOrder),
		},
		verification: verified('hmac-sha256', 'signature'),
	},
	roostSync: {
		body: roostSyncBooking,
		headers: json,
		output: {
			platform: 'roostSync',
			event: 'booking.created',
			resourceType: 'booking',
			action: 'created',
			eventId: null,
			occurredAt: '2024-03-15T10:30:00.000Z',
			account: { propertyId: 'prop_abc123' },
			resourceId: 'bk_12345',
			summary:
				'New booking bk_12345, Juan dela Cruz, Room 101 - Deluxe, 20 Mar 2024 to 22 Mar 2024',
			data: parsed(roostSyncBooking).data,
			payload: parsed(roostSyncBooking),
		},
		verification: verified('hmac-sha256', 'signature'),
	},
	standardWebhooks: {
		body: standardExample,
		headers: json,
		output: {
			platform: 'standardWebhooks',
			event: 'example.event',
			resourceType: 'example',
			action: 'occurred',
			eventId: 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W',
			occurredAt: '2022-11-03T20:26:10.344Z',
			account: {},
			resourceId: null,
			summary: 'Example event',
			data: { foo: 'bar', fizzbuzz: 2 },
			payload: parsed(standardExample),
		},
		verification: verified('hmac-sha256', 'signature', 'timestamp'),
	},
	custom: {
		body: customEvent,
		headers: json,
		output: {
			platform: 'custom',
			event: 'example.event',
			resourceType: 'example',
			action: 'occurred',
			eventId: 'evt_1',
			occurredAt: '2026-01-01T12:00:00.000Z',
			account: { tenantId: 'tenant_1', locationId: 'location_1', propertyId: 'property_1' },
			resourceId: 'res_1',
			summary: 'Example event res_1',
			data: { id: 'res_1' },
			payload: parsed(customEvent),
		},
		verification: verified('hmac-sha256', 'signature'),
	},
};

/** Headers that the item shows of each delivery besides the content type. */
export const shownHeaders: Partial<Record<PlatformId, Record<string, unknown>>> = {
	gustaio: { 'x-webhook-timestamp': expect.stringMatching(/^\d{10}$/) },
	goTab: {
		'user-agent': 'GoTab-WebhookAgent/1.0',
		'x-gotab-event-target-uuid': 'ord_xxxxxxxxx',
	},
	standardWebhooks: {
		'webhook-id': 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W',
		'webhook-timestamp': expect.stringMatching(/^\d{10}$/),
	},
};
