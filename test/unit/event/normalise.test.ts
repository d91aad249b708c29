import { normaliseEvent } from '../../../lib/event/normalise';
import { readObject, readText } from '../../../lib/event/source';
import { olympusCloud } from '../../../platforms/olympusCloud';
import { resmio } from '../../../platforms/resmio';

const NOW = Date.parse('2026-01-18T10:30:05Z');
const read = (payload: Record<string, unknown>) =>
	normaliseEvent(olympusCloud, { headers: {}, payload }, NOW);

describe('normaliseEvent', () => {
	it('gives the whole shape, with null for what is not there', () => {
		expect(read({})).toEqual({
			platform: 'olympusCloud',
			event: 'unknown',
			resourceType: 'unknown',
			action: 'unknown',
			eventId: null,
			occurredAt: null,
			receivedAt: '2026-01-18T10:30:05.000Z',
			account: {},
			resourceId: null,
			summary: 'Olympus Cloud: unknown',
			common: {
				amount: { value: null, currency: null, unit: 'unknown' },
				startsAt: null,
				endsAt: null,
				partySize: null,
				guest: { name: null, email: null, phone: null },
				status: null,
				channel: null,
				reference: null,
				lines: [],
			},
			data: {},
			payload: {},
		});
	});

	it('guesses resource and action of a name outside the catalogue', () => {
		const payload = { type: 'gift_card.redeem', data: { id: 12 } };
		expect(read(payload)).toMatchObject({
			event: 'gift_card.redeem',
			resourceType: 'gift_card',
			action: 'redeem',
			resourceId: '12',
			summary: 'Olympus Cloud: gift_card.redeem (12)',
		});
	});

	it.each([null, [], 'text', 5])('gives the payload as data when data is %j', (data) => {
		const payload = { type: 'order.created', data };
		expect(read(payload)).toMatchObject({ event: 'order.created', data: payload });
	});

	it.each([{}, [], true, null, '', '  '])('calls an event named %j unknown', (type) => {
		expect(read({ type }).event).toBe('unknown');
	});

	it('gives ids as text and leaves amounts as they came', () => {
		const payload = {
			type: 'order.created',
			id: 77,
			tenant_id: 5,
			data: { id: 9, total: '49.90' },
		};
		expect(read(payload)).toMatchObject({
			eventId: '77',
			account: { tenantId: '5' },
			resourceId: '9',
			data: { total: '49.90' },
		});
	});

	it('gives out the payload itself, without adding or dropping anything', () => {
		const payload = { type: 'order.created', extra: { deep: [1, null] }, data: {} };
		expect(read(payload).payload).toBe(payload);
		expect(payload).toEqual({ type: 'order.created', extra: { deep: [1, null] }, data: {} });
	});

	it('uses the spelling of the catalogue where the platform ignores case', () => {
		const payload = { id: 1, facility_id: 'f', action: 'BOOKING_DELETED' };
		expect(normaliseEvent(resmio, { headers: {}, payload }, NOW)).toMatchObject({
			event: 'booking_deleted',
			resourceType: 'booking',
			action: 'deleted',
			payload,
		});
	});
});

describe('normaliseEvent of a platform whose deliveries hold secrets', () => {
	const platform = {
		...olympusCloud,
		payload: { ...olympusCloud.payload, masked: ['data.access.token', 'data.key'] },
	};
	const masked = (payload: Record<string, unknown>) =>
		normaliseEvent(platform, { headers: {}, payload }, NOW);

	it('masks them in the payload and its data, and leaves what was handed in as it is', () => {
		const data = { access: { token: 'live', for: 'a' }, key: { raw: 'live' }, id: 1 };
		const payload = { type: 'integration.created', data };
		const shown = { access: { token: '***', for: 'a' }, key: '***', id: 1 };
		expect(masked(payload)).toMatchObject({
			data: shown,
			payload: { type: 'integration.created', data: shown },
		});
		expect(data.access.token).toBe('live');
	});

	it('masks them in what stands around the list of events as well', () => {
		const delivery = { data: { key: 'live' }, events: 'x' };
		const shown = normaliseEvent(platform, { headers: {}, payload: { id: 1 }, delivery }, NOW);
		expect(shown.delivery).toEqual({ data: { key: '***' }, events: 'x' });
	});

	it('adds no mask where nothing stands', () => {
		expect(masked({ data: { id: 1 } }).payload).toEqual({ data: { id: 1 } });
	});
});

describe('readText', () => {
	const read = (payload: Record<string, unknown>, headers = {}) =>
		readText({ headers, payload }, [{ body: 'id' }, { header: 'X-Id' }, { body: 'alt.id' }]);

	it.each([
		[{ id: 'a' }, {}, 'a'],
		[{ id: '  a ' }, {}, 'a'],
		[{ id: 0 }, {}, '0'],
		[{ id: 51918313 }, {}, '51918313'],
		[{ id: '' }, { 'x-id': 'h' }, 'h'],
		[{ id: ' ' }, { 'X-ID': ' h ' }, 'h'],
		[{ id: null, alt: { id: 3 } }, {}, '3'],
		[{ id: { a: 1 }, alt: { id: true } }, {}, undefined],
		[{ id: NaN }, {}, undefined],
		[{}, { 'x-id': ['one', 'two'] }, undefined],
		[{}, {}, undefined],
	])('of %j with %j is %j', (payload, headers, text) => {
		expect(read(payload, headers)).toBe(text);
	});
});

it('reads what a function works out from the event and what stands around it', () => {
	const name = (event: Record<string, unknown>, around?: Record<string, unknown>) =>
		`${String(event.type)} of ${String(around?.shop)}`;
	const delivery = { headers: {}, payload: { type: 'a' }, delivery: { shop: 7 } };
	expect(readText(delivery, [{ from: name }])).toBe('a of 7');
	expect(readText(delivery, [{ from: () => undefined }, { body: 'type' }])).toBe('a');
});

describe('readObject', () => {
	it.each([
		[{ data: { a: 1 } }, { a: 1 }],
		[{ data: [1], object: { b: 2 } }, { b: 2 }],
		[{ data: null, object: 'text' }, undefined],
	])('of %j is %j', (payload, found) => {
		const sources = [{ body: 'data' }, { body: 'object' }];
		expect(readObject({ headers: {}, payload }, sources)).toEqual(found);
	});
});
