import { inARow, type WorkflowNode } from '../../../scripts/n8n/workflows';
import type { SharedN8n } from '../harness/n8n';
import { post } from '../harness/post';
import { calledUrl, newId, signed, signingCredentials } from '../../support/senders';

type Client = Pick<
	SharedN8n,
	'createCredential' | 'createWorkflow' | 'activate' | 'webhookUrl' | 'executions' | 'waitForOutput'
>;
type Credentials = Record<string, Record<string, unknown>>;

export interface Setup {
	/** Its id. */
	platform: string;
	parameters?: Record<string, unknown>;
	/** Data by credential type; those of the platform when left out. */
	credentials?: Credentials;
	settings?: Record<string, unknown>;
	/** Nodes between the trigger and the end. */
	then?: WorkflowNode[];
	/** Nodes that stand beside all of this, unconnected. */
	beside?: WorkflowNode[];
}

const JSON_TYPE = { 'Content-Type': 'application/json' };

/** The name of the trigger in all workflows that are made here. */
export const TRIGGER = 'Trigger';

/** A workflow that is not active yet: the trigger and a node that takes its items. */
export async function prepareWorkflow(n8n: Client, setup: Setup) {
	const { platform, parameters, settings, then = [], beside = [] } = setup;
	const { credentials = signingCredentials(platform) } = setup;
	const references: Record<string, { id: string; name: string }> = {};
	for (const [type, data] of Object.entries(credentials)) {
		references[type] = await n8n.createCredential(type, data);
	}
	const chain = [
		{
			name: TRIGGER,
			type: 'n8n-nodes-hospitality-webhooks.hospitalityTrigger',
			typeVersion: 2,
			parameters: { platform, events: ['*'], registration: 'manual', ...parameters },
			credentials: references,
		},
		...then,
		{ name: 'End', type: 'n8n-nodes-base.noOp' },
	];
	const draft = { settings, nodes: [...chain, ...beside] };
	return await n8n.createWorkflow(
		beside.length > 0 ? { ...draft, connections: inARow(chain) } : draft,
	);
}

/** An active workflow that receives a platform's deliveries. */
export async function startReceiving(n8n: Client, setup: Setup) {
	const workflow = await prepareWorkflow(n8n, setup);
	await n8n.activate(workflow);
	const url = await n8n.webhookUrl(workflow);
	if (url === undefined) throw new Error('The trigger has no webhook URL');
	return {
		workflow,
		url,
		/**
		 * Has the node verify a first delivery, which starts a run where its body is an event. Until it
		 * has, a wrong signature is answered with 503 where the platform repeats deliveries.
		 */
		proveSecret: async (): Promise<void> => {
			const names = { event: 'secret.tried', type: 'secret.tried' };
			const body = JSON.stringify({ id: newId(), ...names, timestamp: new Date().toISOString() });
			const called = calledUrl(setup.platform, url);
			const proof = await signed(setup.platform, body, { url: called });
			const { status } = await post(called, { headers: { ...JSON_TYPE, ...proof }, body });
			if (status >= 300) throw new Error(`The first delivery was answered with ${status}`);
		},
		/** What the trigger put out in each execution, once there are so many. */
		received: async (count: number): Promise<Array<Record<string, unknown>>> =>
			await n8n.waitForOutput(workflow, TRIGGER, count),
		/** How many executions there are now. */
		runs: async () => (await n8n.executions(workflow)).length,
	};
}

export type Receiving = Awaited<ReturnType<typeof startReceiving>>;
