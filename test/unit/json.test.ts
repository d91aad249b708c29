import fc from 'fast-check';

import { isObject, parseJson } from '../../lib/json';

describe('parseJson', () => {
	it.each([
		['9007199254740991', 9007199254740991],
		['-9007199254740991', -9007199254740991],
		['9007199254740992', '9007199254740992'],
		['-9007199254740993', '-9007199254740993'],
		['{"id":820982911946154508}', { id: '820982911946154508' }],
		['[1,820982911946154509 , 2]', [1, '820982911946154509', 2]],
		['{"a":9007199254740993.5,"b":12.50}', { a: 9007199254740994, b: 12.5 }],
		['1e400', Infinity],
		['9007199254740993e0', 9007199254740992],
		['0.9007199254740993', 0.9007199254740993],
		['"9007199254740993"', '9007199254740993'],
		['{"9007199254740993":1}', { '9007199254740993': 1 }],
		['"a \\" 9007199254740993 \\\\"', 'a " 9007199254740993 \\'],
		['["\\\\",9007199254740993,"\\\\\\""]', ['\\', '9007199254740993', '\\"']],
	])('of %s is %j', (text, value) => {
		expect(parseJson(text)).toEqual(value);
	});

	it.each(['', '9007199254740993,', '{"a":9007199254740993'])('refuses %j', (text) => {
		expect(() => parseJson(text)).toThrow(SyntaxError);
	});

	it('reads everything else as JSON.parse does', () => {
		fc.assert(
			fc.property(fc.json({ maxDepth: 4 }), fc.bigInt({ min: 2n ** 53n }), (json, id) => {
				fc.pre(!/\d{16}/.test(json));
				const text = `[${json},${id}]`;
				expect(parseJson(text)).toEqual([JSON.parse(json), String(id)]);
			}),
		);
	});

	it('has no trouble with a long text full of escapes', () => {
		const text = '\\"'.repeat(2_000_000);
		expect(parseJson(`["${text}",9007199254740993]`)).toHaveLength(2);
	});
});

describe('isObject', () => {
	it.each([
		[{}, true],
		[[], false],
		[null, false],
		['{}', false],
	])('of %j is %p', (value, expected) => {
		expect(isObject(value)).toBe(expected);
	});
});
