import { createHmac } from 'crypto';

import type { Platform } from '../../lib/platform';
import { platforms } from '../../platforms';
import { TriggerHost } from './trigger/host';
import { type ServedTrigger, serveTrigger } from './trigger/serve';

const SIGNED_WITH = 'integration-key-0815';
const open: ServedTrigger[] = [];
afterEach(async () => {
	await Promise.all(open.splice(0).map(async ({ close }) => await close()));
});

/** A trigger for a sender of the user's own, with this behind it. */
async function serve(parameters: Record<string, string | object>) {
	const host = new TriggerHost({
		parameters: { platform: 'custom', events: ['*'], ...parameters } as never,
		credentials: {
			hospitalityWebhookSecretApi: { secret: SIGNED_WITH },
			hospitalityBasicAuthApi: { username: 'n8n', password: SIGNED_WITH },
		},
	});
	const served = await serveTrigger(host);
	open.push(served);
	return served;
}

async function call(url: string, body?: object, headers: Record<string, string> = {}) {
	const response = await fetch(url, {
		method: body ? 'POST' : 'GET',
		headers: { 'content-type': 'application/json', ...headers },
		body: body && JSON.stringify(body),
	});
	const type = response.headers.get('content-type')?.split(';')[0];
	return [response.status, type, await response.text()];
}

function signed(body: object) {
	const digest = createHmac('sha256', SIGNED_WITH).update(JSON.stringify(body)).digest('hex');
	return { 'X-Webhook-Signature': digest };
}

it('an unsigned call with a code is acknowledged, and the code is shown where refusals are', async () => {
	const { url, started } = await serve({
		setupCheck: 'acknowledge',
		setupCheckField: 'verificationCode',
		options: { emitRefused: true },
	});
	expect(await call(url, { verificationCode: 'a3f1-77' })).toEqual([
		200,
		'application/json',
		'{"received":true}',
	]);
	expect(started).toEqual([
		[
			[],
			[
				{
					json: {
						setupCheck: true,
						platform: 'custom',
						code: 'a3f1-77',
						summary: 'Custom asks to confirm the webhook with this code: a3f1-77',
						receivedAt: expect.any(String),
					},
				},
			],
		],
	]);
});

it.each([
	['a genuine delivery', signed, 200, 1],
	['a forged one', () => ({ 'X-Webhook-Signature': 'ab'.repeat(32) }), 401, 0],
])('%s that holds the field of a code is no set-up call', async (_, headersOf, status, runs) => {
	const { url, started } = await serve({ setupCheck: 'acknowledge', setupCheckField: 'id' });
	const order = { type: 'order.created', id: 'evt_1' };
	expect((await call(url, order, headersOf(order)))[0]).toBe(status);
	expect(started).toHaveLength(runs);
});

it('with a token in the URL, a call without it can bring a code, one with it is a delivery', async () => {
	const { url, started } = await serve({
		authentication: 'urlToken',
		setupCheck: 'acknowledge',
		setupCheckField: 'id',
	});
	const order = { type: 'order.created', id: 'evt_1' };
	expect((await call(`${url}?token=${SIGNED_WITH}`, order))[0]).toBe(200);
	expect((await call(`${url}?token=guessed`, order))[0]).toBe(401);
	expect(started).toHaveLength(1);
	expect((await call(url, order))[0]).toBe(200);
	expect(started).toHaveLength(1);
});

it('a set-up call starts nothing, and everything else proves itself as ever', async () => {
	const { url, started } = await serve({ setupCheck: 'echo', setupCheckField: 'challenge' });
	expect(await call(url, { challenge: 'abc' })).toEqual([200, 'text/plain', 'abc']);
	expect(await call(url, { type: 'order.created' })).toEqual([
		401,
		'application/json',
		'{"error":"signature_missing"}',
	]);
	expect(started).toEqual([]);
	const order = { type: 'order.created', id: 'evt_1' };
	expect((await call(url, order, signed(order)))[0]).toBe(200);
	expect(started).toHaveLength(1);
});

it('more than five set-up calls a minute are no set-up any more', async () => {
	const { url } = await serve({ setupCheck: 'echo', setupCheckField: 'challenge' });
	const statuses = [];
	for (let round = 0; round < 6; round++) {
		statuses.push((await call(url, { challenge: 'abc' }))[0]);
	}
	expect(statuses).toEqual([200, 200, 200, 200, 200, 401]);
});

it('a challenge in the query of a GET is answered to whoever knows the verify token', async () => {
	const { url } = await serve({
		setupCheck: 'query',
		setupCheckField: 'hub.challenge',
		setupCheckToken: 'chosen',
	});
	expect(await call(`${url}?hub.challenge=1158201444&hub.verify_token=chosen`)).toEqual([
		200,
		'text/plain',
		'1158201444',
	]);
	expect(await call(`${url}?hub.challenge=1158201444&hub.verify_token=guessed`)).toEqual([
		405,
		'application/json',
		'{"error":"method_not_allowed"}',
	]);
	expect(await call(url)).toEqual([
		200,
		'text/plain',
		'This is the webhook URL of an n8n workflow. Deliveries come by POST.',
	]);
});

it('a token is answered with its HMAC, made with the signing secret', async () => {
	const { url } = await serve({ setupCheck: 'sign', setupCheckField: 'payload.plainToken' });
	const challenge = 'q9ibPhGeRZ6ayx5WTrXjRw';
	const [status, , text] = await call(url, { payload: { plainToken: challenge } });
	expect(status).toBe(200);
	const encryptedToken = createHmac('sha256', SIGNED_WITH).update(challenge).digest('hex');
	expect(JSON.parse(String(text))).toEqual({ plainToken: challenge, encryptedToken });
});

it('a setup check without its field is not activated', async () => {
	const host = new TriggerHost({
		parameters: { platform: 'custom', events: ['*'], setupCheck: 'echo' },
		credentials: {
			hospitalityWebhookSecretApi: { secret: SIGNED_WITH },
			hospitalityBasicAuthApi: { username: 'n8n', password: SIGNED_WITH },
		},
	});
	await expect(host.activate()).rejects.toThrow('The field of the setup check is empty');
});

describe('the answer to a genuine delivery', () => {
	const order = { type: 'order.created', id: 'evt_1' };

	it.each([
		[{ answerStatus: 202 }, [202, 'application/json', '{"received":true}']],
		[{ answerStatus: 204 }, [204, undefined, '']],
		[{ answerBody: 'empty' }, [200, expect.anything(), '']],
		[{ answerStatus: 201, answerBody: 'empty' }, [201, expect.anything(), '']],
		[{ answerStatus: 500 }, [200, 'application/json', '{"received":true}']],
	])('is what the options say: %j', async (options, expected) => {
		const { url, started } = await serve({ options });
		expect(await call(url, order, signed(order))).toEqual(expected);
		expect(started).toHaveLength(1);
		const [status] = await call(url, order, signed(order));
		expect(status).toBe(expected[0]);
		expect(started).toHaveLength(1);
	});
});

const acknowledged = platforms.flatMap(({ id, setupCheck }: Platform) =>
	setupCheck?.kind === 'acknowledge' ? [[id, setupCheck] as const] : [],
);

it.each(acknowledged)(
	'%s has its URL acknowledged before it knows the secret, and its code shown',
	async (platform, { field, value }) => {
		const code = value ?? 'ce7643c1-83ea-4218-abe6-da876c9c7a0a';
		const { url, started } = await serve({
			platform,
			registration: 'manual',
			options: { emitRefused: true },
		});
		expect(await call(url, { [field]: code })).toEqual([
			200,
			'application/json',
			'{"received":true}',
		]);
		const shown = { json: expect.objectContaining({ setupCheck: true, platform, code }) as object };
		expect(started).toEqual(value === undefined ? [[[], [shown]]] : []);
	},
);
