import { SANDBOX_API_KEY, type Sandbox } from '../../../sandbox/start';
import { describeNode, shownCredentials } from '../../../scripts/n8n/nodeTypes';
import { documentedDelivery } from '../../support/documentedDelivery';
import { LOGIN, signed, WHSEC } from '../../support/senders';
import { outputOf, type SharedN8n } from '../harness/n8n';
import { post } from '../harness/post';
import { readTemplate } from '../harness/templates';
import { settledExecution } from '../sender/sending';

/** What nodes take as their credentials, by type. */
export type References = Record<string, { id: string; name: string }>;

/** What a note asks its reader to enter, by node. */
export type Entries = Record<string, Record<string, unknown>>;

type Client = Pick<
	SharedN8n,
	'session' | 'createWorkflow' | 'webhookUrl' | 'waitForExecutions' | 'execution'
>;
type Workflow = Awaited<ReturnType<Client['createWorkflow']>>;

/** A credential of every type that the templates use, with the sandbox and the stand-ins behind it. */
export async function templateCredentials(
	n8n: Pick<SharedN8n, 'createCredential'>,
	sandbox: Sandbox,
	standIns: { smtp: object },
): Promise<References> {
	const apiKey = SANDBOX_API_KEY;
	const google = {
		clientId: 'id',
		clientSecret: 'secret',
		oauthTokenData: { access_token: 'token', token_type: 'Bearer', expires_in: 3600 },
	};
	const data = {
		hospitalityWebhookSecretApi: { secret: WHSEC },
		hospitalityBasicAuthApi: LOGIN,
		olympusCloudApi: { apiKey, baseUrl: sandbox.apiUrl('olympusCloud'), signingSecret: WHSEC },
		resmioApi: { apiKey, baseUrl: sandbox.apiUrl('resmio') },
		slackApi: { accessToken: 'xoxb-1' },
		googleSheetsOAuth2Api: google,
		googleCalendarOAuth2Api: google,
		smtp: { ...standIns.smtp, user: '', password: '' },
	};
	const references: References = {};
	for (const [type, fields] of Object.entries(data)) {
		references[type] = await n8n.createCredential(type, fields);
	}
	return references;
}

/** The template as a user has it after the three steps of its note. */
export async function importTemplate(
	n8n: Client,
	file: string,
	credentials: References,
	entries: Entries = {},
): Promise<Workflow> {
	const template = readTemplate(file);
	const nodes = [];
	for (const node of template.nodes) {
		const parameters = { ...node.parameters, ...entries[node.name] };
		const described = await describeNode(n8n.session, node);
		const types = described ? shownCredentials(described, { ...node, parameters }) : [];
		nodes.push({
			...node,
			parameters,
			credentials: Object.fromEntries(
				types.flatMap((type) => (credentials[type] ? [[type, credentials[type]]] : [])),
			),
		});
	}
	return await n8n.createWorkflow({ ...template, nodes });
}

/** Has a platform deliver an event to the trigger of an active workflow. */
export async function deliver(
	n8n: Client,
	workflow: Workflow,
	platform: string,
	event: string | Record<string, unknown> = documentedDelivery(platform).body,
) {
	const url = await n8n.webhookUrl(workflow);
	if (url === undefined) throw new Error(`${workflow.name} has no webhook`);
	const body = typeof event === 'string' ? event : JSON.stringify(event);
	const headers = {
		...documentedDelivery(platform).headers,
		...(await signed(platform, body, { secret: WHSEC })),
	};
	return await post(url, { headers, body });
}

/**
 * Waits until so many executions of a workflow have ended, with these errors, and all its nodes
 * have had a turn in one or the other.
 *
 * @param errors messages, the oldest first
 * @returns what a node gave out in each execution
 */
export async function allRan(
	n8n: Client,
	workflow: Workflow,
	count: number,
	errors: string[] = [],
) {
	const summaries = await n8n.waitForExecutions(workflow, count, { timeoutMs: 60_000 });
	const executions = await Promise.all(
		summaries.map(async ({ id }) => await settledExecution(n8n, id)),
	);
	const runs = executions.map(({ data }) => data.resultData);
	expect(runs.flatMap(({ error }) => error?.message ?? [])).toEqual(errors);
	const ran = new Set(runs.flatMap(({ runData }) => Object.keys(runData as object)));
	const nodes = workflow.nodes.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote');
	expect([...ran].sort()).toEqual(nodes.map(({ name }) => name).sort());
	return { outputOf: (node: string) => executions.map((one) => outputOf(one, node)) };
}
