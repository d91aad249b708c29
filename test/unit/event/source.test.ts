import { readObject, readText, valueAt } from '../../../lib/event/source';

describe('valueAt', () => {
	const root = { a: { b: [{ c: 1 }], 'x.y': 2 }, empty: '', none: null };
	it.each([
		['a.b.0.c', 1],
		['empty', ''],
		['none', null],
		['none.deeper', undefined],
		['a.b.1.c', undefined],
		['a.x.y', undefined],
		['', undefined],
		['empty.length', undefined],
		['a.constructor', undefined],
		['__proto__', undefined],
		['a.b.length', 1],
	])('%j', (path, value) => {
		expect(valueAt(root, path)).toBe(value);
	});

	it('reads an own property that has the name of an inherited one', () => {
		expect(valueAt(JSON.parse('{"__proto__":{"id":5}}'), '__proto__.id')).toBe(5);
	});

	it.each([undefined, null, 'text', 7])('of %p is undefined', (root) => {
		expect(valueAt(root, 'a')).toBeUndefined();
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
