import type { INodeParameters } from 'n8n-workflow';

import { startChaos, type Chaos } from '../../sandbox/chaos/start';
import { StoredStaticData } from './engine/storedStaticData';
import { runSender, type SenderRun } from './sender/runNode';

let chaos: Chaos;
beforeEach(async () => {
	chaos = await startChaos();
});
afterEach(async () => await chaos.close());

const SECRET = 'topsecret-topsecret-topsecret';

function send(url: string, { parameters, ...rest }: Partial<SenderRun> = {}) {
	return runSender({
		parameters: {
			operation: 'send',
			platform: 'olympusCloud',
			event: 'order.created',
			data: '{"id": "ord_1"}',
			url,
			retrySchedule: 'none',
			...parameters,
		},
		credentials: { hospitalityWebhookSecretApi: { secret: SECRET } },
		...rest,
	});
}

async function recent(staticData: StoredStaticData, filters: INodeParameters = {}, limit = 100) {
	const { json, error } = await runSender({
		parameters: { operation: 'getDeliveries', filters, limit },
		staticData,
	});
	expect(error).toBeUndefined();
	return json[0];
}

describe('Get Recent Deliveries', () => {
	it('returns what was sent, the newest first and complete', async () => {
		const staticData = new StoredStaticData();
		await send(`${chaos.url}/status/500`, { staticData });
		await send(`${chaos.url}/ok`, { staticData });
		const [ok, failed, ...more] = await recent(staticData);
		expect(more).toEqual([]);
		expect(ok).toEqual({
			node: 'Sender',
			id: expect.stringMatching(/^dlv_/),
			eventId: expect.stringMatching(/^evt_/),
			event: 'order.created',
			platform: 'olympusCloud',
			url: `${chaos.url}/ok`,
			status: 'delivered',
			attempts: [
				{
					number: 1,
					at: expect.stringMatching(/^\d{4}-.*Z$/),
					durationMs: expect.any(Number),
					statusCode: 200,
					response: '{"received":true}',
					failure: null,
					nextAttemptAt: null,
				},
			],
			nextAttemptAt: null,
			loggedAt: expect.any(String),
		});
		expect(failed).toMatchObject({
			status: 'failed',
			reason: 'exhausted',
			attempts: [{ statusCode: 500, failure: { class: 'http' } }],
		});
	});

	it('filters by status, event and URL', async () => {
		const staticData = new StoredStaticData();
		await send(`${chaos.url}/status/500`, { staticData });
		await send(`${chaos.url}/ok`, { staticData });
		await send(`${chaos.url}/ok`, { staticData, parameters: { event: 'order.completed' } });
		const events = async (filters: INodeParameters) =>
			(await recent(staticData, filters)).map(({ event, status }) => `${event} ${status}`);
		expect(await events({ status: ['failed'] })).toEqual(['order.created failed']);
		expect(await events({ event: 'COMPLETED' })).toEqual(['order.completed delivered']);
		expect(await events({ url: '/status/' })).toEqual(['order.created failed']);
		expect(await events({ node: 'Another' })).toEqual([]);
		expect(await recent(staticData, {}, 2)).toHaveLength(2);
	});

	it('has the last hundred, each once with its latest state', async () => {
		const staticData = new StoredStaticData();
		const items = Array.from({ length: 130 }, (_, index) => ({ index }));
		const eventDetails = { eventId: '=evt_{{ $json.index }}' };
		await send(`${chaos.url}/ok`, { staticData, items, parameters: { eventDetails } });
		const logged = await recent(staticData);
		expect(logged).toHaveLength(100);
		expect(logged[0].eventId).toBe('evt_129');
		expect(logged[99].eventId).toBe('evt_30');
	});

	it('follows a delivery through a durable schedule', async () => {
		const staticData = new StoredStaticData();
		const parameters = { retryMode: 'durable', retrySchedule: 'custom', retryDelays: '0.1' };
		const first = await send(`${chaos.url}/statuses/500,200`, { staticData, parameters });
		expect(await recent(staticData)).toMatchObject([{ status: 'retrying', attempts: [{}] }]);
		await send(`${chaos.url}/statuses/500,200`, {
			staticData,
			parameters,
			items: first.json[2],
		});
		expect(await recent(staticData)).toMatchObject([{ status: 'delivered', attempts: [{}, {}] }]);
	});
});

describe('no secret stands', () => {
	it('in items, log, metadata or hints, even when the endpoint echoes the request', async () => {
		const staticData = new StoredStaticData();
		const { host } = new URL(chaos.url);
		const outcome = await send(`http://user:pass-word-1@${host}/echo?token=query-secret-1`, {
			staticData,
			parameters: {
				options: { headers: { header: [{ name: 'X-Api-Key', value: 'header-secret-1' }] } },
			},
		});
		expect(outcome.json[0]).toHaveLength(1);
		const [arrival] = chaos.ledger.of(outcome.json[0][0].delivery.eventId);
		expect(arrival.headers['x-api-key']).toBe('header-secret-1');
		expect(arrival.headers.authorization).toBe('Basic dXNlcjpwYXNzLXdvcmQtMQ==');
		const signature = String(arrival.headers['x-olympus-signature']).split('v1=')[1];
		const { outputs, metadata, hints } = outcome;
		const text = JSON.stringify({ outputs, metadata, hints, stored: staticData.text });
		expect(text).toContain('/echo');
		for (const hidden of [
			SECRET,
			'pass-word-1',
			'query-secret-1',
			'header-secret-1',
			'dXNlcjpwYXNzLXdvcmQtMQ',
			signature,
		]) {
			expect(text).not.toContain(hidden);
		}
	});
});

describe('execution metadata', () => {
	it('holds event id and status, by which executions can be found', async () => {
		const { metadata } = await send(`${chaos.url}/ok`, {
			parameters: { eventDetails: { eventId: 'evt_7' } },
		});
		expect(metadata).toEqual({ deliveryEventIds: 'evt_7', deliveryStatus: 'delivered' });
	});

	it('holds as many ids as n8n keeps, whole ones, and every status', async () => {
		const items = Array.from({ length: 50 }, (_, index) => ({
			id: `evt_${'x'.repeat(20)}_${index}`,
			to: index === 49 ? '/status/400' : '/ok',
		}));
		const { metadata } = await send(`=${chaos.url}{{ $json.to }}`, {
			items,
			parameters: { eventDetails: { eventId: '={{ $json.id }}' } },
		});
		expect(metadata.deliveryStatus).toBe('delivered, failed');
		expect(metadata.deliveryEventIds.length).toBeLessThanOrEqual(255);
		expect(metadata.deliveryEventIds.split(', ')).toEqual(items.slice(0, 9).map(({ id }) => id));
	});
});
