import { createHmac } from 'crypto';

import { type Receiver, startReceiver } from '../../sandbox/receiver';
import { type Sandbox, SANDBOX_API_KEY, startSandbox } from '../../sandbox/start';

const DAY_MS = 86_400_000;
let now = Date.parse('2026-01-18T10:30:00.000Z');
let sandbox: Sandbox;
let receiver: Receiver;

beforeAll(async () => {
	sandbox = await startSandbox({ clock: () => now });
	receiver = await startReceiver();
});

beforeEach(() => {
	sandbox.reset();
	receiver.received.length = 0;
});

afterAll(async () => {
	await Promise.all([sandbox.close(), receiver.close()]);
});

async function call(method: string, path: string, body?: unknown) {
	const response = await fetch(sandbox.url + path, {
		method,
		headers: { Authorization: `Bearer ${SANDBOX_API_KEY}` },
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	const text = await response.text();
	const json = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
	return { status: response.status, json };
}

const SUBSCRIPTION = { events: ['order.created'] };

function hmac(secret: unknown, seconds: string, body: Buffer): string {
	return createHmac('sha256', String(secret)).update(`${seconds}.`).update(body).digest('hex');
}

describe('the webhook API of tenants, where the platform makes the secret', () => {
	const BASE = '/olympusCloud/api/v1/platform/tenants/me/webhooks';

	it('shows the secret once and signs with it', async () => {
		const url = `${receiver.url}/tenant`;
		const { status, json } = await call('POST', BASE, { ...SUBSCRIPTION, url });
		expect([status, json.secret]).toEqual([201, expect.stringMatching(/^whsec_[0-9a-f]+$/)]);

		const listed = await call('GET', BASE);
		expect(listed.json).toEqual({
			webhooks: [
				{
					id: json.id,
					url,
					events: ['order.created'],
					status: 'active',
					created_at: '2026-01-18T10:30:00Z',
				},
			],
		});

		const test = await call('POST', `${BASE}/test`, { event_type: 'order.created' });
		expect(test.json.data).toHaveLength(1);
		const [{ headers, body }] = receiver.received;
		const expected = hmac(json.secret, '1768732200', body);
		expect(headers['x-olympus-signature']).toBe(`t=1768732200,v1=${expected}`);

		expect((await call('DELETE', `${BASE}/${String(json.id)}`)).status).toBe(204);
	});

	it('cannot change or show a single webhook', async () => {
		const { json } = await call('POST', BASE, { ...SUBSCRIPTION, url: receiver.url });
		for (const method of ['GET', 'PATCH', 'PUT']) {
			const body = method === 'GET' ? undefined : {};
			expect((await call(method, `${BASE}/${String(json.id)}`, body)).status).toBe(404);
		}
	});

	it('is reached at the root too, because its path replaces that of the base URL', async () => {
		const path = '/api/v1/platform/tenants/me/webhooks';
		const { status } = await call('POST', path, { ...SUBSCRIPTION, url: receiver.url });
		expect(status).toBe(201);
		expect((await call('GET', BASE)).json.webhooks).toHaveLength(1);
	});
});

describe('the webhook API of endpoints', () => {
	const BASE = '/olympusCloud/api/v1/webhooks/endpoints';

	async function create(): Promise<string> {
		const body = { ...SUBSCRIPTION, url: receiver.url, secret: 'first' };
		const { status, json } = await call('POST', BASE, body);
		expect(status).toBe(201);
		return String(json.id);
	}

	it('shows, changes and lists', async () => {
		const id = await create();
		const changed = await call('PUT', `${BASE}/${id}`, { status: 'disabled' });
		expect(changed.json.status).toBe('disabled');
		expect((await call('GET', `${BASE}/${id}`)).json).toEqual(changed.json);
		expect((await call('GET', BASE)).json).toEqual({ endpoints: [changed.json] });
	});

	it('signs with both secrets for a day after a rotation, then with the new one', async () => {
		const id = await create();
		const { secret } = (await call('POST', `${BASE}/${id}/rotate-secret`)).json;
		expect(secret).toMatch(/^whsec_/);
		await call('POST', `${BASE}/${id}/test`);
		const during = receiver.received[0];
		expect(during.headers['x-olympus-signature']).toBe(
			`t=1768732200,v1=${hmac(secret, '1768732200', during.body)},v1=${hmac('first', '1768732200', during.body)}`,
		);

		now += DAY_MS;
		await call('POST', `${BASE}/${id}/test`);
		now -= DAY_MS;
		const after = receiver.received[1];
		expect(after.headers['x-olympus-signature']).toBe(
			`t=1768818600,v1=${hmac(secret, '1768818600', after.body)}`,
		);
	});

	it('repeats a delivery under the same event id, and filters by status', async () => {
		const id = await create();
		receiver.answer = { status: 503, body: 'busy' };
		const failed = await call('POST', `${BASE}/${id}/test`);
		receiver.answer = { status: 200, body: 'ok' };
		const path = `${BASE}/${id}/deliveries`;
		const retried = await call('POST', `${path}/${String(failed.json.id)}/retry`);
		expect(retried.json).toMatchObject({ status: 'success', event_id: failed.json.event_id });
		expect(receiver.received[1].body).toEqual(receiver.received[0].body);

		const all = await call('GET', path);
		expect(all.json).toEqual({ deliveries: [retried.json, failed.json] });
		const onlyFailed = await call('GET', `${path}?status=failed`);
		expect(onlyFailed.json).toEqual({ deliveries: [failed.json] });
		expect((await call('POST', `${path}/del_none/retry`)).status).toBe(404);
	});
});
