import { goTab } from '../../../platforms/goTab';
import { olympusCloud } from '../../../platforms/olympusCloud';
import { certainly, diagnosed, hmac, NOW, SHARED } from './refusals';

/** A refused delivery of which `sent` arrived and `signed` was signed. */
function changed(sent: Buffer | string, signed: Buffer | string) {
	const headers = { 'x-gotab-signature': hmac(SHARED, signed) };
	return diagnosed({ platform: goTab, headers, body: sent });
}

const COMPACT = '{"guest":"J\u00fcrgen","path":"a/b","total":86.0,"tags":[],"of":[{"n":1},2]}';

// Each signed text is what the named library writes for the compact one, numbers apart.
const rewritten = [
	[
		'JSON.stringify',
		'without white space',
		'{"guest":"J\u00fcrgen","path":"a/b","total":86,"tags":[],"of":[{"n":1},2]}',
	],
	[
		'JSON.stringify(…, 2)',
		'indented by two spaces',
		'{\n  "guest": "J\u00fcrgen",\n  "path": "a/b",\n  "total": 86,\n  "tags": [],\n  "of": [\n    {\n      "n": 1\n    },\n    2\n  ]\n}',
	],
	[
		"JSON.stringify(…, '\\t')",
		'indented by tabs',
		'{\n\t"guest": "J\u00fcrgen",\n\t"path": "a/b",\n\t"total": 86,\n\t"tags": [],\n\t"of": [\n\t\t{\n\t\t\t"n": 1\n\t\t},\n\t\t2\n\t]\n}',
	],
	[
		'json.dumps of Python',
		'with a space after commas and colons, special characters as \\u escapes',
		'{"guest": "J\\u00fcrgen", "path": "a/b", "total": 86.0, "tags": [], "of": [{"n": 1}, 2]}',
	],
	[
		'json.dumps of Python, ensure_ascii=False',
		'with a space after commas and colons',
		'{"guest": "J\u00fcrgen", "path": "a/b", "total": 86.0, "tags": [], "of": [{"n": 1}, 2]}',
	],
	[
		'json_encode of PHP',
		'without white space, special characters as \\u escapes and slashes as \\/',
		'{"guest":"J\\u00fcrgen","path":"a\\/b","total":86.0,"tags":[],"of":[{"n":1},2]}',
	],
	[
		'json_encode of PHP, pretty',
		'indented by four spaces, special characters as \\u escapes and slashes as \\/',
		'{\n    "guest": "J\\u00fcrgen",\n    "path": "a\\/b",\n    "total": 86.0,\n    "tags": [],\n    "of": [\n        {\n            "n": 1\n        },\n        2\n    ]\n}',
	],
] as const;

describe('diagnose(a body written anew)', () => {
	it.each(rewritten)('finds that %s was signed: JSON %s', (_, how, signed) => {
		const cause = certainly('body_reserialised', `written differently: ${how}. Either`);
		expect(changed(COMPACT, signed)).toEqual(cause);
	});

	it('finds that compact JSON was signed and something indented it', () => {
		const signed = '{"a":[1,{"b":"\\u00fc <&>"}],"c":{}}';
		const sent =
			'{\n  "a": [\n    1,\n    {\n      "b": "\\u00fc <&>"\n    }\n  ],\n  "c": {}\n}\n';
		expect(changed(sent, signed)).toEqual(certainly('body_reserialised', 'without white space'));
	});

	it('finds indentation of what has no commas and colons', () => {
		expect(changed('[1]', '[\n  1\n]')).toEqual(
			certainly('body_reserialised', 'indented by two spaces'),
		);
	});

	it('finds the escapes that Go adds', () => {
		const cause = certainly('body_reserialised', 'with <, > and & as \\u escapes');
		expect(changed('{"a":"<b> & c"}', '{"a":"\\u003cb\\u003e \\u0026 c"}')).toEqual(cause);
	});

	it('finds none for other JSON, for what is no JSON, and for JSON nested too deeply', () => {
		expect(changed('{"a":1}', '{"a":2}')).toBeNull();
		expect(changed('a=1&b=2', 'a=1, b=2')).toBeNull();
		const deep = '['.repeat(20_000) + ']'.repeat(20_000);
		expect(changed(deep, 'anything else')).toBeNull();
	});
});

describe('diagnose(a body changed at its edges)', () => {
	it.each([
		['{"a":1}', '{"a":1}\n', 'body_trailing_newline', 'with a line break at its end'],
		['{"a":1}', '{"a":1}\r\n', 'body_trailing_newline', 'with a line break at its end'],
		['{"a":1}\n', '{"a":1}', 'body_trailing_newline', 'without the line break at its end'],
		['{"a":1}\r\n', '{"a":1}', 'body_trailing_newline', 'without the line break at its end'],
		[' {"a":1} \n', '{"a":1}', 'body_trailing_newline', 'without the white space around it'],
		['{\r\n"a":1\r\n}', '{\n"a":1\n}', 'body_line_endings', 'with Unix (LF)'],
		['{\n"a":1\n}', '{\r\n"a":1\r\n}', 'body_line_endings', 'with Windows (CRLF)'],
		['\ufeff{"a":1}', '{"a":1}', 'body_byte_order_mark', 'without'],
		['{"a":1}', '\ufeff{"a":1}', 'body_byte_order_mark', 'with'],
	])('finds that %j arrived for %j', (sent, signed, cause, words) => {
		expect(changed(sent, signed)).toEqual(certainly(cause, `fits the body ${words}`));
	});

	it.each([
		['in Latin-1 instead of UTF-8', 'J\u00fcrgen', Buffer.from('J\u00fcrgen', 'latin1')],
		['encoded from Latin-1 to UTF-8', Buffer.from('J\u00fcrgen', 'latin1'), 'J\u00fcrgen'],
		['with unreadable characters replaced', Buffer.from([65, 0xff]), 'A\ufffd'],
	])('finds the body %s', (words, sent, signed) => {
		expect(changed(sent, signed)).toEqual(certainly('body_charset', words));
	});

	it('finds it where the signature covers a time too', () => {
		const signature = `t=${NOW},v1=${hmac(SHARED, `${NOW}.{"a":1}\n`)}`;
		const headers = { 'x-olympus-signature': signature };
		expect(diagnosed({ platform: olympusCloud, headers, body: '{"a":1}' })).toEqual(
			certainly('body_trailing_newline'),
		);
	});

	it('tries none of this with a body over 1 MB', () => {
		const body = `{"a":"${'x'.repeat(1024 * 1024)}"}`;
		expect(changed(body, `${body}\n`)).toBeNull();
		const shorter = body.slice(20);
		expect(changed(shorter, `${shorter}\n`)).toEqual(certainly('body_trailing_newline'));
	});
});
