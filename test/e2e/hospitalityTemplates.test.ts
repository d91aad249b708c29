import detailsTemplate from '../../workflows/details-resmio.json';
import verifyTemplate from '../../workflows/verify-webhook.json';
import watchTemplate from '../../workflows/watch-webhook.json';
import { type Sandbox, startSandbox } from '../../sandbox/start';
import { connectToSharedN8n, type SharedN8n } from './harness/n8n';
import { post } from './harness/post';
import { accountIn } from './hospitality/accounts';
import { documentedDelivery } from '../support/documentedDelivery';
import { sandboxClient } from './trigger/registering';
import { LOGIN, SIGNING_TEXT, signed } from '../support/senders';

jest.setTimeout(120_000);

type Draft = Parameters<SharedN8n['createWorkflow']>[0];
type References = Record<string, { id: string; name: string }>;

let n8n: SharedN8n;
let sandbox: Sandbox;

beforeAll(async () => {
	n8n = await connectToSharedN8n();
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

/** The template as a user imports it, with credentials chosen. */
async function imported(template: unknown, references: References) {
	const draft = structuredClone(template) as Draft;
	const nodes = draft.nodes.map((node) => ({
		...node,
		credentials: Object.fromEntries(
			Object.keys(node.credentials ?? {}).map((type) => [type, references[type]]),
		),
	}));
	return await n8n.createWorkflow({ ...draft, nodes });
}

async function activate(template: unknown, references: References) {
	const workflow = await imported(template, references);
	await n8n.activate(workflow);
	const url = await n8n.webhookUrl(workflow);
	if (url === undefined) throw new Error('The template has no webhook');
	return { workflow, url };
}

it('the details template turns an event into a line with the name of the guest', async () => {
	const { workflow, url } = await activate(detailsTemplate, {
		...(await accountIn(n8n, sandbox, 'resmio')),
		hospitalityBasicAuthApi: await n8n.createCredential('hospitalityBasicAuthApi', LOGIN),
	});
	const { body, headers } = documentedDelivery('resmio');
	await post(url, { headers: { ...headers, ...(await signed('resmio', body)) }, body });
	expect(await n8n.waitForOutput(workflow, 'Message', 1)).toMatchObject([
		{ text: 'Mia Lindqvist, party of 6, 2026-03-12T17:00:00Z', event: 'booking_created' },
	]);
});

it('the verification template tells what is wrong with a request', async () => {
	const secret = await n8n.createCredential('hospitalityWebhookSecretApi', {
		secret: SIGNING_TEXT,
	});
	const { workflow, url } = await activate(verifyTemplate, { hospitalityWebhookSecretApi: secret });
	const { body, headers } = documentedDelivery('gustaio');
	const proof = await signed('gustaio', body);
	await post(url, { headers: { ...headers, ...proof }, body });
	await post(url, { headers: { ...headers, ...proof }, body: `${body}\n` });
	const [valid] = await n8n.waitForOutput(workflow, 'Valid', 2);
	expect(valid.text).not.toBe('');
	const [invalid] = await n8n.waitForOutput(workflow, 'Invalid', 2);
	expect(invalid.text).toMatch(/line ?break|newline/i);
});

it('the watching template makes a line of each delivery that failed', async () => {
	const platform = sandboxClient(sandbox);
	const id = String(await platform.create('http://127.0.0.1:9/webhook', ['order.ready']));
	await platform.emit('order.ready');
	// The ID is what a user has to enter.
	const template = JSON.parse(JSON.stringify(watchTemplate).replace('wh_abc123', id)) as Draft;
	const account = await accountIn(n8n, sandbox, 'olympusCloud');
	const workflow = await imported(template, account);
	await n8n.run(workflow, 'Every Hour');
	const [alert, ...more] = await n8n.waitForOutput(workflow, 'Alert', 1);
	expect(alert.text).toMatch(/^order\.ready failed with no answer, next retry 20\d\d-/);
	expect(more).toEqual([]);
});
