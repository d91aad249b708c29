import { findEvent } from '../../lib/event/name';
import type { EventDeclaration, Platform } from '../../lib/platform';
import { platformById } from '../../platforms';
import { compact, documented } from './platforms/documented';
import { outgoing } from './platforms/outgoing';

function platform(id: string): Platform {
	const found = platformById(id);
	if (!found) throw new Error(`No platform ${id}`);
	return found;
}

function event(id: string, name: string): EventDeclaration {
	const found = findEvent(platform(id), name);
	if (!found) throw new Error(`No event ${name}`);
	return found;
}

describe('envelope', () => {
	it.each([
		['olympusCloud', 'order.created', documented.olympusCloudStandard],
		['resmio', 'booking_created', documented.resmio],
		['goTab', 'ORDER_PLACED', documented.goTab],
		['roostSync', 'booking.created', documented.roostSync],
		['standardWebhooks', 'example.event', documented.standardWebhooks],
	])('of %s turns the sample of %s into the documented JSON', (id, name, json) => {
		const built = platform(id).envelope(outgoing(event(id, name)));
		expect(JSON.stringify(built)).toBe(compact(json));
	});

	it.each([
		['payment.processed', documented.olympusCloudPaymentProcessed],
		['inventory.low_stock', documented.olympusCloudLowStock],
	])('of olympusCloud carries the documented data of %s', (name, json) => {
		const { type, data } = platform('olympusCloud').envelope(outgoing(event('olympusCloud', name)));
		expect(JSON.stringify({ type, data })).toBe(compact(json));
	});

	it('of goTab sends a category by its id, because categories have no UUID', () => {
		const sent = outgoing(event('goTab', 'CATEGORY_UPDATED'));
		expect(platform('goTab').envelope(sent)).toMatchObject({
			targetUuid: null,
			targetId: '3021',
			data: { cause: { type: 'PRODUCT_UPDATED' } },
		});
		expect(platform('goTab').headers(sent)).toEqual({
			'User-Agent': 'GoTab-WebhookAgent/1.0',
			'X-GoTab-Event-Type': 'CATEGORY_UPDATED',
			'X-GoTab-Event-Target-ID': '3021',
		});
	});

	it('of resmio keeps an id that is no number, and takes one from the data', () => {
		const base = { name: 'booking_updated', id: '1', occurredAt: '', account: {} };
		const { envelope } = platform('resmio');
		expect(envelope({ ...base, data: {}, resourceId: '007' })).toMatchObject({ id: '007' });
		expect(envelope({ ...base, data: { id: 5, facility_id: 'the-fish' } })).toEqual({
			id: 5,
			facility_id: 'the-fish',
			action: 'BOOKING_UPDATED',
		});
	});
});

describe('headers', () => {
	it('of goTab name the event, its target and the agent', () => {
		expect(platform('goTab').headers(outgoing(event('goTab', 'ORDER_PLACED')))).toEqual({
			'User-Agent': 'GoTab-WebhookAgent/1.0',
			'X-GoTab-Event-Type': 'ORDER_PLACED',
			'X-GoTab-Event-Target-UUID': 'ord_xxxxxxxxx',
		});
	});

	it.each(['gustaio', 'olympusCloud', 'resmio', 'roostSync', 'standardWebhooks', 'custom'])(
		'of %s are none besides the signature',
		(id) => {
			const { headers, events } = platform(id);
			expect(headers(outgoing(events[0]))).toEqual({});
		},
	);
});
