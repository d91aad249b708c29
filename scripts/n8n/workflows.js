'use strict';

const { randomUUID } = require('node:crypto');
const { describeNode } = require('./nodeTypes');
const { poll } = require('./poll');
const { N8nApiError } = require('./rest');

const PUBLISHED_AT_ONCE = { status: 'published', triggers: [] };

/**
 * @typedef {object} WorkflowNode
 * @property {string} name
 * @property {string} type such as n8n-nodes-base.noOp
 * @property {number} [typeVersion]
 * @property {Record<string, any>} [parameters]
 * @property {Record<string, { id: string, name: string }>} [credentials]
 * @property {string} [id] made up when missing, like position and webhookId
 * @property {string} [webhookId]
 * @property {[number, number]} [position]
 * @property {boolean} [disabled]
 * @property {boolean} [executeOnce] for the first item alone
 * @property {boolean} [retryOnFail]
 */

/**
 * @typedef {object} WorkflowDraft
 * @property {string} [name]
 * @property {WorkflowNode[]} nodes
 * @property {Record<string, any>} [connections] default: each node to the next one
 * @property {Record<string, any>} [settings]
 */

/** @typedef {{ id: string, name: string, versionId: string, active: boolean, nodes: (WorkflowNode & { id: string })[], connections: Record<string, any>, settings: Record<string, any> }} Workflow */

/**
 * Fills in what the editor would: ids, positions, webhook ids, connections in a row.
 *
 * @param {WorkflowDraft} draft
 */
function completeDraft({ name, nodes, connections, settings }) {
	return {
		name: name ?? `Workflow ${randomUUID()}`,
		// Older versions of n8n have no default for it.
		active: false,
		nodes: nodes.map((node, index) => ({
			id: randomUUID(),
			position: [index * 220, 0],
			parameters: {},
			typeVersion: 1,
			...(/trigger|webhook|wait/i.test(node.type) && { webhookId: randomUUID() }),
			...node,
		})),
		connections: connections ?? inARow(nodes),
		settings: { executionOrder: 'v1', ...settings },
	};
}

/**
 * Connections from each node to the next one.
 *
 * @param {WorkflowNode[]} nodes
 */
function inARow(nodes) {
	return Object.fromEntries(
		nodes.slice(1).map((next, index) => {
			const link = { node: next.name, type: 'main', index: 0 };
			return [nodes[index]?.name, { main: [[link]] }];
		}),
	);
}

/**
 * n8n publishes in the background: waits for the outcome and throws what a trigger said when it
 * could not be activated. n8n tries five times, so a refusal takes 15 s to come. An older one has
 * done so before it answered, and has nothing to ask for.
 *
 * @param {import('./rest').RestSession} session
 * @param {string} workflowId
 */
async function publicationOutcome(session, workflowId) {
	const outcome = await poll(
		`workflow ${workflowId} to be published`,
		async () => {
			const status = `/rest/workflows/${workflowId}/publication-status`;
			const current = await session.call('GET', status).catch((error) => {
				if (error instanceof N8nApiError && error.status === 404) return PUBLISHED_AT_ONCE;
				throw error;
			});
			return current.status === 'in_progress' ? undefined : current;
		},
		{ timeoutMs: 60_000 },
	);
	/** @type {{ errorMessage: string | null }[]} */
	const triggers = outcome.triggers;
	const errors = triggers.flatMap(({ errorMessage }) => errorMessage ?? []);
	if (errors.length > 0) throw new Error(`Workflow ${workflowId} not active: ${errors.join('; ')}`);
	return outcome.status;
}

/**
 * The methods a webhook URL is registered for, asked by an OPTIONS request: it starts nothing.
 *
 * @param {string} url
 * @returns {Promise<string[]>} empty when nobody listens there
 */
async function registeredMethods(url) {
	const response = await fetch(url, {
		method: 'OPTIONS',
		headers: { origin: new URL(url).origin },
	});
	await response.arrayBuffer();
	const methods = response.headers.get('access-control-allow-methods') ?? '';
	return methods.split(', ').filter((method) => method && method !== 'OPTIONS');
}

/**
 * The part of a webhook URL behind /webhook/, as n8n's getNodeWebhookPath makes it.
 *
 * @param {import('./rest').RestSession} session
 * @param {Workflow} workflow
 * @param {string} [nodeName] default: the first node with a webhook id
 * @returns {Promise<string | undefined>}
 */
async function webhookPath(session, workflow, nodeName) {
	const node = workflow.nodes.find(({ name, webhookId }) => {
		return nodeName === undefined ? webhookId !== undefined : name === nodeName;
	});
	if (!node?.webhookId) return undefined;
	// n8n's own Webhook node makes its path with expressions: the path parameter or its id.
	if (node.type === 'n8n-nodes-base.webhook') return node.parameters?.path || node.webhookId;
	const description = await describeNode(session, node);
	const webhook = description?.webhooks?.find(({ name }) => name === 'default');
	if (!webhook || webhook.path.startsWith('=')) return undefined;
	return webhook.isFullPath ? webhook.path : `${node.webhookId}/${webhook.path}`;
}

module.exports = { completeDraft, inARow, publicationOutcome, registeredMethods, webhookPath };
