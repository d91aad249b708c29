import { parseBody } from '../../../lib/receive/body';

const FORM = 'application/x-www-form-urlencoded';
const utf8 = (text: string) => Buffer.from(text, 'utf8');
const read = (bytes: Buffer | string, contentType?: string) =>
	parseBody(
		typeof bytes === 'string' ? utf8(bytes) : bytes,
		contentType === undefined ? {} : { 'content-type': [contentType] },
	);
const refused = (reason: string) => ({ ok: false, reason });

describe('parseBody of JSON', () => {
	it.each([
		['{"a":1}', { a: 1 }],
		['\ufeff{"a":1}', { a: 1 }],
		[' \r\n{"a":"ü🥂"}\n', { a: 'ü🥂' }],
		['{}', {}],
		['{"a":1,"a":2}', { a: 2 }],
		['[]', []],
		['[{"a":1}]', [{ a: 1 }]],
	])('of %j is what it holds', (text, body) => {
		expect(read(text)).toEqual({ ok: true, body });
		expect(read(text, FORM)).toEqual({ ok: true, body });
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
		expect(read(text, 'application/json')).toEqual(refused(reason));
	});

	it('keeps the digits of whole numbers beyond 2^53, as text', () => {
		expect(read('{"id":820982911946154508,"list":[-9007199254740993],"n":1}')).toEqual({
			ok: true,
			body: { id: '820982911946154508', list: ['-9007199254740993'], n: 1 },
		});
	});

	it('keeps a key that could reach a prototype as a key', () => {
		for (const result of [read('{"__proto__":{"a":1}}'), read('__proto__=1', FORM)]) {
			expect(result.ok && Object.keys(result.body)).toEqual(['__proto__']);
		}
		expect(({} as { a?: number }).a).toBeUndefined();
	});

	it('has an answer for a hundred thousand brackets', () => {
		expect(read(`{"a":${'['.repeat(100_000)}`).ok).toBe(false);
	});
});

describe('parseBody of a character set', () => {
	const zoe = { ok: true, body: { name: 'Zoë' } };
	const text = '{"name":"Zoë"}';

	it.each([
		['application/json; charset=latin1', Buffer.from(text, 'latin1')],
		['application/json;charset="ISO-8859-1"', Buffer.from(text, 'latin1')],
		['text/plain; a=b; Charset = Windows-1252', Buffer.from(text, 'latin1')],
		['application/json; charset=utf-16le', Buffer.from(text, 'utf16le')],
		['application/json; charset=UTF-8', utf8(text)],
		['application/json; charset=utf8', utf8(text)],
		['application/json; charset=', utf8(text)],
		['application/json; utf-8', utf8(text)],
		[';;;', utf8(text)],
	])('%s is honoured', (contentType, bytes) => {
		expect(read(bytes, contentType)).toEqual(zoe);
	});

	it.each([
		['UTF-8', utf8(`\ufeff${text}`)],
		['UTF-16, little end first', Buffer.from(`\ufeff${text}`, 'utf16le')],
		['UTF-16, big end first', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
	])('goes by the byte order mark of %s before anything that is declared', (_, bytes) => {
		expect(read(bytes, 'application/json; charset=iso-8859-1')).toEqual(zoe);
	});

	it('that nobody knows is refused with that reason', () => {
		expect(read('{}', 'application/json; charset=klingon')).toEqual(refused('charset_unknown'));
	});

	it.each([
		['a lone continuation byte', [0x80]],
		['an overlong slash', [0xc0, 0xaf]],
		['half a surrogate pair', [0xed, 0xa0, 0x80]],
		['a character that is cut off', [0xe2, 0x82]],
		['UTF-16', [0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]],
	])('refuses %s as body_not_utf8', (_, middle) => {
		const body = Buffer.concat([utf8('{"a":"'), Buffer.from(middle), utf8('"}')]);
		expect(read(body)).toEqual(refused('body_not_utf8'));
	});

	it('refuses bytes that the declared one does not have', () => {
		const body = Buffer.concat([utf8('{"a":"'), Buffer.from([0x81, 0xff]), utf8('"}')]);
		expect(read(body, 'application/json; charset=shift_jis')).toEqual(
			refused('body_not_in_charset'),
		);
	});

	it('is read after a body that was cut off in a character', () => {
		read(Buffer.concat([utf8('{"a":"'), Buffer.from([0xe2, 0x82])]));
		expect(read('\ufeff{"a":1}')).toEqual({ ok: true, body: { a: 1 } });
	});
});

describe('parseBody of a form', () => {
	it.each([
		['a=1&b=two+words&c=%C3%BC%F0%9F%A5%82', { a: '1', b: 'two words', c: 'ü🥂' }],
		['a=1&a=2&b=&c', { a: ['1', '2'], b: '', c: '' }],
		['order[id]=7&&x=a=b', { 'order[id]': '7', x: 'a=b' }],
		['rate=100%&n=%zz', { rate: '100%', n: '%zz' }],
		['payload=none&id=1', { payload: 'none', id: '1' }],
		['payload=5', { payload: '5' }],
	])('%s is its fields', (text, body) => {
		expect(read(text, FORM)).toEqual({ ok: true, body });
		expect(read(text, `${FORM.toUpperCase()} ; charset=UTF-8`)).toEqual({ ok: true, body });
	});

	it('with JSON in payload is that JSON, and the rest stands around it', () => {
		const json = encodeURIComponent('{"id":820982911946154508}');
		const body = { id: '820982911946154508' };
		expect(read(`payload=${json}`, FORM)).toEqual({ ok: true, body });
		expect(read(`type=a&payload=${json}`, FORM)).toEqual({ ok: true, body, around: { type: 'a' } });
		const list = encodeURIComponent('[{"id":1}]');
		expect(read(`payload=${list}`, FORM)).toEqual({ ok: true, body: [{ id: 1 }] });
	});

	it('is read in the character set that it declares', () => {
		const latin = `${FORM}; charset=iso-8859-1`;
		expect(read('name=Zo%EB', latin)).toEqual({ ok: true, body: { name: 'Zoë' } });
		expect(read(Buffer.from('name=Zoë', 'latin1'), latin)).toEqual({
			ok: true,
			body: { name: 'Zoë' },
		});
		expect(read('name=Zo%EB', FORM)).toEqual(refused('body_not_utf8'));
	});

	it('is none without a field, and none by another content type', () => {
		expect(read('hello', FORM)).toEqual(refused('body_not_json'));
		expect(read('', FORM)).toEqual(refused('body_not_json'));
		expect(read('a=1', `${FORM}x`)).toEqual(refused('body_not_json'));
	});

	it('of a hundred thousand equal names is read', () => {
		const result = read('a=1&'.repeat(100_000), FORM);
		expect(result.ok && (result.body as { a: string[] }).a).toHaveLength(100_000);
	});
});
