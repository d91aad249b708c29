import { createHmac } from 'crypto';

import { connectToSharedN8n, type SharedN8n } from './harness/n8n';
import { startReceiving } from './trigger/receiving';
import { SIGNING_TEXT } from '../support/senders';

jest.setTimeout(240_000);

let n8n: SharedN8n;
beforeAll(async () => {
	n8n = await connectToSharedN8n();
});

const receiving = async (parameters: Record<string, unknown>) =>
	await startReceiving(n8n, {
		platform: 'custom',
		parameters,
		credentials: { hospitalityWebhookSecretApi: { secret: SIGNING_TEXT } },
	});

async function call(url: string, body?: string, headers: Record<string, string> = {}) {
	const response = await fetch(url, {
		method: body === undefined ? 'GET' : 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body,
	});
	return [response.status, await response.text()];
}

const sign = (body: string) => ({
	'X-Webhook-Signature': createHmac('sha256', SIGNING_TEXT).update(body).digest('hex'),
});

it('a code to enter at the sender comes out where refused deliveries do, and is in the log', async () => {
	const { url, received } = await receiving({
		setupCheck: 'acknowledge',
		setupCheckField: 'verificationCode',
		options: { emitRefused: true },
	});
	expect(await call(url, '{"verificationCode":"a3f1-77"}')).toEqual([200, '{"received":true}']);
	expect(await received(1)).toEqual([]);
	expect(n8n.log()).toContain('asks to confirm the webhook with this code: a3f1-77');
	const body = '{"type":"order.created","verificationCode":"b"}';
	expect(await call(url, body, sign(body))).toEqual([200, '{"received":true}']);
	expect(await received(2)).toMatchObject([{ event: 'order.created' }]);
});

it('challenges are echoed and signed, and start nothing', async () => {
	const echo = await receiving({ setupCheck: 'echo', setupCheckField: 'challenge' });
	expect(await call(echo.url, '{"challenge":"abc"}')).toEqual([200, 'abc']);
	const signs = await receiving({ setupCheck: 'sign', setupCheckField: 'payload.plainToken' });
	const challenge = 'qgg8vlvZRS6UYooatFL8Aw';
	const [, answer] = await call(signs.url, `{"payload":{"plainToken":"${challenge}"}}`);
	const encryptedToken = createHmac('sha256', SIGNING_TEXT).update(challenge).digest('hex');
	expect(JSON.parse(String(answer))).toEqual({ plainToken: challenge, encryptedToken });
	expect([await echo.runs(), await signs.runs()]).toEqual([0, 0]);
});

it('a GET is answered with its challenge, or with what the URL is for, and a HEAD with a success', async () => {
	const { url, runs } = await receiving({
		setupCheck: 'query',
		setupCheckField: 'hub.challenge',
		setupCheckToken: 'chosen',
	});
	expect(await call(`${url}?hub.challenge=42&hub.verify_token=chosen`)).toEqual([200, '42']);
	expect(await call(url)).toEqual([
		200,
		'This is the webhook URL of an n8n workflow. Deliveries come by POST.',
	]);
	expect((await fetch(url, { method: 'HEAD' })).status).toBe(200);
	expect(await runs()).toBe(0);
});

it.each([
	[{ answerStatus: 202, answerBody: 'empty' }, [202, '']],
	[{ answerStatus: 204 }, [204, '']],
	[{ answerStatus: 201 }, [201, '{"received":true}']],
])('a genuine delivery is answered as the options say: %j', async (options, answer) => {
	const { url, received } = await receiving({ options });
	const body = '{"id":"evt_1","type":"order.created"}';
	expect(await call(url, body, sign(body))).toEqual(answer);
	expect(await received(1)).toMatchObject([{ eventId: 'evt_1' }]);
});
