import { createHmac } from 'crypto';
import { sleep } from 'n8n-workflow';

import { TriggerHost } from './trigger/host';
import { type ServedTrigger, serveTrigger } from './trigger/serve';

const SIGNED_WITH = 'integration-key-0815';
let host: TriggerHost;
let served: ServedTrigger;

beforeEach(async () => {
	host = new TriggerHost({
		parameters: { platform: 'roostSync', events: ['booking.created'] },
		credentials: { hospitalityWebhookSecretApi: { secret: SIGNED_WITH } },
	});
	served = await serveTrigger(host);
});

afterEach(async () => {
	jest.restoreAllMocks();
	await served.close();
});

const booking = (id: string, event = 'booking.created') =>
	JSON.stringify({ event, timestamp: '2024-03-15T10:30:00Z', data: { booking_id: id } });

async function send(body: string, secret = SIGNED_WITH, signal?: AbortSignal) {
	const digest = createHmac('sha256', secret).update(body).digest('hex');
	const response = await fetch(served.url, {
		method: 'POST',
		headers: { 'X-RoostSync-Signature': `sha256=${digest}`, 'content-type': 'application/json' },
		body,
		signal,
	});
	return [response.status, await response.json()] as [number, unknown];
}

it('hands n8n one item on its one output, with the answer to send', async () => {
	expect(await send(booking('bk_1'))).toEqual([200, { received: true }]);
	expect(served.started).toEqual([
		[[{ json: expect.objectContaining({ event: 'booking.created', resourceId: 'bk_1' }) }]],
	]);
});

it('answers by itself, and starts nothing, where there is nothing to start', async () => {
	expect(await send(booking('bk_2'), 'another-key')).toEqual([
		401,
		{ error: 'signature_mismatch' },
	]);
	expect(await send(booking('bk_2', 'booking.cancelled'))).toEqual([
		200,
		{ received: true, ignored: 'event_not_selected' },
	]);
	expect(await send('[]')).toEqual([400, { error: 'body_not_object' }]);
	expect(served.started).toEqual([]);
});

/** Everything from now on happens this much later. */
function letPass(milliseconds: number): void {
	const now = Date.now.bind(Date);
	jest.spyOn(Date, 'now').mockImplementation(() => now() + milliseconds);
}

it('reads the credential once for the deliveries of a second', async () => {
	await Promise.all([send(booking('bk_3')), send(booking('bk_4'), 'another-key')]);
	await send(booking('bk_4'));
	expect(host.credentialReads).toBe(1);
	letPass(1000);
	await send(booking('bk_8'));
	expect(host.credentialReads).toBe(2);
});

it('takes a secret that was changed meanwhile without a new activation', async () => {
	await send(booking('bk_9'));
	host.options.credentials.hospitalityWebhookSecretApi = {
		secret: 'new-key',
		previousSecret: SIGNED_WITH,
	};
	letPass(1000);
	expect((await send(booking('bk_5'), 'new-key'))[0]).toBe(200);
	expect((await send(booking('bk_6')))[0]).toBe(200);
	const labels = served.started.slice(1).map(([[{ json }]]) => json.delivery);
	expect(labels).toMatchObject([{ matchedSecret: 'current' }, { matchedSecret: 'previous' }]);
});

it('takes settings that were changed within that second', async () => {
	expect((await send(booking('bk_10')))[0]).toBe(200);
	host.options.parameters = { platform: 'goTab', events: ['*'] };
	expect(await send(booking('bk_11'))).toEqual([401, { error: 'signature_missing' }]);
});

it('answers 503 while the credential holds no secret, so that a platform that repeats does so', async () => {
	host.options.credentials.hospitalityWebhookSecretApi = { secret: ' \n' };
	expect((await send(booking('bk_7')))[0]).toBe(503);
	host.options.credentials.hospitalityWebhookSecretApi = { secret: SIGNED_WITH };
	letPass(1000);
	expect(await send(booking('bk_7'))).toEqual([200, { received: true }]);
	expect(served.started).toHaveLength(1);
});

describe('a caller that hangs up while n8n creates the execution, and calls again at once,', () => {
	async function hangUpAndCallAgain(id: string) {
		let calls = 0;
		let settle = { succeed: () => {}, fail: () => {} };
		await served.close();
		served = await serveTrigger(host, async () => {
			calls += 1;
			if (calls > 1) return;
			await new Promise<void>((succeed, reject) => {
				settle = { succeed, fail: () => reject(new Error('No database')) };
			});
		});
		const caller = new AbortController();
		const first = send(booking(id), SIGNED_WITH, caller.signal).catch(() => 'gone');
		while (calls === 0) await sleep(5);
		caller.abort();
		expect(await first).toBe('gone');
		const second = send(booking(id));
		// The second call comes in and finds the first one.
		await sleep(200);
		return { second, ...settle };
	}

	it('finds a duplicate when that succeeds', async () => {
		const { second, succeed } = await hangUpAndCallAgain('bk_8');
		succeed();
		expect(await second).toEqual([200, { received: true, duplicate: true }]);
		expect(served.started).toHaveLength(1);
	});

	it('starts the workflow when that fails', async () => {
		const { second, fail } = await hangUpAndCallAgain('bk_9');
		fail();
		expect(await second).toEqual([200, { received: true }]);
		expect(served.started).toHaveLength(1);
	});
});
