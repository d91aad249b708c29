import { readObject, readText } from '../../../lib/event/source';

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
