// @ts-check
const { SECRET } = require('./messages');

/** @typedef {import('../../scripts/n8n/process').N8n} N8n */
/** @typedef {import('../../scripts/n8n/workflows').WorkflowNode} WorkflowNode */

/*
 * Nodes that post each item to a URL.
 */

/** How many the Sender and the bare loop send at a time. HTTP Request sends all at once. */
const CONCURRENCY = 50;

/** @param {N8n} n8n @param {string} url @returns {Promise<WorkflowNode[]>} */
async function hospitalitySender(n8n, url) {
	const secret = await n8n.createCredential('hospitalityWebhookSecretApi', { secret: SECRET });
	return [
		{
			name: 'Sender',
			type: 'n8n-nodes-hospitality-webhooks.hospitalitySender',
			parameters: {
				operation: 'send',
				platform: 'olympusCloud',
				event: 'order.created',
				dataSource: 'item',
				url,
				options: { concurrency: CONCURRENCY },
			},
			credentials: { hospitalityWebhookSecretApi: secret },
		},
	];
}

/** The least that a node can do: n8n's HTTP client in a loop. @param {string} url @returns {WorkflowNode[]} */
function bareLoop(url) {
	return [
		{
			name: 'Bare Loop',
			type: 'n8n-nodes-bare-loop.bareLoop',
			parameters: { url, concurrency: CONCURRENCY },
		},
	];
}

/** Without a signature. @param {string} url @returns {WorkflowNode[]} */
function httpRequest(url) {
	return [httpNode(url, {})];
}

/** What people build by hand to sign. @param {N8n} n8n @param {string} url @returns {Promise<WorkflowNode[]>} */
async function cryptoAndHttpRequest(n8n, url) {
	const crypto = await n8n.createCredential('crypto', { hmacSecret: SECRET });
	const sign = {
		name: 'Crypto',
		type: 'n8n-nodes-base.crypto',
		typeVersion: 2,
		parameters: {
			action: 'hmac',
			type: 'SHA256',
			value: '={{ $json.toJsonString() }}',
			dataPropertyName: 'signature',
			encoding: 'hex',
		},
		credentials: { crypto },
	};
	const headers = [{ name: 'X-Signature', value: '={{ $json.signature }}' }];
	const signed = { sendHeaders: true, headerParameters: { parameters: headers } };
	return [sign, httpNode(url, signed)];
}

/** @param {string} url @param {Record<string, unknown>} more parameters */
const httpNode = (url, more) => ({
	name: 'HTTP Request',
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters: {
		method: 'POST',
		url,
		sendBody: true,
		specifyBody: 'json',
		jsonBody: '={{ $json.toJsonString() }}',
		options: {},
		...more,
	},
});

module.exports = { bareLoop, CONCURRENCY, cryptoAndHttpRequest, hospitalitySender, httpRequest };
