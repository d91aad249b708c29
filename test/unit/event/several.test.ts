import { eventsIn } from '../../../lib/event/several';

const one = { type: 'order.created', id: 1 };
const two = { type: 'order.updated', id: 2 };

describe('eventsIn', () => {
	it('is the whole where no list is expected, and a list stands under items', () => {
		expect(eventsIn({ body: one })).toEqual([{ payload: one }]);
		expect(eventsIn({ body: [one, two] })).toEqual([{ payload: { items: [one, two] } }]);
	});

	it('is each of the list, with what stands around it', () => {
		expect(eventsIn({ body: { account: 'a', events: [one, two] } }, 'events')).toEqual([
			{ payload: one, delivery: { account: 'a' } },
			{ payload: two, delivery: { account: 'a' } },
		]);
		expect(eventsIn({ body: { a: { b: [one], c: 1 }, d: 2 } }, '$json.a.b')).toEqual([
			{ payload: one, delivery: { a: { c: 1 }, d: 2 } },
		]);
		expect(eventsIn({ body: { a: [{ b: [one], c: 1 }, 3] } }, 'a[0].b')).toEqual([
			{ payload: one, delivery: { a: [{ c: 1 }, 3] } },
		]);
	});

	it('is each of a body that is a list', () => {
		const events = [
			{ payload: one, delivery: {} },
			{ payload: two, delivery: {} },
		];
		expect(eventsIn({ body: [one, two] }, '$')).toEqual(events);
		expect(eventsIn({ body: [one, two] }, 'items')).toEqual(events);
	});

	it('is one where the list holds one event without being a list', () => {
		expect(eventsIn({ body: { data: one, meta: 1 } }, 'data')).toEqual([
			{ payload: one, delivery: { meta: 1 } },
		]);
	});

	it('is the whole where the list is missing or something else', () => {
		expect(eventsIn({ body: one }, 'events')).toEqual([{ payload: one }]);
		expect(eventsIn({ body: one }, '$')).toEqual([{ payload: one }]);
		const text = { events: 'none', id: 1 };
		expect(eventsIn({ body: text }, 'events')).toEqual([{ payload: text }]);
	});

	it('is nothing for an empty list', () => {
		expect(eventsIn({ body: { events: [] } }, 'events')).toEqual([]);
		expect(eventsIn({ body: [] }, '$')).toEqual([]);
	});

	it('keeps what is no object in a list of events', () => {
		expect(eventsIn({ body: ['a', null] }, '$').map(({ payload }) => payload)).toEqual([
			{ value: 'a' },
			{ value: null },
		]);
	});

	it('keeps a key that could reach a prototype as a key', () => {
		const body = JSON.parse('{"__proto__":{"polluted":1},"events":[{}]}') as Record<
			string,
			unknown
		>;
		const [{ delivery }] = eventsIn({ body }, 'events');
		expect(Object.keys(delivery ?? {})).toEqual(['__proto__']);
	});
});

describe('eventsIn a map of lists', () => {
	const listAt = { mapAt: 'merchants', keyAs: 'merchantId' };

	it('is each event of each list, with the key of its list around it', () => {
		const body = { appId: 'app', merchants: { m1: [one, two], m2: [two] } };
		expect(eventsIn({ body }, listAt)).toEqual([
			{ payload: one, delivery: { appId: 'app', merchantId: 'm1' } },
			{ payload: two, delivery: { appId: 'app', merchantId: 'm1' } },
			{ payload: two, delivery: { appId: 'app', merchantId: 'm2' } },
		]);
	});

	it('is the whole where there is no map, or one of its values is no list', () => {
		for (const body of [one, { merchants: 'none' }, { merchants: { m1: [one], m2: one } }]) {
			expect(eventsIn({ body }, listAt)).toEqual([{ payload: body }]);
		}
	});
});
