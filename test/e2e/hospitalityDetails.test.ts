import { faultSchema } from '../../sandbox/faults';
import { type Sandbox, startSandbox } from '../../sandbox/start';
import { connectToSharedN8n, type SharedN8n } from './harness/n8n';
import { post } from './harness/post';
import { accountIn } from './hospitality/accounts';
import { HOSPITALITY, TRIGGER_TYPE } from './hospitality/types';
import { documentedDelivery } from '../support/documentedDelivery';
import { LOGIN, SIGNING_TEXT, signed } from '../support/senders';

jest.setTimeout(240_000);

let n8n: SharedN8n;
let sandbox: Sandbox;

beforeAll(async () => {
	n8n = await connectToSharedN8n();
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

/** Trigger, Get Details, and a node that asserts what came. */
async function detailsWorkflow(platform: 'resmio' | 'olympusCloud' | 'goTab', assertion: string) {
	const proof =
		platform === 'resmio'
			? await n8n.createCredential('hospitalityBasicAuthApi', LOGIN)
			: await n8n.createCredential('hospitalityWebhookSecretApi', { secret: SIGNING_TEXT });
	const proofType =
		platform === 'resmio' ? 'hospitalityBasicAuthApi' : 'hospitalityWebhookSecretApi';
	const workflow = await n8n.createWorkflow({
		nodes: [
			{
				name: 'Trigger',
				type: TRIGGER_TYPE,
				typeVersion: 2,
				parameters: { platform, events: ['*'], registration: 'manual' },
				credentials: { [proofType]: proof },
			},
			{
				name: 'Get Details',
				type: HOSPITALITY,
				typeVersion: 1,
				parameters: { resource: 'event', operation: 'getDetails' },
				credentials: await accountIn(n8n, sandbox, platform),
			},
			{
				name: 'Assertion',
				type: 'n8n-nodes-base.code',
				typeVersion: 2,
				parameters: {
					jsCode: `const { details } = $input.first().json;\nif (!(${assertion})) throw new Error(JSON.stringify(details));\nreturn $input.all();`,
				},
			},
		],
	});
	await n8n.activate(workflow);
	const url = await n8n.webhookUrl(workflow);
	if (url === undefined) throw new Error('The trigger has no webhook URL');
	return { workflow, url };
}

describe('a delivery that starts a workflow gets the full record', () => {
	it.each([
		['resmio', 'details.id === 51918313 && details.num === 6'],
		['olympusCloud', "details.id === 'order_456' && details.tax_total === 3.91"],
		['goTab', "details.orderUuid === 'ord_xxxxxxxxx' && details.tabId !== undefined"],
	] as const)('from %s', async (platform, assertion) => {
		const { workflow, url } = await detailsWorkflow(platform, assertion);
		const { body, headers } = documentedDelivery(platform);
		const proof = await signed(platform, body);
		const answer = await post(url, { headers: { ...headers, ...proof }, body });
		expect(answer.status).toBe(200);

		const items = await n8n.waitForOutput(workflow, 'Assertion', 1);
		expect(items).toMatchObject([{ platform, detailsSource: 'api' }]);
		const [{ status }] = await n8n.executions(workflow);
		expect(status).toBe('success');
	});
});

describe('an access token', () => {
	it('is kept in the credential, and renewed in it once it has expired', async () => {
		const { workflow, url } = await detailsWorkflow('goTab', 'details !== null');
		const { body, headers } = documentedDelivery('goTab');
		const deliver = async (bytes: string) =>
			await post(url, { headers: { ...headers, ...(await signed('goTab', bytes)) }, body: bytes });
		const exchanges = () =>
			sandbox.state.requests.filter(({ path }) => path === '/goTab/api/oauth/token').length;

		sandbox.reset();
		await deliver(body);
		await n8n.waitForOutput(workflow, 'Assertion', 1);
		await deliver(`${body} `);
		await n8n.waitForOutput(workflow, 'Assertion', 2);
		expect(exchanges()).toBe(1);

		// An endpoint that accepts what has expired must not keep it from being renewed.
		sandbox.state.faults.push(
			faultSchema.parse({ path: '/goTab/api/loc', status: 200, body: [], times: 100 }),
		);
		for (const token of sandbox.state.tokens.values()) token.expiresAt = 0;
		await deliver(`${body}  `);
		await n8n.waitForOutput(workflow, 'Assertion', 3);
		expect(exchanges()).toBe(2);

		// The same where the refusal stands inside of an answer of status 200.
		sandbox.state.settings.graphqlUnauthorizedStatus = 200;
		for (const token of sandbox.state.tokens.values()) token.expiresAt = 0;
		await deliver(`${body}   `);
		await n8n.waitForOutput(workflow, 'Assertion', 4);
		expect(exchanges()).toBe(3);
	});
});
