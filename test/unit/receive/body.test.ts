import { parseBody } from '../../../lib/receive/receive';

const bytes = (text: string) => Buffer.from(text, 'utf8');
const refused = (reason: string) => ({ ok: false, reason });

describe('parseBody', () => {
	it.each([
		['{"a":1}', { a: 1 }],
		['\ufeff{"a":1}', { a: 1 }],
		[' \r\n{"a":"ü🥂"}\n', { a: 'ü🥂' }],
		['{}', {}],
		['{"a":1,"a":2}', { a: 2 }],
	])('of %j is its object', (text, payload) => {
		expect(parseBody(bytes(text))).toEqual({ ok: true, body: payload });
	});

	it.each([
		['', 'body_not_json'],
		['  ', 'body_not_json'],
		['{a:1}', 'body_not_json'],
		['{"a":1}{"b":2}', 'body_not_json'],
		['a=1', 'body_not_json'],
		['{"a":NaN}', 'body_not_json'],
		['null', 'body_not_object'],
		['"{}"', 'body_not_object'],
		['42', 'body_not_object'],
		['true', 'body_not_object'],
	])('of %j is refused as %s', (text, reason) => {
		expect(parseBody(bytes(text))).toEqual(refused(reason));
	});

	it.each([
		['a lone continuation byte', [0x80]],
		['an overlong slash', [0xc0, 0xaf]],
		['half a surrogate pair', [0xed, 0xa0, 0x80]],
		['a character that is cut off', [0xe2, 0x82]],
		['UTF-16', [0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]],
	])('of %s is refused as body_not_utf8', (_, middle) => {
		const body = Buffer.concat([bytes('{"a":"'), Buffer.from(middle), bytes('"}')]);
		expect(parseBody(body)).toEqual(refused('body_not_utf8'));
	});

	it('keeps the digits of whole numbers beyond 2^53, as text', () => {
		const result = parseBody(bytes('{"id":820982911946154508,"list":[-9007199254740993],"n":1}'));
		expect(result).toEqual({
			ok: true,
			body: { id: '820982911946154508', list: ['-9007199254740993'], n: 1 },
		});
	});

	it('reads a body after one that was cut off in a character', () => {
		parseBody(Buffer.concat([bytes('{"a":"'), Buffer.from([0xe2, 0x82])]));
		expect(parseBody(bytes('\ufeff{"a":1}'))).toEqual({ ok: true, body: { a: 1 } });
	});

	it('keeps a key that could reach a prototype as a key', () => {
		const result = parseBody(bytes('{"__proto__":{"polluted":true}}'));
		expect(result.ok && Object.keys(result.body)).toEqual(['__proto__']);
		expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
	});

	it('has an answer for a hundred thousand brackets', () => {
		const { ok } = parseBody(bytes(`{"a":${'['.repeat(100_000)}`));
		expect(ok).toBe(false);
	});
});
