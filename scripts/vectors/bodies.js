// @ts-check

/**
 * A body as it stands in a vector file: text, base64 for bytes that are no text,
 * or a text repeated, for what is too large to store.
 * @typedef {{ body: string } | { bodyBase64: string } | { bodyRepeat: { text: string, times: number } }} StoredBody
 */

const json = '{"event":"order.created","data":{"id":"ord_1042","total":86.5,"party":4}}';
const crlf = '{\r\n  "event": "order.created",\r\n  "data": {}\r\n}\r\n';

/** @param {number[]} bytes @returns {StoredBody} */
const bytes = (...bytes) => ({ bodyBase64: Buffer.from(bytes).toString('base64') });

/** Bodies that every HMAC scheme must verify byte for byte. @type {Record<string, StoredBody>} */
const valid = {
	'JSON body': { body: json },
	'umlauts, emoji and CJK': {
		body: '{"guest":"Jürgen Weiß","note":"🥂 für 2","venue":"寿司 さくら"}',
	},
	'decomposed and precomposed accents side by side': { body: '{"a":"e\u0301","b":"\u00e9"}' },
	'UTF-8 byte order mark': { bodyBase64: Buffer.from(`\ufeff${json}`).toString('base64') },
	'bytes that are not UTF-8': bytes(
		0x7b,
		0x22,
		0x61,
		0x22,
		0x3a,
		0x22,
		0xff,
		0xc3,
		0x28,
		0x22,
		0x7d,
	),
	'NUL bytes': bytes(0x7b, 0x00, 0x00, 0x7d),
	'empty body': { body: '' },
	'CRLF line ends': { body: crlf },
	'trailing newline': { body: `${json}\n` },
	'body that is not JSON': { body: 'event=order.created&id=ord_1042' },
	'1 MiB body': { bodyRepeat: { text: '0123456789abcdef', times: 65_536 } },
};

/** Pairs that must not stand for each other: what was signed, and what arrived. */
const swapped = {
	'one character of the body changed': [{ body: json }, { body: json.replace('86.5', '86.6') }],
	're-serialised JSON': [{ body: json }, { body: json.replaceAll(',', ', ') }],
	'keys in another order': [{ body: '{"a":1,"b":2}' }, { body: '{"b":2,"a":1}' }],
	'LF instead of CRLF': [{ body: crlf }, { body: crlf.replaceAll('\r\n', '\n') }],
	'newline appended': [{ body: json }, { body: `${json}\n` }],
	'byte order mark dropped': [valid['UTF-8 byte order mark'], { body: json }],
	'0xFF changed to 0xFE, both read as U+FFFD': [bytes(0x22, 0xff, 0x22), bytes(0x22, 0xfe, 0x22)],
	'invalid byte replaced by U+FFFD': [bytes(0x22, 0xff, 0x22), { body: '"\ufffd"' }],
	'accent in another normal form': [{ body: '"\u00e9"' }, { body: '"e\u0301"' }],
	'empty body instead of the signed one': [{ body: json }, { body: '' }],
};

/** @param {StoredBody} stored @returns {Buffer} */
function bodyBytes(stored) {
	if ('body' in stored) return Buffer.from(stored.body, 'utf8');
	if ('bodyBase64' in stored) return Buffer.from(stored.bodyBase64, 'base64');
	return Buffer.from(stored.bodyRepeat.text.repeat(stored.bodyRepeat.times), 'utf8');
}

module.exports = { json, valid, swapped, bodyBytes };
