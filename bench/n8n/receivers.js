// @ts-check
const { randomUUID } = require('crypto');

const { HEADER_AUTH, SECRET } = require('./messages');

/** @typedef {import('../../scripts/n8n/process').N8n} N8n */
/** @typedef {import('../../scripts/n8n/workflows').WorkflowNode} WorkflowNode */

/*
 * Workflows that start with a delivery: each makes one live and gives its URL. Behind the trigger
 * stands a No Operation node.
 */

const TRIGGER_TYPE = 'n8n-nodes-hospitality-webhooks.hospitalityTrigger';
const END = { name: 'End', type: 'n8n-nodes-base.noOp' };

/** n8n's Webhook node as it is made by default, which takes whatever comes. @param {N8n} n8n */
async function webhook(n8n) {
	return await live(n8n, [webhookNode(), END]);
}

/** The same with the comparison of a header, which needs a credential as the Trigger does. @param {N8n} n8n */
async function webhookWithHeaderAuth(n8n) {
	const httpHeaderAuth = await n8n.createCredential('httpHeaderAuth', HEADER_AUTH);
	const node = webhookNode({ authentication: 'headerAuth' });
	return await live(n8n, [{ ...node, credentials: { httpHeaderAuth } }, END]);
}

/**
 * What people build by hand to check a signature: the raw body, a Code node with the HMAC, and an IF
 * node. It needs an n8n that lets Code nodes use crypto, and it answers before it has checked.
 * @param {N8n} n8n
 */
async function webhookWithCode(n8n) {
	const nodes = [webhookNode({ options: { rawBody: true } }), CHECK, IS_GENUINE, END, REFUSE];
	const to = (/** @type {string} */ node) => [{ node, type: 'main', index: 0 }];
	return await live(n8n, nodes, {
		Start: { main: [to(CHECK.name)] },
		[CHECK.name]: { main: [to(IS_GENUINE.name)] },
		[IS_GENUINE.name]: { main: [to(END.name), to(REFUSE.name)] },
	});
}

/** Of n8n's own triggers one that checks a signature. @param {N8n} n8n @param {string} server of the API */
async function gitHubTrigger(n8n, server) {
	const account = { server, user: 'kitchen', accessToken: 'of a stand-in' };
	const githubApi = await n8n.createCredential('githubApi', account);
	const parameters = {
		owner: { __rl: true, mode: 'name', value: 'kitchen' },
		repository: { __rl: true, mode: 'name', value: 'orders' },
		events: ['push'],
		options: {},
	};
	const type = 'n8n-nodes-base.githubTrigger';
	return await live(n8n, [{ name: 'Start', type, parameters, credentials: { githubApi } }, END]);
}

/**
 * @param {N8n} n8n
 * @param {Record<string, unknown>} [options] of the node
 * @param {string} [type] where it is installed under another name
 */
async function hospitalityTrigger(n8n, options = {}, type = TRIGGER_TYPE) {
	const secret = await n8n.createCredential('hospitalityWebhookSecretApi', { secret: SECRET });
	const parameters = { platform: 'olympusCloud', registration: 'manual', events: ['*'], options };
	const credentials = { hospitalityWebhookSecretApi: secret };
	return await live(n8n, [{ name: 'Start', type, typeVersion: 2, parameters, credentials }, END]);
}

/** @param {Record<string, unknown>} [parameters] @returns {WorkflowNode} */
function webhookNode(parameters = {}) {
	const received = { httpMethod: 'POST', path: randomUUID(), responseMode: 'onReceived' };
	const type = 'n8n-nodes-base.webhook';
	return { name: 'Start', type, typeVersion: 2.1, parameters: { ...received, ...parameters } };
}

const CHECK = {
	name: 'Check',
	type: 'n8n-nodes-base.code',
	typeVersion: 2,
	parameters: {
		jsCode: `
			const { createHmac, timingSafeEqual } = require('crypto');
			const { json, binary } = $input.first();
			const body = Buffer.from(binary.data.data, 'base64');
			const [, time, sent] = /^t=(\\d+),v1=(\\w+)$/.exec(json.headers['x-olympus-signature']) ?? [];
			const hmac = createHmac('sha256', ${JSON.stringify(SECRET)});
			const expected = hmac.update(time + '.').update(body).digest();
			const received = Buffer.from(sent ?? '', 'hex');
			const genuine = received.length === 32 && timingSafeEqual(received, expected)
				&& Math.abs(Date.now() / 1000 - time) < 300;
			return [{ json: { ...json, genuine } }];`,
	},
};

const IS_GENUINE = {
	name: 'Is it genuine?',
	type: 'n8n-nodes-base.if',
	typeVersion: 2.2,
	parameters: {
		conditions: {
			options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
			combinator: 'and',
			conditions: [
				{
					id: randomUUID(),
					leftValue: '={{ $json.genuine }}',
					rightValue: '',
					operator: { type: 'boolean', operation: 'true', singleValue: true },
				},
			],
		},
	},
};

const REFUSE = {
	name: 'Refuse',
	type: 'n8n-nodes-base.stopAndError',
	parameters: { errorMessage: 'The signature is wrong' },
};

/**
 * @param {N8n} n8n
 * @param {WorkflowNode[]} nodes
 * @param {Record<string, unknown>} [connections] default: in a row
 */
async function live(n8n, nodes, connections) {
	const workflow = await n8n.createWorkflow({ nodes, connections });
	await n8n.activate(workflow);
	const url = await n8n.webhookUrl(workflow);
	if (!url) throw new Error('The workflow has no webhook URL');
	return url;
}

module.exports = {
	gitHubTrigger,
	hospitalityTrigger,
	webhook,
	webhookWithCode,
	webhookWithHeaderAuth,
};
