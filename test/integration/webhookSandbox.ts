import { createHmac } from 'crypto';

import { type Receiver, startReceiver } from '../../sandbox/receiver';
import { type Sandbox, startSandbox } from '../../sandbox/start';

export const NOW = '2026-01-18T10:30:00.000Z';
export const API = '/olympusCloud/v1';

const AUTHORISED: Record<string, string> = { Authorization: 'Bearer oc_live_test' };

/** A sandbox whose clock a test moves, and a receiver for what it delivers. */
export function webhookSandbox() {
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

	const wanted = (changes: Record<string, unknown> = {}) => ({
		url: `${receiver.url}/hook`,
		events: ['order.created'],
		secret: 'shh',
		...changes,
	});

	return {
		sandbox: () => sandbox,
		receiver: () => receiver,
		letPass: (milliseconds: number) => {
			now += milliseconds;
		},
		call,
		wanted,
		createWebhook: async (changes: Record<string, unknown> = {}): Promise<string> => {
			const { status, json } = await call('POST', `${API}/webhooks`, wanted(changes));
			expect(status).toBe(201);
			return String(json?.id);
		},
	};
}

/** The documented check, written out: HMAC-SHA256 of `<t>.<body>` in hex. */
export function signatureOf(secret: string, body: Buffer, seconds = '1768732200'): string {
	return createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex');
}
