import { createHash } from 'crypto';
import express from 'express';
import { WebhookContext } from 'n8n-core';
import type { IWebhookData } from 'n8n-workflow';

import { createWebhook, ensureWebhook, removeWebhook } from '../../lib/n8n/registerWebhook';
import { registeredSecrets } from '../../lib/n8n/registeredSecrets';
import { square as declared } from '../../platforms/square';
import { TriggerHost } from './trigger/host';

const SUBSCRIPTIONS = '/v2/webhooks/subscriptions';

interface Subscription {
	id: string;
	name: string;
	enabled: boolean;
	event_types: string[];
	notification_url: string;
	signature_key: string;
}

/** Plays the platform: what it is asked, and what it has. */
async function startPlatform() {
	const known = new Map<string, Subscription>();
	const requests: string[] = [];
	const created = new Map<string, Subscription>();
	const app = express().use(express.json(), (request, _response, next) => {
		requests.push(`${request.method} ${request.path}`);
		next();
	});
	const shown = (subscription: Subscription) =>
		Object.fromEntries(Object.entries(subscription).filter(([name]) => name !== 'signature_key'));
	app.post(SUBSCRIPTIONS, (request, response) => {
		const { idempotency_key: key, subscription } = request.body as {
			idempotency_key: string;
			subscription: Omit<Subscription, 'id' | 'enabled' | 'signature_key'>;
		};
		expect(key).toMatch(/^.{1,45}$/);
		const id = `wbhk_${created.size + 1}`;
		const made = created.get(key) ?? {
			...subscription,
			id,
			enabled: true,
			signature_key: `key ${id}`,
		};
		created.set(key, made);
		known.set(made.id, made);
		response.json({ subscription: made });
	});
	// Two on a page, whatever is asked for.
	app.get(SUBSCRIPTIONS, (request, response) => {
		const start = Number(request.query.cursor ?? 0);
		const all = [...known.values()].map(shown);
		response.json({
			subscriptions: all.slice(start, start + 2),
			...(start + 2 < all.length && { cursor: String(start + 2) }),
		});
	});
	app.get(`${SUBSCRIPTIONS}/:id`, (request, response) => {
		const subscription = known.get(request.params.id);
		if (!subscription) return response.status(404).json({ errors: [{ code: 'NOT_FOUND' }] });
		return response.json({ subscription });
	});
	app.put(`${SUBSCRIPTIONS}/:id`, (request, response) => {
		const subscription = known.get(request.params.id);
		Object.assign(subscription ?? {}, (request.body as { subscription: object }).subscription);
		response.json({ subscription: subscription && shown(subscription) });
	});
	app.delete(`${SUBSCRIPTIONS}/:id`, (request, response) => {
		known.delete(request.params.id);
		response.json({});
	});
	const server = app.listen(0, '127.0.0.1');
	await new Promise<void>((resolve) => server.once('listening', () => resolve()));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('The server has no port');
	return {
		baseUrl: `http://127.0.0.1:${address.port}`,
		known,
		requests,
		close: () => server.close(),
	};
}

let square: Awaited<ReturnType<typeof startPlatform>>;
let host: TriggerHost;
beforeEach(async () => {
	square = await startPlatform();
	host = new TriggerHost({
		parameters: { platform: 'square', events: ['payment.created'] },
		credentials: { squareApi: { accessToken: 'token', baseUrl: square.baseUrl } },
	});
});
afterEach(() => square.close());

const wanted = () => ({
	nodeKey: host.nodeKey,
	platform: declared,
	webhookApi: declared.registration.webhookApis[0],
	selection: ['payment.created', 'booking.created'],
	secret: '',
});

/** One call of n8n: loads the static data, and saves what was changed. */
async function inHook<T>(call: (context: ReturnType<TriggerHost['hookContext']>) => Promise<T>) {
	const { workflow } = host.prepare();
	const result = await call(host.hookContext(workflow, 'trigger'));
	host.stored.saveIfChanged(workflow);
	return result;
}

async function activate() {
	await inHook(async (context) => {
		if (!(await ensureWebhook(context, wanted()))) await createWebhook(context, wanted());
	});
}

async function secrets(nowMs: number, refresh = false) {
	const { workflow } = host.prepare();
	const { node } = { node: host.nodeOf(workflow) };
	const additionalData = host.additionalData();
	const context = new WebhookContext(
		workflow,
		node,
		additionalData,
		'webhook',
		{} as IWebhookData,
		[],
		null,
	);
	return await registeredSecrets(context, wanted(), nowMs, refresh);
}

it('is registered as it wants it, and its secret is stored nowhere', async () => {
	await activate();
	expect([...square.known.values()]).toEqual([
		{
			id: 'wbhk_1',
			name: 'n8n Hospitality Trigger',
			enabled: true,
			api_version: '2025-08-20',
			event_types: ['booking.created', 'payment.created'],
			notification_url: `https://n8n.example/webhook/${host.webhookId}/webhook`,
			signature_key: 'key wbhk_1',
		},
	]);
	expect(host.staticData).toContain('wbhk_1');
	expect(host.staticData).not.toContain('key wbhk_1');
});

it('tells its secret when it is needed, once for all deliveries', async () => {
	await activate();
	const answers = await Promise.all([secrets(1), secrets(1), secrets(2)]);
	expect(answers.map((one) => one?.secret)).toEqual(Array(3).fill('key wbhk_1'));
	expect(square.requests.filter((line) => line.endsWith('/wbhk_1'))).toHaveLength(1);
});

it('is asked for a secret that was rotated, once a minute at most', async () => {
	await activate();
	await secrets(0);
	const [subscription] = square.known.values();
	subscription.signature_key = 'rotated';
	expect(await secrets(59_999, true)).toMatchObject({ secret: 'key wbhk_1' });
	expect(await secrets(60_000)).toMatchObject({ secret: 'key wbhk_1' });
	expect(await secrets(60_000, true)).toMatchObject({ secret: 'rotated' });
	square.known.clear();
	expect(await secrets(120_000, true)).toMatchObject({ secret: 'rotated' });
});

it('is found again by its URL, behind the first page, when the node has forgotten it', async () => {
	for (const id of ['a', 'b', 'c']) {
		square.known.set(id, {
			id,
			name: 'theirs',
			enabled: true,
			event_types: [],
			notification_url: `https://elsewhere.example/${createHash('md5').update(id).digest('hex')}`,
			signature_key: 'theirs',
		});
	}
	await activate();
	host.stored.save({});
	host.restart();
	const [, , , own] = square.known.values();
	own.enabled = false;
	await jest.isolateModulesAsync(async () => {
		const fresh = await import('../../lib/n8n/registerWebhook');
		expect(await inHook(async (context) => await fresh.ensureWebhook(context, wanted()))).toBe(
			true,
		);
	});
	expect([...square.known.values()]).toHaveLength(4);
	expect(own.enabled).toBe(true);
	expect(host.staticData).toContain('wbhk_1');
	await inHook(async (context) => await removeWebhook(context, wanted()));
	expect([...square.known.keys()]).toEqual(['a', 'b', 'c']);
});
