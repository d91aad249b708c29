import { randomUUID } from 'crypto';

import type { WorkflowNode } from '../../scripts/n8n/workflows';
import { connectToSharedN8n, type SharedN8n } from './harness/n8n';
import { post } from './harness/post';
import { HOSPITALITY, TRIGGER_TYPE } from './hospitality/types';
import { type CustomSender, customSenders } from './trigger/customSenders';
import { newId } from '../support/senders';

jest.setTimeout(240_000);

let n8n: SharedN8n;
beforeAll(async () => {
	n8n = await connectToSharedN8n();
});

const newBody = () =>
	JSON.stringify({ event: 'a.b', id: newId(), timestamp: new Date().toISOString() });

const main = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });

/** Sends one request to the core Webhook node and gives what Detect Scheme makes of it. */
async function detected(
	{ prove, secret }: CustomSender,
	credentials: Record<string, { id: string; name: string }>,
) {
	const workflow = await n8n.createWorkflow({
		nodes: [
			{
				name: 'Webhook',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				parameters: {
					httpMethod: 'POST',
					path: `capture-${randomUUID()}`,
					options: { rawBody: true },
				},
			},
			{
				name: 'Detect',
				type: HOSPITALITY,
				typeVersion: 1,
				parameters: { resource: 'event', operation: 'detectScheme' },
				credentials,
			},
		],
		connections: { Webhook: main('Detect') },
	});
	await n8n.activate(workflow);
	const url = await n8n.webhookUrl(workflow);
	if (url === undefined) throw new Error('The Webhook node has no URL');
	const body = newBody();
	const { headers = {} } = prove(body, url, secret);
	await post(url, { headers: { 'Content-Type': 'application/json', ...headers }, body });
	const [item] = await n8n.waitForOutput(workflow, 'Detect', 1);
	return item;
}

const named = (start: string) => customSenders.filter(({ name }) => name.startsWith(start));

describe.each([...named('Stripe'), ...named('Teams'), ...named('HubSpot')])(
	'Detect Scheme for a request of $name',
	(sender) => {
		const { secret, otherSecret, prove } = sender;

		it('gives out a Trigger that accepts the sender and nobody else', async () => {
			const type = 'hospitalityWebhookSecretApi';
			const credentials = { [type]: await n8n.createCredential(type, { secret }) };
			const item = await detected(sender, credentials);
			expect(item).toMatchObject({ found: true, platform: null });
			expect(JSON.stringify(item)).not.toContain(secret);

			const { nodes }: { nodes: WorkflowNode[] } = JSON.parse(String(item.nodeJson));
			expect(nodes).toMatchObject([
				{ type: TRIGGER_TYPE, parameters: item.parameters, credentials },
			]);
			const workflow = await n8n.createWorkflow({
				nodes: [...nodes, { name: 'End', type: 'n8n-nodes-base.noOp' }],
				connections: { [nodes[0].name]: main('End') },
			});
			await n8n.activate(workflow);
			const url = await n8n.webhookUrl(workflow);
			if (url === undefined) throw new Error('The Trigger has no URL');
			const deliver = async (use: string) => {
				const body = newBody();
				const { headers = {} } = prove(body, url, use);
				return (await post(url, { headers, body })).status;
			};
			expect(await deliver(otherSecret)).toBe(401);
			expect(await deliver(secret)).toBe(200);
			expect(await n8n.waitForOutput(workflow, nodes[0].name, 1)).toMatchObject([
				{ event: 'a.b', verification: { verified: true } },
			]);
		});
	},
);
