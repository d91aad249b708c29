import { commonWords, mergeCommon, readCommon, type Common } from '../../../lib/event/common';
import type { CommonMap } from '../../../lib/platform';

const NOTHING: Common = {
	amount: { value: null, currency: null, unit: 'unknown' },
	startsAt: null,
	endsAt: null,
	partySize: null,
	guest: { name: null, email: null, phone: null },
	status: null,
	channel: null,
	reference: null,
	lines: [],
};
const read = (map: CommonMap, source: Record<string, unknown>) =>
	readCommon(map, source, 'Europe/Berlin');
const words = (common: Partial<Common>, timeZone = 'Europe/Berlin') =>
	commonWords({ ...NOTHING, ...common }, timeZone);

describe('readCommon', () => {
	it('adds up several bills, and reads the lines of each', () => {
		const map: CommonMap = {
			amount: { value: '{total}', sumAt: 'bills', unit: 'major' },
			lines: { at: 'bills', eachAt: 'items', name: '{name}' },
		};
		const bills = [
			{ total: 0.1, items: [{ name: 'Soup' }] },
			{ total: '0.2', items: [{ name: 'Bread' }, { name: 'Wine' }] },
		];
		expect(read(map, { bills })).toMatchObject({
			amount: { value: 0.3, unit: 'major' },
			lines: [{ name: 'Soup' }, { name: 'Bread' }, { name: 'Wine' }],
		});
	});

	it('adds adults and children up to the party', () => {
		const map: CommonMap = { partySize: ['{adults}', '{childrenAges.length}'] };
		expect(read(map, { adults: 2, childrenAges: [4, 7] }).partySize).toBe(4);
		expect(read(map, { adults: 2 }).partySize).toBe(2);
		expect(read(map, { childrenAges: [4] }).partySize).toBeNull();
	});

	it.each([
		['no list', undefined],
		['an empty list', []],
		['a bill without a total', [{ total: 5 }, { items: null }]],
		['an item that is none', [{ total: 5 }, null]],
	])('makes no sum of %s', (_, bills) => {
		const map: CommonMap = {
			amount: { value: '{total}', sumAt: 'bills', unit: 'major' },
			lines: { at: 'bills', eachAt: 'items', name: '{name}' },
		};
		expect(read(map, { bills })).toMatchObject({ amount: { value: null }, lines: [] });
	});

	it.each([
		[
			{ sum: 1850, digits: 2 },
			{ value: 18.5, currency: null, unit: 'major' },
		],
		[
			{ sum: 1850, digits: '3' },
			{ value: 1.85, currency: null, unit: 'major' },
		],
		[
			{ sum: 1850, digits: 0 },
			{ value: 1850, currency: null, unit: 'major' },
		],
		[{ sum: 1850 }, { value: 1850, currency: null, unit: 'unknown' }],
		[
			{ sum: 1850, digits: 2.5 },
			{ value: 1850, currency: null, unit: 'unknown' },
		],
		[
			{ sum: 1850, digits: -1 },
			{ value: 1850, currency: null, unit: 'unknown' },
		],
		[{ digits: 2 }, { value: null, currency: null, unit: 'unknown' }],
	])('scales an amount whose payload says its decimals: %j', (source, amount) => {
		const map: CommonMap = { amount: { value: '{sum}', unit: 'unknown', decimals: '{digits}' } };
		expect(read(map, source).amount).toEqual(amount);
	});

	it('puts codes into words, and leaves those without a word as they are', () => {
		const words = { 10: 'new', 90: 'finalized' };
		const map: CommonMap = {
			status: { value: '{state}', words },
			channel: { value: '{via}', words },
		};
		expect(read(map, { state: 10, via: '90' })).toMatchObject({
			status: 'new',
			channel: 'finalized',
		});
		expect(read(map, { state: 11, via: 'toString' })).toMatchObject({
			status: '11',
			channel: 'toString',
		});
		expect(read(map, {})).toMatchObject({ status: null, channel: null });
	});

	it('reads what a map names, and nothing else', () => {
		const map: CommonMap = {
			amount: { value: '{sum}', currency: '{currency}', unit: 'major' },
			startsAt: '{from}',
			endsAt: '{to}',
			partySize: '{guests}',
			guest: { name: '{first}[ {last}]', email: '{email}', phone: '{phone}' },
			status: '{state}',
			channel: '{via}',
			reference: '{code|id}',
			lines: { at: 'order.items', name: '{title}', quantity: '{count}' },
		};
		const source = {
			sum: '32.5',
			currency: 'EUR',
			from: '2026-03-12T18:00:00+01:00',
			to: '2026-03-14',
			guests: 4,
			first: 'Mia',
			last: 'Lindqvist',
			email: 'mia@example.com',
			phone: 4930555,
			state: 'confirmed',
			via: 'online',
			id: 7,
			order: { items: [{ title: 'Soup', count: 2 }, { title: 'Bread' }, { count: 1 }] },
		};
		expect(read(map, source)).toEqual({
			amount: { value: 32.5, currency: 'EUR', unit: 'major' },
			startsAt: '2026-03-12T17:00:00.000Z',
			endsAt: '2026-03-14',
			partySize: 4,
			guest: { name: 'Mia Lindqvist', email: 'mia@example.com', phone: '4930555' },
			status: 'confirmed',
			channel: 'online',
			reference: '7',
			lines: [
				{ name: 'Soup', quantity: 2 },
				{ name: 'Bread', quantity: null },
			],
		});
		expect(read({}, source)).toEqual(NOTHING);
		expect(read(map, {})).toEqual({
			...NOTHING,
			amount: { value: null, currency: null, unit: 'major' },
		});
	});

	it.each([
		['a list of names', ['Pale Ale', 'Pretzel'], ['Pale Ale', 'Pretzel']],
		['one item', { name: 'Pale Ale' }, ['Pale Ale']],
		['something else', 'Pale Ale', []],
		['a list with holes', [null, {}, 'Pale Ale', 3], ['Pale Ale', '3']],
	])('takes %s for what was ordered', (_, items, names) => {
		const { lines } = read({ lines: { at: 'items', name: '{name}' } }, { items });
		expect(lines.map(({ name }) => name)).toEqual(names);
	});

	it.each([
		['twelve', null],
		['1e400', null],
		['', null],
		['12', 12],
	])('takes %j for the number %j', (guests, partySize) => {
		expect(read({ partySize: '{guests}' }, { guests }).partySize).toBe(partySize);
	});

	it('takes a time without a zone for one of the workflow, and what is no time for none', () => {
		const startsAt = (at: unknown) => read({ startsAt: '{at}' }, { at }).startsAt;
		expect(startsAt('2026-07-01T18:30:00')).toBe('2026-07-01T16:30:00.000Z');
		expect(startsAt('18:30')).toBeNull();
		expect(startsAt('2026-13-40')).toBe(null);
	});
});

describe('mergeCommon', () => {
	it('takes what the record does not say from the event', () => {
		const record = { ...NOTHING, partySize: 6, guest: { ...NOTHING.guest, name: 'Mia' } };
		const event: Common = {
			...NOTHING,
			amount: { value: 5, currency: null, unit: 'major' },
			partySize: 4,
			guest: { name: 'M.', email: 'mia@example.com', phone: null },
			lines: [{ name: 'Soup', quantity: 1 }],
		};
		expect(mergeCommon(record, event)).toEqual({
			...event,
			partySize: 6,
			guest: { name: 'Mia', email: 'mia@example.com', phone: null },
		});
		expect(mergeCommon(NOTHING, NOTHING)).toEqual(NOTHING);
	});
});

describe('commonWords', () => {
	it.each([
		[{ value: 32.5, currency: null, unit: 'major' }, '32.50'],
		[{ value: 32.5, currency: 'EUR', unit: 'major' }, '32.50 EUR'],
		[{ value: 1850, currency: 'USD', unit: 'minor' }, '18.50 USD'],
		[{ value: 1850, currency: 'JPY', unit: 'minor' }, '1850 JPY'],
		[{ value: 1850, currency: 'no code', unit: 'minor' }, '18.50 no code'],
		[{ value: 1850, currency: 'USD', unit: 'unknown' }, undefined],
		[{ value: null, currency: 'USD', unit: 'major' }, undefined],
	] as const)('writes the amount %j as %j', (amount, text) => {
		expect(words({ amount }).amount).toBe(text);
	});

	it('writes times in the time zone of the workflow, and dates as they are', () => {
		const startsAt = '2026-03-20T22:30:00.000Z';
		const endsAt = '2026-03-22';
		expect(words({ startsAt, endsAt }, 'Asia/Tokyo')).toMatchObject({
			when: '21 Mar 2026, 07:30',
			until: '22 Mar 2026',
		});
		expect(words({ endsAt }, 'America/Los_Angeles').until).toBe('22 Mar 2026');
	});

	it('lists what was ordered, five things at most', () => {
		const lines = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => ({ name, quantity: null }));
		expect(words({ lines }).lines).toBe('a, b, c, d, e and 2 more');
		expect(words({ lines: [{ name: 'Soup', quantity: 2 }] }).lines).toBe('2 x Soup');
		expect(words({})).toEqual({});
	});
});
