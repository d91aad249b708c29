import { type Chaos, startChaos } from '../../sandbox/chaos/start';
import durableTemplate from '../../workflows/send-durable.json';
import { connectToSharedN8n, outputOf, type SharedN8n } from './harness/n8n';
import { type ItemJson, settledExecution } from './sender/sending';
import { SIGNING_TEXT } from './trigger/signers';

jest.setTimeout(240_000);

let n8n: SharedN8n;
let chaos: Chaos;
beforeAll(async () => {
	n8n = await connectToSharedN8n();
	chaos = await startChaos();
});
afterAll(async () => await chaos.close());

describe('the template of a durable loop', () => {
	it('works once URL and credential are set', async () => {
		const secret = await n8n.createCredential('hospitalityWebhookSecretApi', {
			secret: SIGNING_TEXT,
		});
		const nodes = durableTemplate.nodes.map((node) => {
			if (node.name !== 'Hospitality Sender') return node;
			return {
				...node,
				parameters: { ...node.parameters, url: `${chaos.url}/statuses/503,200` },
				credentials: { hospitalityWebhookSecretApi: secret },
			};
		});
		const workflow = await n8n.createWorkflow({ ...durableTemplate, nodes } as never);
		const { executionId } = await n8n.run(workflow, 'Start');
		const execution = await settledExecution(n8n, String(executionId));
		expect(execution.status).toBe('success');
		const [{ delivery, ...order }] = outputOf(execution, 'Delivered') as ItemJson[];
		expect(order).toEqual({ id: 'ord_1001', order_number: '1001', total: 42.5, status: 'created' });
		expect(delivery.attempts.map(({ statusCode }) => statusCode)).toEqual([503, 200]);
		const [first, second] = chaos.ledger.of(delivery.eventId);
		expect(second.at).toBeGreaterThanOrEqual(first.at + 60_000);
		expect(chaos.ledger.accepted(delivery.eventId)).toBe(1);
	});
});
