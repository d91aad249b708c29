import { connectToSharedN8n, type SharedN8n } from './harness/n8n';
import { post } from './harness/post';
import { SecretSearch } from './harness/secretSearch';
import { facts } from './harness/shared';
import { newId } from '../support/senders';

jest.setTimeout(240_000);

let n8n: SharedN8n;
beforeAll(async () => {
	n8n = await connectToSharedN8n();
});

describe('the search for secrets that ends every test file', () => {
	it('names each place that shows one, and no other', async () => {
		// Told to this search alone: to that of the harness it is no secret.
		const search = new SecretSearch(facts());
		search.watch(n8n);
		const [shown, hidden] = [`zq-"${newId()}"`, `zq-${newId()}-hidden`];
		search.remember('exampleApi', { password: shown, previousPassword: hidden });
		search.remember('exampleApi', { apiKey: 'short' });
		const workflow = await n8n.createWorkflow({
			name: shown,
			nodes: [
				{
					name: 'Call',
					type: 'n8n-nodes-base.webhook',
					typeVersion: 2.1,
					parameters: { httpMethod: 'POST' },
				},
			],
		});
		await n8n.activate(workflow);
		const url = String(await n8n.webhookUrl(workflow));
		await post(url, {
			headers: { 'Content-Type': 'application/json', 'X-Echo': btoa(shown) },
			body: '{"short":1}',
		});
		await n8n.waitForExecutions(workflow, 1);

		const findings = search.findings();
		const places = findings.map((line) => line.replace(/(?<= in n8n's log: ).*/, ''));
		expect(places).toEqual(
			expect.arrayContaining([
				"exampleApi.password in n8n's log: ",
				`exampleApi.password in workflow_entity.name of the workflow ${shown}`,
				`exampleApi.password, in base64 in execution_data.data of the workflow ${shown}`,
			]),
		);
		expect(findings.join()).not.toMatch(/previousPassword|apiKey|credentials_entity/);

		search.mayHoldSecrets(workflow, 'The core Webhook node gives out all headers');
		const left = search.findings().filter((line) => !line.includes("n8n's log"));
		expect(left).toEqual([]);
	});
});
