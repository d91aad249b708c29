import { sign as octokitSign, verify as octokitVerify } from '@octokit/webhooks-methods';
import { WebhooksHelper } from 'square';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import Stripe from 'stripe';
import { Webhook as SvixWebhook } from 'svix';

import { olympusCloud } from '../../../platforms/olympusCloud';
import { roostSync } from '../../../platforms/roostSync';
import { square } from '../../../platforms/square';
import { standardWebhooks } from '../../../platforms/standardWebhooks';
import type { HmacScheme } from '../../../lib/signature/scheme';
import { sign } from '../../../lib/signature/sign';
import { verify } from '../../../lib/signature/verify';

const WHSEC = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
const bodies = ['{"id":"evt_1"}', '{"guest":"Jürgen 🥂 寿司"}', '{\r\n"total": 86.50\r\n}\r\n'];
/** The libraries read the clock themselves. */
const clock = () => Math.floor(Date.now() / 1000);

/** Headers of our own, with names in lower case. */
function ours(scheme: HmacScheme, secret: string, body: string, previousSecret?: string) {
	const timestampSeconds = clock();
	const secrets = { secret, previousSecret };
	const headers = sign({ scheme, secrets, body, id: 'msg_1', timestampSeconds });
	const entries = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
	return Object.fromEntries(entries) as Record<string, string>;
}

function verdict(
	scheme: HmacScheme,
	secret: string,
	headers: Record<string, string>,
	body: string,
) {
	return verify({ scheme, secrets: { secret }, headers, body, now: Date.now() });
}

const accepted = { valid: true, matched: 'current' };
const mismatch = { valid: false, reason: 'signature_mismatch' };

describe.each(bodies)('stripe and %j', (payload) => {
	const scheme = olympusCloud.signature;

	test('constructEvent accepts what sign gives', () => {
		const signature = ours(scheme, 'secret', payload)['x-olympus-signature'];
		expect(Stripe.webhooks.constructEvent(payload, signature, 'secret')).toEqual(
			JSON.parse(payload),
		);
		expect(() => Stripe.webhooks.constructEvent(`${payload} `, signature, 'secret')).toThrow();
	});

	test('constructEvent accepts both secrets of a rotation', () => {
		const signature = ours(scheme, 'new', payload, 'old')['x-olympus-signature'];
		for (const secret of ['new', 'old']) {
			const event: unknown = Stripe.webhooks.constructEvent(payload, signature, secret);
			expect(event).toEqual(JSON.parse(payload));
		}
	});

	test('verify accepts what generateTestHeaderString gives', () => {
		const signature = Stripe.webhooks.generateTestHeaderString({
			payload,
			secret: 'secret',
			timestamp: clock(),
		});
		const headers = { 'x-olympus-signature': signature };
		expect(verdict(scheme, 'secret', headers, payload)).toMatchObject(accepted);
		expect(verdict(scheme, 'secret', headers, `${payload} `)).toEqual(mismatch);
	});
});

describe.each(bodies)('octokit and %j', (payload) => {
	const scheme = roostSync.signature;

	test('verify of octokit accepts what sign gives', async () => {
		const signature = ours(scheme, 'secret', payload)['x-roostsync-signature'];
		expect(await octokitVerify('secret', payload, signature)).toBe(true);
		expect(await octokitVerify('secret', `${payload} `, signature)).toBe(false);
	});

	test('verify accepts what sign of octokit gives', async () => {
		const headers = { 'x-roostsync-signature': await octokitSign('secret', payload) };
		expect(verdict(scheme, 'secret', headers, payload)).toMatchObject(accepted);
		expect(verdict(scheme, 'secret', headers, `${payload} `)).toEqual(mismatch);
	});
});

describe.each(bodies)('square and %j', (requestBody) => {
	const notificationUrl = 'https://n8n.example/webhook/1f2e/webhook';
	const check = async (signatureHeader: string, url = notificationUrl) =>
		await WebhooksHelper.verifySignature({
			requestBody,
			signatureHeader,
			signatureKey: 'key',
			notificationUrl: url,
		});

	test('verifySignature accepts what sign gives, for this URL and no other', async () => {
		const { signature: scheme } = square;
		const { [scheme.header]: header } = sign({
			scheme,
			secrets: { secret: 'key' },
			body: requestBody,
			id: 'evt_1',
			timestampSeconds: clock(),
			url: notificationUrl,
		});
		expect(await check(header)).toBe(true);
		expect(await check(header, `${notificationUrl}/`)).toBe(false);
	});
});

describe.each([
	['standardwebhooks', StandardWebhook],
	['svix', SvixWebhook],
])('%s', (_, Webhook) => {
	const scheme = standardWebhooks.signature;

	test.each(bodies)('verify of the library accepts what sign gives for %j', (payload) => {
		const headers = ours(scheme, WHSEC, payload);
		expect(new Webhook(WHSEC).verify(payload, headers)).toEqual(JSON.parse(payload));
		expect(() => new Webhook(WHSEC).verify(`${payload} `, headers)).toThrow();
	});

	test.each(bodies)(
		'verify of the library accepts both secrets of a rotation for %j',
		(payload) => {
			const previous = 'whsec_plJ3nmyCDGBKInavdOK15jsl';
			const headers = ours(scheme, WHSEC, payload, previous);
			for (const secret of [WHSEC, previous]) {
				expect(new Webhook(secret).verify(payload, headers)).toEqual(JSON.parse(payload));
			}
		},
	);

	test.each(bodies)('verify accepts what sign of the library gives for %j', (payload) => {
		const at = new Date();
		const headers = {
			'webhook-id': 'msg_1',
			'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
			'webhook-signature': new Webhook(WHSEC).sign('msg_1', at, payload),
		};
		expect(verdict(scheme, WHSEC, headers, payload)).toMatchObject(accepted);
		expect(verdict(scheme, WHSEC, headers, `${payload} `)).toEqual(mismatch);
	});
});
