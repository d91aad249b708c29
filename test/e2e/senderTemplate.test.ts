import { type Chaos, startChaos } from '../support/chaos/start';
import alertTemplate from '../../workflows/send-alert.json';
import durableTemplate from '../../workflows/send-durable.json';
import resendTemplate from '../../workflows/resend-failed.json';
import tableTemplate from '../../workflows/send-to-data-table.json';
import { connectToSharedN8n, outputOf, type SharedN8n } from './harness/n8n';
import { type ItemJson, settledExecution } from './sender/sending';
import { SIGNING_TEXT, WHSEC } from '../support/senders';

jest.setTimeout(240_000);

let n8n: SharedN8n;
let chaos: Chaos;
beforeAll(async () => {
	n8n = await connectToSharedN8n();
	chaos = await startChaos();
});
afterAll(async () => await chaos.close());

type Nodes = ReadonlyArray<{ name: string; parameters: object }>;

/** The nodes of a template with what a user has to enter in the sender. */
async function ready(nodes: Nodes, url: string, secret: string) {
	const credential = await n8n.createCredential('hospitalityWebhookSecretApi', {
		secret,
	});
	return nodes.map((node) => {
		if (node.name !== 'Hospitality Sender') return node;
		return {
			...node,
			parameters: { ...node.parameters, url },
			credentials: { hospitalityWebhookSecretApi: credential },
		};
	});
}

it('the template of a durable loop works once URL and credential are set', async () => {
	const nodes = await ready(durableTemplate.nodes, `${chaos.url}/statuses/503,200`, SIGNING_TEXT);
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

it('the template of an alert tells once of an endpoint that takes none of seven events', async () => {
	const url = `${chaos.url}/statuses/410`;
	const nodes = (await ready(alertTemplate.nodes, url, WHSEC)).map((node) => {
		if (node.name !== 'Booking') return node;
		return { ...node, parameters: { ...node.parameters, duplicateItem: true, duplicateCount: 6 } };
	});
	const workflow = await n8n.createWorkflow({ ...alertTemplate, nodes } as never);
	const { executionId } = await n8n.run(workflow, 'Start');
	const execution = await settledExecution(n8n, String(executionId));
	expect(execution.status).toBe('success');
	const alerts = outputOf(execution, 'Alert') as Array<{ text: string }>;
	expect(alerts).toHaveLength(1);
	expect(alerts[0].text).toMatch(
		/^7 not delivered to http.*\/statuses\/410: The endpoint answered with status 410/,
	);
	expect(outputOf(execution, 'Hospitality Sender')).toEqual([]);
});

it('the templates of a table keep what became of each event, and send again what failed', async () => {
	const url = `${chaos.url}/statuses/410,200`;
	const runOf = async (template: { nodes: Nodes }) => {
		const nodes = await ready(template.nodes, url, SIGNING_TEXT);
		const workflow = await n8n.createWorkflow({ ...template, nodes } as never);
		const { executionId } = await n8n.run(workflow, 'Start');
		const execution = await settledExecution(n8n, String(executionId));
		expect(execution.status).toBe('success');
		return outputOf(execution, 'Keep Delivery');
	};
	const [failed, ...others] = await runOf(tableTemplate);
	expect(failed).toMatchObject({
		event: 'order.created',
		platform: 'olympusCloud',
		url,
		status: 'failed',
		reason: 'gone',
		statusCode: 410,
		attemptCount: 1,
		data: '{"id":"ord_1001","order_number":"1001","total":42.5,"status":"created"}',
	});
	expect(others).toEqual([]);

	const [resent] = await runOf(resendTemplate);
	const { eventId, id } = failed;
	expect(resent).toMatchObject({ id, eventId, status: 'delivered', reason: '', statusCode: 200 });
	const [first, second] = chaos.ledger.of(eventId);
	expect(second.body).toEqual(first.body);
	expect(await runOf(resendTemplate)).toEqual([]);
	expect(chaos.ledger.of(eventId)).toHaveLength(2);
});
