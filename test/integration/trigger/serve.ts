import express from 'express';
import { WebhookContext } from 'n8n-core';
import type { INodeExecutionData, IWebhookData } from 'n8n-workflow';

import type { TriggerHost } from './host';

export interface ServedTrigger {
	/** Production URL of the trigger's webhook. */
	url: string;
	/** The items of each execution that n8n would have started. */
	started: INodeExecutionData[][][];
	close: () => Promise<void>;
}

/**
 * Serves the trigger over HTTP as n8n's webhook server does: raw body, the node's `webhook`
 * method in n8n-core's context, and n8n's own answer only when the node has not answered.
 *
 * @param createExecution stands for the time that n8n takes for it, or for its failure
 */
export async function serveTrigger(
	host: TriggerHost,
	createExecution: () => Promise<void> = async () => {},
): Promise<ServedTrigger> {
	const started: INodeExecutionData[][][] = [];
	const app = express();
	app.use(express.raw({ type: () => true, limit: '16mb' }));
	app.post('/webhook/:id/webhook', async (request, response) => {
		Object.assign(request, { rawBody: Buffer.isBuffer(request.body) ? request.body : undefined });
		const { workflow } = host.prepare();
		const additionalData = Object.assign(host.additionalData(), {
			httpRequest: request,
			httpResponse: response,
		});
		const [description] = host.nodeType.description.webhooks ?? [];
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
		if (result.workflowData) {
			try {
				await createExecution();
			} catch {
				response.status(500).json({ message: 'Error in workflow' });
				return;
			}
			started.push(result.workflowData);
		}
		const answer = result.noWebhookResponse ? undefined : result.webhookResponse;
		host.stored.saveIfChanged(workflow);
		if (!result.noWebhookResponse) response.status(200).json(answer);
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
