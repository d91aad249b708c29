'use strict';

/**
 * @typedef {object} NodeDescription
 * @property {string} name
 * @property {{ name: string, path: string, isFullPath?: boolean }[]} [webhooks]
 */

/** @type {Map<string, Promise<Map<string, NodeDescription>>>} by URL of the n8n asked */
const described = new Map();

/**
 * @param {import('./rest').RestSession} session
 * @returns {Promise<Map<string, NodeDescription>>} every node type n8n has loaded
 */
function nodeDescriptions(session) {
	const known = described.get(session.url);
	if (known) return known;
	const asked = session
		.call('GET', '/types/nodes.json')
		.then((/** @type {NodeDescription[]} */ list) => {
			return new Map(list.map((description) => [description.name, description]));
		});
	described.set(session.url, asked);
	return asked;
}

/**
 * The part of a webhook URL behind /webhook/, as n8n's getNodeWebhookPath makes it.
 *
 * @param {import('./rest').RestSession} session
 * @param {import('./workflows').Workflow} workflow
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
	const description = (await nodeDescriptions(session)).get(node.type);
	const webhook = description?.webhooks?.find(({ name }) => name === 'default');
	if (!webhook || webhook.path.startsWith('=')) return undefined;
	return webhook.isFullPath ? webhook.path : `${node.webhookId}/${webhook.path}`;
}

module.exports = { nodeDescriptions, webhookPath };
