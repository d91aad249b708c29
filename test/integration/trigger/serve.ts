import express from 'express';
import { WebhookContext } from 'n8n-core';
import { resolveWebhookDescriptionField, Workflow } from 'n8n-workflow';
import type { INodeExecutionData, IWebhookData } from 'n8n-workflow';

import type { TriggerHost } from './host';

export interface ServedTrigger {
	/** Production URL of the trigger's webhook. */
	url: string;
	/** The items of each execution that n8n would have started. */
	started: INodeExecutionData[][][];
	close: () => Promise<void>;
}

export interface Behaviour {
	/** Before the node is called: time in which n8n loads the workflow and the body. */
	prepare?: () => Promise<void>;
	/** The time that n8n takes to create an execution, or its failure. */
	createExecution?: () => Promise<void>;
	/** The time that the database takes to store the static data of a call, before n8n answers it. */
	store?: () => Promise<void>;
	/**
	 * What the other nodes of the workflow do in a run, with the run's copy of the static data; a run
	 * that throws has failed.
	 */
	run?: (workflow: Workflow) => Promise<void> | void;
}

/**
 * Serves the trigger over HTTP as n8n's webhook server does: raw body, the node's `webhook`
 * method in n8n-core's context, and n8n's own answer only when the node has not answered.
 *
 * Static data is handled as n8n 2.41 does: each call and each run works on a copy of what is
 * stored, creating an execution resets the mark that the call's copy has changed, and a copy with
 * the mark replaces all that is stored.
 *
 * @see n8n's live-webhooks.ts, webhook-helpers.ts, workflow-runner.ts, execution-lifecycle-hooks.ts
 */
export async function serveTrigger(
	host: TriggerHost,
	{
		prepare = async () => {},
		createExecution = async () => {},
		store = async () => {},
		run = () => {},
	}: Behaviour = {},
): Promise<ServedTrigger> {
	const started: INodeExecutionData[][][] = [];
	const app = express();
	app.use(express.raw({ type: () => true, limit: '16mb' }));
	app.all('/webhook/:id/webhook', async (request, response) => {
		Object.assign(request, { rawBody: Buffer.isBuffer(request.body) ? request.body : undefined });
		const { workflow } = host.prepare();
		await prepare();
		const additionalData = Object.assign(host.additionalData(), {
			httpRequest: request,
			httpResponse: response,
		});
		const description = host.nodeType.description.webhooks?.find(
			({ httpMethod }) => httpMethod === request.method,
		);
		const webhookData = { webhookDescription: description } as IWebhookData;
		const node = host.nodeOf(workflow);
		const context = new WebhookContext(
			workflow,
			node,
			additionalData,
			'webhook',
			webhookData,
			[],
			null,
		);
		const result = await host.nodeType.webhook.call(context);
		if (!result.workflowData) {
			if (!result.noWebhookResponse) throw new Error('The call was not answered');
			host.stored.saveIfChanged(workflow);
			return;
		}
		const execution = host.prepare().workflow;
		resetMark(workflow);
		try {
			await createExecution();
		} catch {
			response.status(500).json({ message: 'Error in workflow' });
			return;
		}
		started.push(result.workflowData);
		const mode = description && resolveWebhookDescriptionField(node, description, 'responseMode');
		if (mode?.resolved && mode.value === 'lastNode' && !result.noWebhookResponse) {
			const failed = await runs(run, execution);
			host.stored.saveIfChanged(execution);
			host.stored.saveIfChanged(workflow);
			if (failed) response.status(500).json({ message: 'Error in workflow' });
			else response.status(200).json(undefined);
			return;
		}
		const answer = result.noWebhookResponse ? undefined : result.webhookResponse;
		await store();
		host.stored.saveIfChanged(workflow);
		if (!result.noWebhookResponse) {
			response.status(200);
			if (typeof answer === 'string') response.send(answer);
			else response.json(answer);
		}
		await run(execution);
		host.stored.saveIfChanged(execution);
	});
	const server = app.listen(0, '127.0.0.1');
	await new Promise<void>((resolve) => server.once('listening', () => resolve()));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('The server has no port');
	host.publicUrl = `http://127.0.0.1:${address.port}`;
	return {
		url: `${host.publicUrl}/webhook/${host.webhookId}/webhook`,
		started,
		close: async () =>
			await new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

/** Whether a run has failed. */
async function runs(run: NonNullable<Behaviour['run']>, execution: Workflow): Promise<boolean> {
	try {
		await run(execution);
		return false;
	} catch {
		return true;
	}
}

/** What creating an execution does to the call's copy: n8n makes a second workflow object over it. */
function resetMark({ nodeTypes, staticData }: Workflow): void {
	new Workflow({ nodes: [], connections: {}, active: true, nodeTypes, staticData });
}
