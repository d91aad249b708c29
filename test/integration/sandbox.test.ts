import { createHmac } from 'crypto';

import { type Receiver, startReceiver } from '../../sandbox/receiver';
import { type Sandbox, startSandbox } from '../../sandbox/start';

const NOW = '2026-01-18T10:30:00Z';
const API = '/olympusCloud/v1';

let now = Date.parse(NOW);
let sandbox: Sandbox;
let receiver: Receiver;

beforeAll(async () => {
	sandbox = await startSandbox({ clock: () => now, apiKey: 'oc_live_test' });
	receiver = await startReceiver();
});

beforeEach(() => {
	now = Date.parse(NOW);
	sandbox.reset();
	receiver.received.length = 0;
	receiver.answer = { status: 200, body: { received: true } };
});

afterAll(async () => {
	await Promise.all([sandbox.close(), receiver.close()]);
});

const AUTHORISED: Record<string, string> = { Authorization: 'Bearer oc_live_test' };

async function call(method: string, path: string, body?: unknown, headers = AUTHORISED) {
	const response = await fetch(sandbox.url + path, {
		method,
		headers: { 'Content-Type': 'application/json', ...headers },
		body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
	});
	const text = await response.text();
	const json = text === '' ? undefined : (JSON.parse(text) as Record<string, unknown>);
	return { status: response.status, headers: response.headers, json };
}

function wanted(changes: Record<string, unknown> = {}) {
	return { url: `${receiver.url}/hook`, events: ['order.created'], secret: 'shh', ...changes };
}

async function createWebhook(changes: Record<string, unknown> = {}): Promise<string> {
	const { status, json } = await call('POST', `${API}/webhooks`, wanted(changes));
	expect(status).toBe(201);
	return String(json?.id);
}

/** The documented check, written out: HMAC-SHA256 of `<t>.<body>` in hex. */
function signatureOf(secret: string, body: Buffer, seconds = '1768732200'): string {
	return createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex');
}

describe('creating a webhook', () => {
	it('answers 201 with the documented fields and keeps the secret to itself', async () => {
		const { status, json } = await call('POST', `${API}/webhooks`, wanted());
		expect(status).toBe(201);
		expect(json).toEqual({
			id: expect.stringMatching(/^wh_[0-9a-f]{18}$/),
			url: `${receiver.url}/hook`,
			events: ['order.created'],
			status: 'active',
			created_at: NOW,
		});
	});

	it('accepts JSON that is not named as such, as the documented curl call sends it', async () => {
		const id = await createWebhook();
		const { status, json } = await call('PATCH', `${API}/webhooks/${id}`, '{"events":["a.b"]}', {
			...AUTHORISED,
			'Content-Type': 'application/x-www-form-urlencoded',
		});
		expect(status).toBe(200);
		expect(json?.events).toEqual(['a.b']);
	});

	it.each([
		['a URL without scheme', { url: 'example.com/hook' }, 'url'],
		['an ftp URL', { url: 'ftp://example.com/hook' }, 'url'],
		['no URL', { url: undefined }, 'url'],
		['no events', { events: [] }, 'events'],
		['events that are no list', { events: 'order.created' }, 'events'],
		['an empty event name', { events: [''] }, 'events.0'],
		['no secret', { secret: undefined }, 'secret'],
		['a blank secret', { secret: '  ' }, 'secret'],
	])('refuses %s with 422 and names the field', async (_case, changes, field) => {
		const { status, json } = await call('POST', `${API}/webhooks`, wanted(changes));
		expect(status).toBe(422);
		expect(json).toEqual({
			error: 'VALIDATION_ERROR',
			code: 'VALIDATION_ERROR',
			message: expect.stringContaining(`${field}: `),
			details: [{ field, message: expect.any(String) }],
			request_id: expect.stringMatching(/^req_/),
			timestamp: '2026-01-18T10:30:00.000Z',
		});
		expect(sandbox.state.webhooks.size).toBe(0);
	});

	it('refuses a body that is not JSON with 400', async () => {
		const { status, json } = await call('POST', `${API}/webhooks`, '{"url":');
		expect([status, json?.code]).toEqual([400, 'INVALID_JSON']);
	});

	it('refuses a second webhook on the URL with 409 once that is set', async () => {
		await createWebhook();
		await createWebhook();
		await call('PATCH', '/_control/settings', { refuseDuplicates: true });
		const { status, json } = await call('POST', `${API}/webhooks`, wanted());
		expect([status, json?.code]).toEqual([409, 'CONFLICT']);
	});
});

describe('authorisation and limits', () => {
	it.each([
		['no key', {}],
		['another key', { Authorization: 'Bearer oc_live_other' }],
		['the key without scheme', { Authorization: 'oc_live_test' }],
		['Basic', { Authorization: 'Basic b2NfbGl2ZV90ZXN0Og==' }],
	])('refuses %s with 401', async (_case, headers: Record<string, string>) => {
		const { status, json } = await call('POST', `${API}/webhooks`, wanted(), headers);
		expect([status, json?.code]).toEqual([401, 'UNAUTHORIZED']);
		expect(sandbox.state.webhooks.size).toBe(0);
	});

	it('counts down in its headers and refuses with 429 and Retry-After', async () => {
		await call('PATCH', '/_control/settings', { requestsPerMinute: 2 });
		now += 15_000;
		const first = await call('DELETE', `${API}/webhooks/wh_none`);
		expect(first.headers.get('x-rate-limit-remaining')).toBe('1');
		expect(first.headers.get('x-rate-limit-reset')).toBe('1768732260');
		await call('DELETE', `${API}/webhooks/wh_none`);
		const third = await call('DELETE', `${API}/webhooks/wh_none`);
		expect([third.status, third.json?.code]).toEqual([429, 'TOO_MANY_REQUESTS']);
		expect(third.headers.get('retry-after')).toBe('45');
		now += 45_000;
		expect((await call('DELETE', `${API}/webhooks/wh_none`)).status).toBe(404);
	});
});

describe('changing and removing a webhook', () => {
	it('changes what is sent and nothing else', async () => {
		const id = await createWebhook();
		const url = `${receiver.url}/other`;
		const { status, json } = await call('PATCH', `${API}/webhooks/${id}`, { url });
		expect(status).toBe(200);
		expect(json).toEqual({
			id,
			url,
			events: ['order.created'],
			status: 'active',
			created_at: NOW,
		});
	});

	it('refuses a bad change with 422 and keeps the webhook as it was', async () => {
		const id = await createWebhook();
		expect((await call('PATCH', `${API}/webhooks/${id}`, { events: [] })).status).toBe(422);
		expect(sandbox.state.webhooks.get(id)?.events).toEqual(['order.created']);
	});

	it('removes with 204, and answers 404 from then on', async () => {
		const id = await createWebhook();
		expect((await call('DELETE', `${API}/webhooks/${id}`)).status).toBe(204);
		for (const [method, path] of [
			['DELETE', `/webhooks/${id}`],
			['PATCH', `/webhooks/${id}`],
			['POST', `/webhooks/${id}/test`],
			['GET', `/webhooks/${id}/deliveries`],
		]) {
			const { status, json } = await call(method, API + path, method === 'GET' ? undefined : {});
			expect([path, status, json?.code]).toEqual([path, 404, 'NOT_FOUND']);
		}
	});

	it('lists only once the undocumented list is switched on', async () => {
		const id = await createWebhook();
		const off = await call('GET', `${API}/webhooks`);
		expect([off.status, off.headers.get('allow')]).toEqual([405, 'POST']);
		await call('PATCH', '/_control/settings', { undocumentedList: true });
		const { json } = await call('GET', `${API}/webhooks`);
		expect(json).toEqual({ data: [expect.objectContaining({ id, status: 'active' })] });
	});

	it('writes errors in the nested shape once that is set', async () => {
		await call('PATCH', '/_control/settings', { errorShape: 'nested', validationStatus: 400 });
		const { status, json } = await call('POST', `${API}/webhooks`, wanted({ events: [] }), {
			...AUTHORISED,
			'X-Request-ID': 'mine',
		});
		expect(status).toBe(400);
		expect(json).toEqual({
			error: {
				code: 'VALIDATION_ERROR',
				message: 'events: must name at least one event',
				details: [{ field: 'events', message: 'must name at least one event' }],
				request_id: 'mine',
			},
		});
	});
});

describe('deliveries', () => {
	it('sends a signed sample on test and records it with the documented fields', async () => {
		const id = await createWebhook();
		const path = `${API}/webhooks/${id}`;
		const test = await call('POST', `${path}/test`, { event_type: 'payment.processed' });
		expect(test.status).toBe(200);

		const [{ headers, body, path: receivedAt }] = receiver.received;
		expect(receivedAt).toBe('/hook');
		expect(headers['x-olympus-signature']).toBe(`t=1768732200,v1=${signatureOf('shh', body)}`);
		const payload = JSON.parse(body.toString()) as Record<string, unknown>;
		expect(payload.type).toBe('payment.processed');

		const { json } = await call('GET', `${path}/deliveries`);
		expect(json).toEqual({
			data: [
				{
					id: expect.stringMatching(/^del_/),
					event_id: payload.id,
					event_type: 'payment.processed',
					status: 'success',
					response_code: 200,
					response_time_ms: 0,
					delivered_at: NOW,
				},
			],
		});
	});

	it('tests with the first event that the webhook wants when none is named', async () => {
		const id = await createWebhook({ events: ['my.own', 'inventory.low_stock'] });
		const { json } = await call('POST', `${API}/webhooks/${id}/test`);
		expect(json?.event_type).toBe('inventory.low_stock');
	});

	it('refuses to test with an event that does not exist', async () => {
		const id = await createWebhook();
		const { status } = await call('POST', `${API}/webhooks/${id}/test`, { event_type: 'no.such' });
		expect([status, receiver.received.length]).toEqual([422, 0]);
	});

	it.each([
		[500, '2026-01-18T10:31:00Z'],
		[429, '2026-01-18T10:31:00Z'],
		[401, undefined],
		[302, undefined],
	])('records an answer of %s as failed, next attempt %s', async (code, next) => {
		receiver.answer = { status: code, body: 'no', headers: { Location: '/elsewhere' } };
		const id = await createWebhook();
		await call('POST', `${API}/webhooks/${id}/test`);
		const { json } = await call('GET', `${API}/webhooks/${id}/deliveries`);
		expect(json?.data).toEqual([
			{
				id: expect.any(String),
				event_id: expect.any(String),
				event_type: 'order.created',
				status: 'failed',
				response_code: code,
				response_time_ms: 0,
				...(next && { next_retry_at: next }),
			},
		]);
		expect(receiver.received).toHaveLength(1);
	});

	it('reaches active webhooks that want the event, and those alone', async () => {
		await createWebhook({ url: `${receiver.url}/exact` });
		await createWebhook({ url: `${receiver.url}/all`, events: ['*'] });
		await createWebhook({ url: `${receiver.url}/group`, events: ['order.*'] });
		await createWebhook({ url: `${receiver.url}/other`, events: ['order.updated'] });
		const paused = await createWebhook({ url: `${receiver.url}/paused` });
		await call('PATCH', `${API}/webhooks/${paused}`, { status: 'paused' });

		const { status, json } = await call('POST', '/olympusCloud/_fire', {
			event: 'order.created',
			id: 'evt_1',
		});
		expect([status, json?.eventId]).toEqual([200, 'evt_1']);
		expect(json?.deliveries).toHaveLength(3);
		expect(receiver.received.map(({ path }) => path).sort()).toEqual(['/all', '/exact', '/group']);
	});

	it('records a webhook that nobody answers as failed without code', async () => {
		const gone = await startReceiver();
		await gone.close();
		const id = await createWebhook({ url: gone.url });
		const { json } = await call('POST', `${API}/webhooks/${id}/test`);
		expect(json).toMatchObject({ status: 'failed', response_code: null });
	});
});
