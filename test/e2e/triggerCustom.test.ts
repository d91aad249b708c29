import { createHmac } from 'crypto';

import { connectToSharedN8n, type SharedN8n } from './harness/n8n';
import { post } from './harness/post';
import { startReceiving } from './trigger/receiving';
import { newId, SIGNING_TEXT } from '../support/senders';

jest.setTimeout(240_000);

let n8n: SharedN8n;
beforeAll(async () => {
	n8n = await connectToSharedN8n();
});

const RECEIVED = [200, { received: true }];
const refused = (error: string) => [401, { error }];

type Headers = Record<string, string>;
const digest = (algorithm: string, encoding: 'hex' | 'base64', content: string) =>
	createHmac(algorithm, SIGNING_TEXT).update(content).digest(encoding);
const seconds = (offset = 0) => Math.floor(Date.now() / 1000) + offset;

interface Variant {
	name: string;
	parameters: Record<string, unknown>;
	/** Headers of a genuine delivery, signed `offset` seconds from now. */
	sign: (body: string, offset: number) => Headers;
	scheme: string;
	signsTime: boolean;
}

const variants: Variant[] = [
	{
		name: 'HMAC-SHA1 in hex behind a prefix',
		parameters: {
			signatureHeader: 'X-Hub-Signature',
			signatureAlgorithm: 'sha1',
			signaturePrefix: 'sha1=',
		},
		sign: (body) => ({ 'X-Hub-Signature': `sha1=${digest('sha1', 'hex', body)}` }),
		scheme: 'hmac-sha1',
		signsTime: false,
	},
	{
		name: 'HMAC-SHA512 in base64 over timestamp and body',
		parameters: {
			signatureHeader: 'X-Pos-Sign',
			signatureAlgorithm: 'sha512',
			signatureEncoding: 'base64',
			signedContent: '{timestamp}.{body}',
			timestampHeader: 'X-Pos-Time',
			timestampUnit: 'ms',
		},
		sign: (body, offset) => {
			const time = `${seconds(offset)}123`;
			return {
				'X-Pos-Time': time,
				'X-Pos-Sign': digest('sha512', 'base64', `${time}.${body}`),
			};
		},
		scheme: 'hmac-sha512',
		signsTime: true,
	},
	{
		name: 'HMAC-SHA256 in base64 over id, timestamp and body',
		parameters: {
			signatureHeader: 'X-Sig',
			signatureEncoding: 'base64',
			signaturePrefix: 'v1:',
			signedContent: '{id}.{timestamp}.{body}',
			timestampHeader: 'X-Time',
			timestampUnit: 's',
			idHeader: 'X-Delivery',
		},
		sign: (body, offset) => {
			const [id, time] = [newId(), String(seconds(offset))];
			return {
				'X-Delivery': id,
				'X-Time': time,
				'X-Sig': `v1:${digest('sha256', 'base64', `${id}.${time}.${body}`)}`,
			};
		},
		scheme: 'hmac-sha256',
		signsTime: true,
	},
];

describe.each(variants)('a custom scheme: $name', ({ parameters, sign, scheme, signsTime }) => {
	it('accepts what is signed by it and refuses the rest', async () => {
		const receiving = await startReceiving(n8n, { platform: 'custom', parameters });
		const send = async (headers: Headers, body: string) => {
			const answer = await post(receiving.url, { headers, body });
			return [answer.status, answer.body];
		};
		const body = () => JSON.stringify({ event: 'a.b', id: newId() });
		const good = body();
		expect(await send(sign(good, 0), good)).toEqual(RECEIVED);
		expect(await send(sign(good, 0), body())).toEqual(refused('signature_mismatch'));
		for (const missing of Object.keys(sign(good, 0))) {
			const headers = { ...sign(good, 0) };
			delete headers[missing];
			expect(await send(headers, good)).toEqual(
				refused(expect.stringMatching(/^(signature|timestamp|id)_missing$/) as string),
			);
		}
		if (signsTime) {
			expect(await send(sign(good, -330), good)).toEqual(refused('timestamp_too_old'));
			expect(await send(sign(good, 330), good)).toEqual(refused('timestamp_too_new'));
		}
		expect(await receiving.received(1)).toMatchObject([{ event: 'a.b', verification: { scheme } }]);
		expect(await receiving.runs()).toBe(1);
	});
});

it('takes the tolerance from the options, in both directions', async () => {
	const { parameters, sign } = variants[1];
	const receiving = await startReceiving(n8n, {
		platform: 'custom',
		parameters: { ...parameters, options: { toleranceSeconds: 3600 } },
	});
	const answers = [];
	for (const offset of [-3500, 3500, -3700, 3700]) {
		const body = JSON.stringify({ event: 'a.b', id: newId() });
		answers.push((await post(receiving.url, { headers: sign(body, offset), body })).status);
	}
	expect(answers).toEqual([200, 200, 401, 401]);
});

it.each([
	['a path in the body', { eventField: 'meta.kind', eventIdField: 'meta.key' }, {}],
	[
		'headers',
		{ eventField: 'header:X-Kind', eventIdField: 'header:X-Key' },
		{ 'X-Kind': 'spa.booked', 'X-Key': 'key-1' },
	],
])('reads name and id of the event from %s', async (_, fields, headers) => {
	const receiving = await startReceiving(n8n, {
		platform: 'custom',
		parameters: { ...fields, events: [], otherEvents: 'spa.booked' },
	});
	const body = JSON.stringify({ event: 'other', meta: { kind: 'spa.booked', key: 'key-1' } });
	const signature = digest('sha256', 'hex', body);
	await post(receiving.url, { headers: { ...headers, 'X-Webhook-Signature': signature }, body });
	expect(await receiving.received(1)).toMatchObject([{ event: 'spa.booked', eventId: 'key-1' }]);
});
