import { normaliseEvent } from '../../lib/event/normalise';
import type { Platform } from '../../lib/platform';
import { platformById } from '../../platforms';
import { documented } from './platforms/documented';

const NOW = Date.parse('2026-01-18T10:30:05Z');

function platform(id: string): Platform {
	const found = platformById(id);
	if (!found) throw new Error(`No platform ${id}`);
	return found;
}

const read = (id: string, body: string, headers: Record<string, string> = {}) =>
	normaliseEvent(platform(id), { headers, payload: JSON.parse(body) }, NOW);

describe('a documented delivery', () => {
	it('of olympusCloud in the standard form is read', () => {
		expect(read('olympusCloud', documented.olympusCloudStandard)).toMatchObject({
			event: 'order.created',
			resourceType: 'order',
			action: 'created',
			eventId: 'evt_abc123',
			occurredAt: '2026-01-18T10:30:00.000Z',
			account: { tenantId: 'tenant_xyz', locationId: 'loc_789' },
			resourceId: 'order_456',
			summary: 'New order #1042, total 32.53',
		});
	});

	it.each([
		[documented.olympusCloudOrderCreated, 'New order #1042 at Table 7, total 49.9'],
		[
			documented.olympusCloudPaymentProcessed,
			'Payment pay_789 processed, 59.9 by card for order order_456',
		],
		[documented.olympusCloudLowStock, 'Low stock: Chicken Breast, 5 lb'],
	])('of olympusCloud in the short form is read (%#)', (json, summary) => {
		const payload = JSON.parse(json) as { type: string; data: { id: string } };
		expect(read('olympusCloud', json)).toMatchObject({
			event: payload.type,
			eventId: null,
			occurredAt: null,
			account: {},
			resourceId: payload.data.id,
			data: payload.data,
			summary,
		});
	});

	it('of olympusCloud in the older forms is read', () => {
		const older = {
			event: 'order.status_changed',
			timestamp: '2025-09-01T08:00:00Z',
			data: { order: { id: 'order_1' }, previous_status: 'open', new_status: 'ready' },
		};
		expect(read('olympusCloud', JSON.stringify(older))).toMatchObject({
			event: 'order.status_changed',
			occurredAt: '2025-09-01T08:00:00.000Z',
			resourceId: 'order_1',
			summary: 'Order #order_1 changed from open to ready',
		});
		const internal = { event_type: 'inventory.low', event_id: 77, tenant_id: 't', data: {} };
		expect(read('olympusCloud', JSON.stringify(internal))).toMatchObject({
			event: 'inventory.low',
			eventId: '77',
			action: 'low_stock',
		});
	});

	it.each(['BOOKING_CREATED', 'booking_created', 'Booking_Created'])(
		'of resmio is read with the action %s',
		(action) => {
			const payload = { id: 51918313, facility_id: 'the-fish', action };
			expect(read('resmio', JSON.stringify(payload))).toMatchObject({
				event: 'booking_created',
				resourceType: 'booking',
				action: 'created',
				eventId: null,
				occurredAt: null,
				account: { facilityId: 'the-fish' },
				resourceId: '51918313',
				data: payload,
				summary: 'New booking 51918313 at the-fish',
			});
		},
	);

	it('of goTab is read', () => {
		expect(read('goTab', documented.goTab)).toMatchObject({
			event: 'ORDER_PLACED',
			resourceType: 'order',
			action: 'placed',
			eventId: null,
			occurredAt: '2023-01-01T00:00:00.000Z',
			resourceId: 'ord_xxxxxxxxx',
			summary: 'New order at Table 12 in Patio, total 1850',
		});
	});

	it.each([
		[{ targetUuid: 'a' }, { 'x-gotab-event-target-uuid': 'b' }, 'a'],
		[{ targetUuid: null, targetId: 3021 }, {}, '3021'],
		[{}, { 'x-gotab-event-target-uuid': 'hyphen' }, 'hyphen'],
		[{}, { 'x-gotab-event-target_uuid': 'underscore' }, 'underscore'],
		[{}, { 'x-gotab-event-target-id': '9' }, '9'],
		[{}, {}, null],
	])('of goTab names its target in the body %j or headers %j', (target, headers, resourceId) => {
		const body = {
			type: 'CATEGORY_UPDATED',
			createdAt: '2023-01-01T00:00:00Z',
			data: {},
			...target,
		};
		expect(read('goTab', JSON.stringify(body), headers).resourceId).toBe(resourceId);
	});

	it('of goTab takes its event from the signed body only', () => {
		const headers = { 'x-gotab-event-type': 'ORDER_PLACED' };
		expect(read('goTab', '{"data":{}}', headers).event).toBe('unknown');
	});

	it('of roostSync is read', () => {
		expect(read('roostSync', documented.roostSync)).toMatchObject({
			event: 'booking.created',
			eventId: null,
			occurredAt: '2024-03-15T10:30:00.000Z',
			account: { propertyId: 'prop_abc123' },
			resourceId: 'bk_12345',
			summary:
				'New booking bk_12345, Juan dela Cruz, Room 101 - Deluxe, 2024-03-20 to 2024-03-22, total 6000',
		});
	});

	it('of standardWebhooks has its id from the signed header', () => {
		const headers = { 'webhook-id': 'msg_1' };
		expect(read('standardWebhooks', documented.standardWebhooks, headers)).toMatchObject({
			event: 'example.event',
			eventId: 'msg_1',
			occurredAt: '2022-11-03T20:26:10.344Z',
			data: { foo: 'bar', fizzbuzz: 2 },
		});
		expect(read('standardWebhooks', '{"type":"a.b","foo":1}', headers).data).toEqual({
			type: 'a.b',
			foo: 1,
		});
	});
});

describe('a delivery of gustaio, whose payload is not documented,', () => {
	it.each(['event', 'type', 'eventType', 'event_type'])('is read with its name in %s', (key) => {
		const body = JSON.stringify({ [key]: 'menu_item.update', data: { id: 7, name: 'Soup' } });
		expect(read('gustaio', body)).toMatchObject({
			event: 'menu_item.update',
			resourceType: 'menu_item',
			action: 'updated',
			resourceId: '7',
			summary: 'Menu item Soup updated',
		});
	});

	it('is called unknown when it has no name, and keeps its payload', () => {
		expect(read('gustaio', '{"order":{"id":"o1"}}')).toMatchObject({
			event: 'unknown',
			resourceId: 'o1',
			data: { order: { id: 'o1' } },
		});
	});

	it('takes its time from the signed header', () => {
		const headers = { 'x-webhook-timestamp': '1767225600' };
		expect(read('gustaio', '{"event":"order.create"}', headers).occurredAt).toBe(
			'2026-01-01T00:00:00.000Z',
		);
	});

	it.each([
		{ data: { id: 'o1', experienceDetails: { name: 'Wine Tasting' } } },
		{ data: { order: { id: 'o1', experienceDetails: { title: 'Wine Tasting' } } } },
		{ data: { id: 'o1' }, experienceDetails: { name: 'Wine Tasting' } },
	])('is seen to be the booking of an experience: %j', (rest) => {
		const body = JSON.stringify({ event: 'order.create', ...rest });
		expect(read('gustaio', body).summary).toBe('New order o1, experience Wine Tasting');
	});
});
