import { accepted, BODY, check, deliver, refused } from './delivery';
import { hmacSchemes } from './schemes';

const text = (value: string) => Buffer.from(value, 'utf8');

describe.each(hmacSchemes)('body, $name', (one) => {
	const received = (signed: Buffer, body: unknown) =>
		check(one, { ...deliver(one, { body: signed }), body });

	test('row 33: refuses a body with one byte changed, wherever it is', () => {
		for (let index = 0; index < BODY.length; index += 1) {
			const changed = Buffer.from(BODY);
			changed[index] ^= 1;
			expect(received(BODY, changed)).toEqual(refused('signature_mismatch'));
		}
	});

	test('row 33: refuses re-serialised JSON and other line ends', () => {
		const signed = text('{\r\n  "total": 86.50\r\n}');
		const again: unknown = JSON.parse(signed.toString());
		expect(received(signed, text(JSON.stringify(again)))).toEqual(refused('signature_mismatch'));
		const unix = text(signed.toString().replace(/\r\n/g, '\n'));
		expect(received(signed, unix)).toEqual(refused('signature_mismatch'));
	});

	test.each(['Jürgen', '🥂', '寿司', 'e\u0301', '\u202eabc'])(
		'row 34: accepts %s as bytes and as text',
		(guest) => {
			const body = JSON.stringify({ guest });
			expect(received(text(body), text(body))).toMatchObject(accepted);
			expect(received(text(body), body)).toMatchObject(accepted);
			expect(received(text(body), new Uint8Array(text(body)))).toMatchObject(accepted);
		},
	);

	test('row 35: accepts a byte order mark and counts it', () => {
		const marked = text('\ufeff{"id":1}');
		expect(received(marked, marked)).toMatchObject(accepted);
		expect(received(marked, text('{"id":1}'))).toEqual(refused('signature_mismatch'));
	});

	test('row 36: accepts bytes that are not UTF-8', () => {
		const bytes = Buffer.from([0x7b, 0xff, 0xfe, 0xc3, 0x28, 0x00, 0x7d]);
		expect(received(bytes, bytes)).toMatchObject(accepted);
	});

	test('row 37: tells bodies apart that read alike as text', () => {
		const signed = Buffer.from([0x22, 0xff, 0x22]);
		const other = Buffer.from([0x22, 0xfe, 0x22]);
		expect(other.toString()).toBe(signed.toString());
		expect(received(signed, other)).toEqual(refused('signature_mismatch'));
		expect(received(text(signed.toString()), signed)).toEqual(refused('signature_mismatch'));
	});

	test('row 38: accepts a signed empty body, and only that', () => {
		const empty = Buffer.alloc(0);
		expect(received(empty, empty)).toMatchObject(accepted);
		expect(received(empty, '')).toMatchObject(accepted);
		expect(received(BODY, empty)).toEqual(refused('signature_mismatch'));
	});

	test.each([undefined, null])('row 39: refuses the body %s', (body) => {
		expect(received(BODY, body)).toEqual(refused('body_not_raw'));
	});

	test.each([
		['object', { event: 'order.created', total: 86.5 }],
		['array', [1, 2]],
		['number', 1],
		['boolean', true],
		['symbol', Symbol('body')],
		['ArrayBuffer', new ArrayBuffer(2)],
		['other typed array', new Uint16Array(2)],
	])('row 40: refuses a parsed or foreign body, %s', (_, body) => {
		expect(received(BODY, body)).toEqual(refused('body_not_raw'));
	});

	test('row 40: does not write a parsed body out to verify it', () => {
		const parsed: unknown = JSON.parse(BODY.toString());
		expect(JSON.stringify(parsed)).toBe(BODY.toString());
		expect(received(BODY, parsed)).toEqual(refused('body_not_raw'));
	});

	test.each(['{', '', 'null', '"text"', 'a=1&b=2'])(
		'row 41: verifies %j, whose form is for the caller to judge',
		(body) => {
			expect(received(text(body), text(body))).toMatchObject(accepted);
		},
	);
});
