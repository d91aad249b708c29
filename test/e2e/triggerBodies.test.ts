import { createHmac } from 'crypto';

import { connectToSharedN8n, type SharedN8n } from './harness/n8n';
import { gzip, post } from './harness/post';
import { type Receiving, startReceiving } from './trigger/receiving';
import { newId, SIGNING_TEXT } from '../support/senders';

jest.setTimeout(240_000);

const MB = 1024 * 1024;
const JSON_TYPE = { 'Content-Type': 'application/json' };
const RECEIVED = [200, { received: true }];

let n8n: SharedN8n;
let receiving: Receiving;
let large: Receiving;

beforeAll(async () => {
	n8n = await connectToSharedN8n();
	[receiving, large] = await Promise.all([
		startReceiving(n8n, { platform: 'custom' }),
		startReceiving(n8n, {
			platform: 'custom',
			settings: { saveDataSuccessExecution: 'none' },
		}),
	]);
});

/** A delivery with a right signature over these bytes, whatever they are. */
async function send(
	bytes: string | Buffer,
	headers: Record<string, string>,
	{ to = receiving, signedBytes = bytes } = {},
) {
	const signature = createHmac('sha256', SIGNING_TEXT).update(signedBytes).digest('hex');
	const answer = await post(to.url, {
		headers: { ...headers, 'X-Webhook-Signature': signature },
		body: bytes,
	});
	return [answer.status, answer.body];
}

let accepted = 0;
function event(more: Record<string, unknown> = {}) {
	return JSON.stringify({ event: 'spa.booked', id: newId(), ...more });
}
async function sendAccepted(bytes: string, headers: Record<string, string>) {
	const answer = await send(bytes, headers);
	accepted += 1;
	return { answer, item: (await receiving.received(accepted)).at(-1) };
}

describe('a genuine delivery is received', () => {
	it.each([
		'application/json; charset=utf-8',
		'text/plain',
		'application/x-www-form-urlencoded',
		'application/octet-stream',
		'application/cloudevents+json',
		'multipart/mixed; boundary=x',
		';;;',
		undefined,
	])('with the content type %s', async (type) => {
		const body = event();
		const headers: Record<string, string> = type === undefined ? {} : { 'Content-Type': type };
		const { answer, item } = await sendAccepted(body, headers);
		expect(answer).toEqual(RECEIVED);
		expect(item?.payload).toEqual(JSON.parse(body));
	});

	it.each(['application/json', 'application/octet-stream'])(
		'behind a byte order mark, as %s',
		async (type) => {
			const body = event();
			const { answer, item } = await sendAccepted(`\ufeff${body}`, { 'Content-Type': type });
			expect(answer).toEqual(RECEIVED);
			expect(item?.payload).toEqual(JSON.parse(body));
		},
	);

	it('compressed, with the signature over what was compressed', async () => {
		const body = event();
		const headers = { ...JSON_TYPE, 'Content-Encoding': 'gzip' };
		expect(await send(gzip(body), headers, { signedBytes: body })).toEqual(RECEIVED);
		accepted += 1;
		expect((await receiving.received(accepted)).at(-1)?.payload).toEqual(JSON.parse(body));
	});

	it('with keys that could reach a prototype, and changes nothing but itself', async () => {
		const body = `{"event":"spa.booked","id":"${newId()}","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":2}},"data":{"__proto__":{"polluted":3}}}`;
		const first = await sendAccepted(body, JSON_TYPE);
		expect(first.answer).toEqual(RECEIVED);
		expect(first.item).toMatchObject({ event: 'spa.booked', account: {}, resourceId: null });
		const second = await sendAccepted(event({ data: {} }), JSON_TYPE);
		expect(second.item?.data).toEqual({});
		expect(JSON.stringify(second.item)).not.toContain('polluted');
	});

	it('as one event where it is a list, which stands under items', async () => {
		const { answer, item } = await sendAccepted(`[${event()}]`, JSON_TYPE);
		expect(answer).toEqual(RECEIVED);
		expect(item).toMatchObject({ event: 'unknown', payload: { items: [{ event: 'spa.booked' }] } });
	});

	it('with 15.9 MB', async () => {
		const body = event({ menu: 'x'.repeat(15.9 * MB) });
		expect(await send(body, JSON_TYPE, { to: large })).toEqual(RECEIVED);
	});
});

describe('a genuine delivery is refused with 400', () => {
	const octets = { 'Content-Type': 'application/octet-stream' };
	const notUtf8 = Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d]);
	it.each([
		['body_not_json', 'an empty body', '', JSON_TYPE],
		['body_not_json', 'white space', ' \r\n', octets],
		['body_not_json', 'a body that is not JSON', '{nope', octets],
		['body_not_json', 'a form', 'event=spa.booked', octets],
		['body_not_object', 'a text', '"spa.booked"', JSON_TYPE],
		['body_not_object', 'null', 'null', JSON_TYPE],
		['body_not_utf8', 'bytes that are no UTF-8', notUtf8, JSON_TYPE],
		['body_not_utf8', 'bytes that are no UTF-8 and no JSON type', notUtf8, octets],
		['body_not_raw', 'a broken compression', '{}', { ...octets, 'Content-Encoding': 'gzip' }],
		// n8n reads forms itself and keeps no bytes that could be verified.
		['body_not_raw', 'an empty form', '', { 'Content-Type': 'multipart/form-data; boundary=x' }],
	])('%s for %s', async (error, _, body, headers) => {
		expect(await send(body, headers)).toEqual([400, { error }]);
	});
});

it('refuses a compressed delivery whose signature is over the compressed bytes', async () => {
	const headers = { ...JSON_TYPE, 'Content-Encoding': 'gzip' };
	expect(await send(gzip(event()), headers)).toEqual([401, { error: 'signature_mismatch' }]);
});

describe("a body beyond n8n's limit of 16 MB", () => {
	const types = [
		['gets 413 from the node', 'application/octet-stream', [413, { error: 'body_too_large' }]],
		['gets 500 from n8n itself as JSON', 'application/json', [500, expect.anything()]],
	] as const;

	it.each(types)('%s', async (_, type, answer) => {
		const body = Buffer.alloc(16 * MB + 1, ' ');
		expect(await send(body, { 'Content-Type': type })).toEqual(answer);
	});

	it.each(types)('%s, also when it is small until it is decompressed', async (_, type, answer) => {
		const bomb = gzip(Buffer.alloc(16 * MB + 1, ' '));
		const headers = { 'Content-Type': type, 'Content-Encoding': 'gzip' };
		expect(await send(bomb, headers)).toEqual(answer);
	});
});

// Before any node of the workflow runs, n8n parses what claims to be JSON, XML or a form.
it.each([
	[422, 'JSON that is none', '{nope', 'application/json'],
	[422, 'JSON in a character set that is not known', '{}', 'application/json; charset=utf-16'],
	[422, 'XML that is none', '{}', 'application/xml'],
	[400, 'a form that is none', '{}', 'multipart/form-data; boundary=x'],
])('leaves to n8n to answer %d for %s', async (status, _, body, type) => {
	expect(await send(body, { 'Content-Type': type })).toEqual([
		status,
		expect.objectContaining({ code: status }),
	]);
});

it('has started what was received and nothing else', async () => {
	expect(await receiving.runs()).toBe(accepted);
});
