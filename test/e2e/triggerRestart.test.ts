import { type Sandbox, startSandbox } from '../../sandbox/start';
import { startFreshN8n } from './harness/n8n';
import { prepareWorkflow, startReceiving, TRIGGER } from './trigger/receiving';
import { automatic, sandboxClient } from './trigger/registering';

jest.setTimeout(240_000);

let n8n: Awaited<ReturnType<typeof startFreshN8n>>;
const sandboxes: Sandbox[] = [];

beforeAll(async () => {
	// An n8n that was killed while it activated a workflow takes it up again after this lease.
	const env = {
		N8N_WORKFLOW_PUBLICATION_OUTBOX_LEASE_SECONDS: '12',
		N8N_WORKFLOW_PUBLICATION_OUTBOX_POLL_INTERVAL_MS: '1000',
	};
	n8n = await startFreshN8n({ env });
});

afterAll(async () => {
	await n8n.stop();
	await Promise.all(sandboxes.map(async (sandbox) => await sandbox.close()));
});

async function newPlatform() {
	const sandbox = await startSandbox();
	sandboxes.push(sandbox);
	return { sandbox, platform: sandboxClient(sandbox) };
}

it('keeps exactly one webhook through a restart and a kill, and its events arrive after each', async () => {
	const { sandbox, platform } = await newPlatform();
	const { url, received, workflow } = await startReceiving(n8n, automatic(sandbox));
	const [{ id }] = await platform.webhooks();

	await n8n.restart();
	expect(await platform.webhooks()).toMatchObject([{ id, url }]);
	expect(await platform.emit('order.created')).toEqual([200]);
	await received(1);

	await n8n.kill();
	expect(await platform.webhooks()).toMatchObject([{ id, url }]);
	await n8n.restart();
	expect(await platform.webhooks()).toMatchObject([{ id, url }]);
	expect(await platform.emit('order.created')).toEqual([200]);
	await received(2);

	await n8n.deactivate(workflow);
	expect(await platform.webhooks()).toEqual([]);
});

it.each([
	['fails', { path: '/olympusCloud/*', status: 500, times: 1000 }],
	['refuses updates', { path: '/olympusCloud/*', method: 'PATCH', status: 422, times: 1000 }],
])(
	'keeps its webhook and receives where the API of the platform %s while n8n starts',
	async (_, problem) => {
		const { sandbox, platform } = await newPlatform();
		const { url, received, workflow } = await startReceiving(n8n, automatic(sandbox));
		const [{ id }] = await platform.webhooks();
		await n8n.kill();
		await platform.fault(problem);
		await n8n.restart();
		await platform.withoutFaults();
		expect(await platform.webhooks()).toMatchObject([{ id, url }]);
		expect(await platform.emit('order.created')).toEqual([200]);
		await received(1);
		await n8n.deactivate(workflow);
		expect(await platform.webhooks()).toEqual([]);
	},
);

it('leaves one webhook when n8n is killed between creating it and saving that', async () => {
	const { sandbox, platform } = await newPlatform();
	await platform.settings({ undocumentedList: true });
	const path = '/olympusCloud/v1/webhooks';
	const workflow = await prepareWorkflow(n8n, automatic(sandbox));
	const url = await n8n.webhookUrl(workflow, TRIGGER);

	// The platform creates it at once, and its answer never gets here.
	await platform.fault({ method: 'POST', path, lose: 'answer' });
	const activation = n8n.activate(workflow).catch(() => undefined);
	await platform.until(async () => (await platform.webhooks()).length === 1);
	await n8n.kill();
	await activation;

	await n8n.restart();
	await n8n.activate(workflow);
	expect(await platform.webhooks()).toMatchObject([{ url }]);
	expect(await platform.emit('order.created')).toEqual([200]);
	await n8n.waitForExecutions(workflow, 1);
	await n8n.deactivate(workflow);
	expect(await platform.webhooks()).toEqual([]);
});
