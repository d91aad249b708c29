import { randomUUID } from 'crypto';

import { sleep } from 'n8n-workflow';

import type { ItemDelivery } from '../../../lib/send/sentItem';
import { poll } from '../../../scripts/n8n/poll';
import type { WorkflowNode } from '../../../scripts/n8n/workflows';
import type { SharedN8n } from '../harness/n8n';

type Client = Pick<
	SharedN8n,
	| 'createCredential'
	| 'createWorkflow'
	| 'activate'
	| 'webhookUrl'
	| 'executions'
	| 'execution'
	| 'waitForExecutions'
>;

export interface SendingSetup {
	/** Of the sender. */
	parameters: Record<string, unknown>;
	/** Data by credential type. */
	credentials?: Record<string, Record<string, unknown>>;
	/** Whether Retry Later leads through a Wait node back to the sender. */
	loop?: boolean;
	/** Nodes that follow one another behind Delivered and Failed. */
	after?: WorkflowNode[];
}

/** The name of the sender in all workflows that are made here. */
export const SENDER = 'Sender';

const main = (...nodes: Array<string | null>) => ({
	main: nodes.map((node) => (node === null ? [] : [{ node, type: 'main', index: 0 }])),
});

/** An active workflow that sends the items it is called with. */
export async function startSending(n8n: Client, setup: SendingSetup) {
	const { after = [{ name: 'End', type: 'n8n-nodes-base.noOp' }] } = setup;
	const references: Record<string, { id: string; name: string }> = {};
	for (const [type, data] of Object.entries(setup.credentials ?? {})) {
		references[type] = await n8n.createCredential(type, data);
	}
	const workflow = await n8n.createWorkflow({
		nodes: [
			{
				name: 'Call',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				parameters: {
					httpMethod: 'POST',
					path: `send-${randomUUID()}`,
					responseMode: 'onReceived',
				},
			},
			{
				name: 'Items',
				type: 'n8n-nodes-base.splitOut',
				parameters: { fieldToSplitOut: 'body.items', options: {} },
			},
			{
				name: SENDER,
				type: 'n8n-nodes-hospitality-webhooks.hospitalitySender',
				parameters: setup.parameters,
				credentials: references,
			},
			...after,
			{
				name: 'Wait',
				type: 'n8n-nodes-base.wait',
				typeVersion: 1.1,
				parameters: { resume: 'specificTime', dateTime: '={{ $json.delivery.resumeAt }}' },
			},
		],
		connections: {
			Call: main('Items'),
			Items: main(SENDER),
			[SENDER]: main(after[0].name, after[0].name, setup.loop ? 'Wait' : null),
			...Object.fromEntries(after.slice(1).map(({ name }, i) => [after[i].name, main(name)])),
			Wait: main(SENDER),
		},
	});
	await n8n.activate(workflow);
	const url = await n8n.webhookUrl(workflow, 'Call');
	if (url === undefined) throw new Error('The webhook has no URL');
	return {
		workflow,
		/** Starts one execution and leaves it to itself. */
		call: async (items: unknown[]) => {
			const response = await fetch(url, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ items }),
			});
			if (!response.ok) throw new Error(`The workflow cannot be called: ${response.status}`);
			await response.arrayBuffer();
		},
		/** The executions that have ended, once there are so many. */
		ended: async (count: number, timeoutMs = 60_000) => {
			const summaries = await n8n.waitForExecutions(workflow, count, { timeoutMs });
			return await Promise.all(summaries.map(async ({ id }) => await n8n.execution(id)));
		},
	};
}

export type Sending = Awaited<ReturnType<typeof startSending>>;

/** What a sender puts out. */
export type ItemJson = Record<string, unknown> & { delivery: ItemDelivery };

/**
 * What n8n lists an execution by, once it says that status: n8n stores it a moment after it has
 * stored that the execution has ended.
 */
export async function metadataSaying(
	n8n: Pick<SharedN8n, 'execution'>,
	executionId: string,
	status: string,
) {
	return await poll(`execution ${executionId} to be listed as ${status}`, async () => {
		const { customData } = await n8n.execution(executionId);
		return customData?.deliveryStatus === status ? customData : undefined;
	});
}

/** For so many looks, half a second apart, an execution may seem to have crashed that goes on. */
const MOST_CRASHES = 60;

/**
 * An execution once it neither runs nor waits. n8n calls one that waits crashed for a moment, when
 * it looks at its start for what a kill has interrupted.
 */
export async function settledExecution(n8n: Pick<SharedN8n, 'execution'>, id: string) {
	let crashes = 0;
	for (;;) {
		const execution = await n8n.execution(id);
		crashes = execution.status === 'crashed' ? crashes + 1 : 0;
		const isOpen = ['waiting', 'running', 'new'].includes(execution.status);
		if (!isOpen && (crashes === 0 || crashes > MOST_CRASHES)) return execution;
		await sleep(500);
	}
}
