import { type Sandbox, startSandbox } from '../../sandbox/start';
import { connectToSharedN8n, type SharedN8n } from './harness/n8n';
import { allCredentials, runOperation } from './hospitality/running';

jest.setTimeout(240_000);

let n8n: SharedN8n;
let sandbox: Sandbox;
let credentials: Awaited<ReturnType<typeof allCredentials>>;

beforeAll(async () => {
	n8n = await connectToSharedN8n();
	sandbox = await startSandbox();
	credentials = await allCredentials(n8n, sandbox);
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

/** Nobody listens there, so that deliveries fail. */
const url = 'http://127.0.0.1:9/webhook';

/** Runs operations on webhooks in one of the platform's webhook APIs. */
function ofApi(webhookApi: string) {
	const run = async (operation: string, parameters: Record<string, unknown> = {}) => {
		const { items, status } = await runOperation(n8n, credentials, {
			resource: 'webhook',
			operation,
			webhookApi,
			...parameters,
		});
		expect(status).toBe('success');
		return items;
	};
	const create = async (events: string[]) => {
		const [created] = await run('create', { url, events });
		return { created, on: { webhookId: { __rl: true, mode: 'id', value: created.id } } };
	};
	return { run, create, stored: (id: string) => sandbox.state.webhooks.get(id) };
}

it.each(['guide', 'endpoints'])(
	'the webhook API %s creates, updates and deletes a webhook',
	async (webhookApi) => {
		const { run, create, stored } = ofApi(webhookApi);
		const { created, on } = await create(['order.ready']);
		expect(stored(created.id)).toMatchObject({ url, events: ['order.ready'] });
		const events = ['order.ready', 'order.sent'];
		const updateFields = { events, active: false };
		expect(await run('update', { ...on, updateFields })).toMatchObject([{ status: 'paused' }]);
		expect(stored(created.id)).toMatchObject({ events, status: 'paused', url });
		expect(await run('delete', on)).toEqual([{ id: created.id, deleted: true }]);
		expect(sandbox.state.webhooks.size).toBe(0);
	},
);

it('the webhook API tenant creates a webhook with a secret of its own and deletes it', async () => {
	const { run, create, stored } = ofApi('tenant');
	const { created, on } = await create(['order.ready']);
	expect(created.secret).toBe(stored(created.id)?.secret);
	expect(await run('delete', on)).toEqual([{ id: created.id, deleted: true }]);
	expect(sandbox.state.webhooks.size).toBe(0);
});

it.each(['tenant', 'endpoints'])('the webhook API %s gets one and all', async (webhookApi) => {
	const { run, create } = ofApi(webhookApi);
	const { created, on } = await create(['order.ready']);
	const other = await create(['order.sent']);
	expect(await run('get', on)).toMatchObject([{ id: created.id, events: ['order.ready'] }]);
	expect(await run('getAll')).toMatchObject([{ id: created.id }, { id: other.created.id }]);
});

it.each([
	['tenant', 'would create a new webhook, because this webhook API cannot change'],
	['endpoints', 'would update events: +order.sent'],
])('the webhook API %s tells what a check would change', async (webhookApi, plan) => {
	const { run, create } = ofApi(webhookApi);
	await create(['order.ready']);
	expect(await run('check', { url, events: ['order.ready'] })).toMatchObject([{ upToDate: true }]);
	const [result] = await run('check', { url, events: ['order.ready', 'order.sent'] });
	expect(result.upToDate).toBe(false);
	expect(result.plan[0]).toContain(plan);
});

it('the webhook API guide tells that it does not report what it has', async () => {
	const { run, create } = ofApi('guide');
	const { created } = await create(['order.ready']);
	const check = { url, events: ['order.ready'], knownId: created.id };
	expect(await run('check', check)).toMatchObject([{ upToDate: null, reported: false }]);
});

it.each(['guide', 'endpoints'])(
	'the webhook API %s shows a test that failed',
	async (webhookApi) => {
		const { run, create } = ofApi(webhookApi);
		const { on } = await create(['order.ready']);
		expect(await run('sendTest', { ...on, eventType: 'order.ready' })).toMatchObject([
			{ event_type: 'order.ready', status: 'failed' },
		]);
		expect(await run('getDeliveries', { ...on, onlyFailed: true })).toMatchObject([
			{ event_type: 'order.ready', status: 'failed', next_retry_at: expect.any(String) },
		]);
	},
);

it('the webhook API endpoints retries a delivery', async () => {
	const { run, create } = ofApi('endpoints');
	const { on } = await create(['order.ready']);
	const [{ event_id: eventId }] = await run('sendTest', { ...on, eventType: 'order.ready' });
	const [{ id: deliveryId }] = await run('getDeliveries', on);
	expect(await run('retryDelivery', { ...on, deliveryId })).toMatchObject([{ event_id: eventId }]);
});

it('the webhook API endpoints gives out a new secret', async () => {
	const { run, create, stored } = ofApi('endpoints');
	const { created, on } = await create(['order.ready']);
	const [rotated] = await run('rotateSecret', on);
	expect(rotated).toMatchObject({ id: created.id, secret: stored(created.id)?.secret });
	expect(n8n.log()).not.toContain(rotated.secret);
});
