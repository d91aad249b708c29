import fc from 'fast-check';

import { shapeOf } from '../../../lib/receive/shape';

const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));

describe('shapeOf', () => {
	it.each([
		['two orders', { id: '1', total: 5 }, { id: '2', total: 7.5 }],
		['lists of another length', { items: ['a'] }, { items: ['b', 'c', 'd'] }],
		['lists of objects', [{ a: 1 }], [{ a: 2 }, { a: 3 }]],
		['true and false', { a: true }, { a: false }],
	])('is the same for %s', (_, one, other) => {
		expect(shapeOf(one)).toBe(shapeOf(other));
	});

	it.each([
		['text and number', { id: '1' }, { id: 1 }],
		['null and a missing field', { id: null }, {}],
		['an empty text and a full one', { id: '' }, { id: 'a' }],
		['a number and one too large', { id: 1 }, { id: Infinity }],
		['an object and a list', { data: {} }, { data: [] }],
		['an empty list and one with an entry', [], [{}]],
		['a mixed list and a pure one', ['a', 1], ['a']],
		['names of fields', { a: 1 }, { b: 1 }],
		['a field and one inside it', { a: { b: 1 } }, { a: {}, b: 1 }],
		['a name that looks like two', { 'an1:b': 1 }, { a: 1, b: 1 }],
	])('differs between %s', (_, one, other) => {
		expect(shapeOf(one)).not.toBe(shapeOf(other));
	});

	it('is not known of what is nested more than 16 deep', () => {
		expect(shapeOf(nested(16))).toBeDefined();
		expect(shapeOf(nested(17))).toBeUndefined();
		expect(shapeOf({ data: nested(100_000) })).toBeUndefined();
	});

	it('is the same only for objects with the same fields', () => {
		const name = fc.string({ unit: fc.constantFrom(...'ab01:{}[],sn'), maxLength: 5 });
		const object = fc.dictionary(name, fc.constant(1));
		fc.assert(
			fc.property(object, object, (one, other) => {
				const isSame = JSON.stringify(one) === JSON.stringify(other);
				expect(shapeOf(one) === shapeOf(other)).toBe(isSame);
			}),
			{ numRuns: 2000 },
		);
	});
});
