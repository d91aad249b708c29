import { type Chaos, startChaos } from '../support/chaos/start';
import { startFreshN8n } from './harness/n8n';
import { SENDER, startSending } from './sender/sending';

jest.setTimeout(300_000);

let n8n: Awaited<ReturnType<typeof startFreshN8n>>;
let chaos: Chaos;
beforeAll(async () => {
	const env = { N8N_SSRF_PROTECTION_ENABLED: 'true' };
	[n8n, chaos] = await Promise.all([startFreshN8n({ env }), startChaos()]);
});
afterAll(async () => {
	await n8n.stop();
	await chaos.close();
});

describe("an address that the operator's network policy forbids", () => {
	it('is refused with the item, before anything is sent', async () => {
		const sending = await startSending(n8n, {
			parameters: { operation: 'send', platform: 'plain', data: '{}', url: `${chaos.url}/ok` },
		});
		await sending.call([{}]);
		const [execution] = await sending.ended(1);
		expect(execution.status).toBe('error');
		const [{ error }] = execution.data.resultData.runData[SENDER];
		expect(error?.message).toBe(
			`The network policy of this n8n does not allow to send to ${chaos.url}/ok`,
		);
		expect(error?.context?.itemIndex).toBe(0);
		expect(chaos.ledger.eventIds()).toEqual([]);
	});
});

describe('a single step, run in the editor', () => {
	it('needs no connection of Retry Later, because nothing follows', async () => {
		const workflow = await n8n.createWorkflow({
			nodes: [
				{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
				{
					name: SENDER,
					type: 'n8n-nodes-hospitality-webhooks.hospitalitySender',
					parameters: {
						operation: 'send',
						platform: 'plain',
						data: '{}',
						url: 'http://nowhere.invalid/hook',
						retryMode: 'durable',
					},
				},
			],
		});
		const { executionId } = (await n8n.session.call('POST', `/rest/workflows/${workflow.id}/run`, {
			triggerToStartFrom: { name: 'Start' },
			destinationNode: { nodeName: SENDER, mode: 'inclusive' },
		})) as { executionId: string };
		await n8n.waitForExecutions(workflow, 1);
		const { data } = await n8n.execution(executionId);
		const [task] = data.resultData.runData[SENDER];
		expect(task.error).toBeUndefined();
		const outputs = task.data?.main.map((items) => items ?? []) ?? [];
		expect(outputs.map((items) => items.length)).toEqual([0, 0, 1]);
		expect(outputs[2][0].json).toMatchObject({
			delivery: { attempts: [{ failure: { class: 'dns' } }] },
		});
	});
});
