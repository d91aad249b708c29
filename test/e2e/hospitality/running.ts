import type { Sandbox } from '../../../sandbox/start';
import type { SharedN8n } from '../harness/n8n';
import { SIGNING_TEXT } from '../../support/senders';
import { accountIn } from './accounts';
import { HOSPITALITY } from './types';

type Credentials = Record<string, { id: string; name: string }>;

/** Every credential that an operation of the node may ask for. */
export async function allCredentials(n8n: SharedN8n, sandbox: Sandbox): Promise<Credentials> {
	return {
		...(await accountIn(n8n, sandbox, 'resmio')),
		...(await accountIn(n8n, sandbox, 'olympusCloud')),
		...(await accountIn(n8n, sandbox, 'goTab')),
		hospitalityWebhookSecretApi: await n8n.createCredential('hospitalityWebhookSecretApi', {
			secret: SIGNING_TEXT,
		}),
	};
}

/** Runs one operation by hand, as the editor does, and gives its items. */
export async function runOperation(
	n8n: SharedN8n,
	credentials: Credentials,
	parameters: Record<string, unknown>,
	settings = {},
) {
	const workflow = await n8n.createWorkflow({
		nodes: [
			{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
			{ name: 'Hospitality', type: HOSPITALITY, typeVersion: 1, parameters, credentials },
		],
		settings,
	});
	await n8n.run(workflow, 'Start');
	const items = await n8n.waitForOutput(workflow, 'Hospitality', 1);
	const [{ status }] = await n8n.executions(workflow);
	return { items, status };
}
