import { type Sandbox, startSandbox } from '../../sandbox/start';
import { connectToSharedN8n, type SharedN8n } from './harness/n8n';
import { prepareWorkflow, startReceiving } from './trigger/receiving';
import { automatic, sandboxClient } from './trigger/registering';
import { SIGNING_TEXT } from '../support/senders';

jest.setTimeout(240_000);

let n8n: SharedN8n;
let sandbox: Sandbox;
let platform: ReturnType<typeof sandboxClient>;

beforeAll(async () => {
	n8n = await connectToSharedN8n();
});

beforeEach(async () => {
	sandbox = await startSandbox();
	platform = sandboxClient(sandbox);
});

afterEach(async () => {
	await sandbox.close();
});

const EVENTS = ['order.created', 'payment.processed'];

describe('activating registers the webhook', () => {
	it('exactly once, with URL, events and secret, and its events arrive', async () => {
		const parameters = { events: [...EVENTS].reverse(), otherEvents: 'spa.booked' };
		const { url, received } = await startReceiving(n8n, automatic(sandbox, { parameters }));
		expect(await platform.webhooks()).toMatchObject([
			{
				platform: 'olympusCloud',
				url,
				events: ['order.created', 'payment.processed', 'spa.booked'],
				status: 'active',
			},
		]);
		expect([...sandbox.state.webhooks.values()].map(({ secret }) => secret)).toEqual([
			SIGNING_TEXT,
		]);
		expect(await platform.emit('order.created')).toEqual([200]);
		expect(await received(1)).toMatchObject([
			{ event: 'order.created', verification: { verified: true, matchedSecret: 'current' } },
		]);
	});

	it('for every documented event where all are selected', async () => {
		await startReceiving(n8n, automatic(sandbox));
		const [{ events }] = await platform.webhooks();
		expect(events).toEqual(expect.arrayContaining(['order.created', 'inventory.low_stock']));
		expect(events).not.toContain('*');
		expect(events).toEqual([...new Set(events)].sort());
	});

	it('not where registration is manual', async () => {
		await startReceiving(n8n, { platform: 'olympusCloud', parameters: { registration: 'manual' } });
		expect(await platform.webhooks()).toEqual([]);
		expect(sandbox.state.requests).toEqual([]);
	});
});

describe('deactivating', () => {
	it('removes the webhook, and nothing else of the account', async () => {
		const other = await platform.create('https://elsewhere.example/hook', ['order.created']);
		const { workflow } = await startReceiving(n8n, automatic(sandbox));
		expect(await platform.webhooks()).toHaveLength(2);
		await n8n.deactivate(workflow);
		expect(await platform.webhooks()).toMatchObject([{ id: other }]);
	});

	it('succeeds when the platform has lost the webhook', async () => {
		const { workflow } = await startReceiving(n8n, automatic(sandbox));
		sandbox.state.webhooks.clear();
		await n8n.deactivate(workflow);
		const removals = sandbox.state.requests.filter(({ method }) => method === 'DELETE');
		expect(removals).toMatchObject([{ status: 404 }]);
		await n8n.activate(workflow);
		expect(await platform.webhooks()).toHaveLength(1);
	});
});

describe('activating again', () => {
	it('leaves one webhook, however often', async () => {
		const { workflow, url } = await startReceiving(n8n, automatic(sandbox));
		for (let round = 0; round < 3; round++) {
			await n8n.deactivate(workflow);
			await n8n.activate(workflow);
		}
		expect(await platform.webhooks()).toMatchObject([{ url }]);
	});

	it('with other events leaves one webhook, with those', async () => {
		const parameters = { events: EVENTS };
		const { workflow } = await startReceiving(n8n, automatic(sandbox, { parameters }));
		const [trigger, end] = workflow.nodes;
		const changed = { ...trigger, parameters: { ...trigger.parameters, events: ['order.ready'] } };
		const saved = await n8n.updateWorkflow(workflow, { nodes: [changed, end] });
		await n8n.activate({ ...workflow, ...saved });
		expect(await platform.webhooks()).toMatchObject([{ events: ['order.ready'] }]);
	});

	it('after a failed removal leaves one webhook', async () => {
		const { workflow, url } = await startReceiving(n8n, automatic(sandbox));
		await platform.fault({ method: 'DELETE', path: '/olympusCloud/*', status: 403, times: 20 });
		await n8n.deactivate(workflow).catch(() => undefined);
		await platform.withoutFaults();
		await n8n.activate(workflow);
		expect(await platform.webhooks()).toMatchObject([{ url }]);
	});
});

it('waits as told when the platform has had too many requests, and then registers', async () => {
	const headers = { 'Retry-After': '1' };
	const path = '/olympusCloud/v1/webhooks';
	await platform.fault({ method: 'POST', path, status: 429, headers, times: 2 });
	const { url } = await startReceiving(n8n, automatic(sandbox));
	expect(await platform.webhooks()).toMatchObject([{ url }]);
});

it('is not activated without the secret that the platform is to sign with', async () => {
	const setup = automatic(sandbox);
	const olympusCloudApi = { ...setup.credentials.olympusCloudApi, signingSecret: '' };
	const workflow = await prepareWorkflow(n8n, { ...setup, credentials: { olympusCloudApi } });
	await expect(n8n.activate(workflow)).rejects.toThrow(
		'The signing secret in the credential is empty',
	);
	expect(await platform.webhooks()).toEqual([]);
});
