'use strict';

const { SENDER, durableSender, to } = require('../load/durableSender');

/*
 * The workflows that the events go through: Trigger, Get Details, Sender, one for each platform.
 */

/** @typedef {import('../n8n/process').N8n} N8n */
/** @typedef {import('../../sandbox/start').Sandbox} Sandbox */
/** @typedef {import('../../sandbox/state').Webhook} Webhook */
/** @typedef {import('../../lib/platform').Platform} Platform */

/** Of an event, wherever it is found. */
const ID = /queue-\d+-\d+/;
const SECRET = `whsec_${Buffer.from('hospitality webhooks queue mode').toString('base64')}`;

/**
 * @typedef {object} Source
 * @property {string} platform
 * @property {string} event
 * @property {string} [credential] type of that of the platform's API: the Trigger registers there
 * @property {(id: string) => Record<string, unknown>} [data] what tells events apart where they have no ids
 */

/** With ids in the body, without any, and with ids in a header; with an API and without. @type {Source[]} */
const SOURCES = [
	{ platform: 'olympusCloud', event: 'order.created', credential: 'olympusCloudApi' },
	{ platform: 'hubRise', event: 'order.create', credential: 'hubRiseApi' },
	{
		platform: 'roostSync',
		event: 'booking.created',
		data: (id) => ({ booking_id: id, guest_name: 'A. Guest' }),
	},
	{ platform: 'standardWebhooks', event: 'example.event' },
];

/**
 * @typedef {object} Receiver
 * @property {Source} source
 * @property {Platform} platform
 * @property {import('../n8n/workflows').Workflow} workflow
 * @property {Webhook} webhook as the platform has it
 */

/**
 * @param {N8n} n8n
 * @param {Sandbox} sandbox
 * @param {{ sendTo: string, publicUrl: string }} urls the endpoint of the Sender, and where the
 *   platforms reach n8n
 * @returns {Promise<Receiver[]>}
 */
async function startReceivers(n8n, sandbox, { sendTo, publicUrl }) {
	const secret = await n8n.createCredential('hospitalityWebhookSecretApi', { secret: SECRET });
	const receivers = [];
	for (const source of SOURCES) {
		const platform = platformOf(sandbox, source);
		const credentials = source.credential
			? { [source.credential]: await accountAt(n8n, sandbox, source.credential, platform) }
			: { hospitalityWebhookSecretApi: secret };
		const { nodes, connections } = durableSender({
			url: sendTo,
			data: `={{ { item: JSON.stringify($json).match(${ID})[0] } }}`,
			retryDelays: '1, 1',
			secret,
		});
		const workflow = await n8n.createWorkflow({
			name: platform.name,
			nodes: [
				triggerOf(source, credentials),
				{
					name: 'Details',
					type: 'n8n-nodes-hospitality-webhooks.hospitality',
					parameters: { resource: 'event', operation: 'getDetails' },
					credentials: source.credential ? credentials : {},
				},
				...nodes,
			],
			connections: { Trigger: to('Details'), Details: to(SENDER), ...connections },
		});
		await n8n.activate(workflow);
		const webhook = await webhookOf(n8n, sandbox, { source, platform, workflow, publicUrl });
		receivers.push({ source, platform, workflow, webhook });
	}
	return receivers;
}

/**
 * A live workflow that answers its deliveries when it has ended, which it does in failure.
 *
 * @param {N8n} n8n
 * @param {Sandbox} sandbox
 * @param {string} publicUrl
 * @returns {Promise<Receiver>}
 */
async function startFailing(n8n, sandbox, publicUrl) {
	const source = SOURCES[2];
	const platform = platformOf(sandbox, source);
	const secret = await n8n.createCredential('hospitalityWebhookSecretApi', { secret: SECRET });
	const workflow = await n8n.createWorkflow({
		nodes: [
			triggerOf(source, { hospitalityWebhookSecretApi: secret }, { acknowledge: 'finished' }),
			{
				name: 'Stop',
				type: 'n8n-nodes-base.stopAndError',
				parameters: { errorMessage: 'As it should' },
			},
		],
	});
	await n8n.activate(workflow);
	const webhook = await webhookOf(n8n, sandbox, { source, platform, workflow, publicUrl });
	return { source, platform, workflow, webhook };
}

/** @param {Sandbox} sandbox @param {Source} source */
function platformOf({ state }, source) {
	const platform = state.platforms.find(({ id }) => id === source.platform);
	if (!platform) throw new Error(`There is no platform ${source.platform}`);
	return platform;
}

/**
 * @param {N8n} n8n
 * @param {Sandbox} sandbox
 * @param {string} type
 * @param {Platform} platform
 */
async function accountAt(n8n, { account, apiKey }, type, { id }) {
	// In the sandbox, the client secret of an app is its key too.
	return await n8n.createCredential(type, { ...account(id), signingSecret: apiKey });
}

/**
 * @param {Source} source
 * @param {Record<string, { id: string, name: string }>} credentials
 * @param {Record<string, unknown>} [options]
 */
function triggerOf({ platform, credential }, credentials, options = {}) {
	const registration = credential ? 'automatic' : 'manual';
	return {
		name: 'Trigger',
		type: 'n8n-nodes-hospitality-webhooks.hospitalityTrigger',
		typeVersion: 2,
		parameters: { platform, events: ['*'], registration, options },
		credentials,
	};
}

/**
 * The webhook that the Trigger has registered, or one entered by hand.
 *
 * @param {N8n} n8n
 * @param {Sandbox} sandbox
 * @param {Omit<Receiver, 'webhook'> & { publicUrl: string }} receiver
 */
async function webhookOf(n8n, { state }, { source, platform, workflow, publicUrl }) {
	const { addWebhook, webhooksOf } = require('../../sandbox/webhooks');
	const url = publicUrl + new URL(String(await n8n.webhookUrl(workflow, 'Trigger'))).pathname;
	const registered = webhooksOf(state, platform).find((webhook) => webhook.url === url);
	if (source.credential && !registered)
		throw new Error(`Nothing is registered at ${platform.name}`);
	if (registered) return registered;
	const webhook = addWebhook(state, platform, { url, events: ['*'], secret: SECRET });
	webhook.status = 'active';
	return webhook;
}

module.exports = { ID, startFailing, startReceivers };
