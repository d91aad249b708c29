// @ts-check
const { createHmac, randomUUID } = require('crypto');
const { mkdtempSync, rmSync } = require('fs');
const { tmpdir } = require('os');
const { join } = require('path');

const { startN8n } = require('../../scripts/n8n/driver');
const { packPackage, packedBefore } = require('../../scripts/n8n/package');
const { goal } = require('../goal');
const { median } = require('../rounds');
const { fire } = require('./fire');

const ROUNDS = 7;
const REQUESTS = 400;
const CONNECTIONS = 10;
const SECRET = 'a secret of usual length, 32 byte';

/**
 * The Trigger in a real n8n against n8n's own Webhook node without authentication, each followed by a
 * No Op. They take turns, so that what else the machine does weighs on both, and each request is an
 * event of its own: a duplicate would start nothing.
 */
async function benchTrigger() {
	const folder = mkdtempSync(join(tmpdir(), 'bench-n8n-'));
	let n8n;
	try {
		const packed = packedBefore() ?? (await packPackage(folder));
		n8n = await startN8n({
			packages: [packed],
			lazyIsolates: true,
			env: { EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none', N8N_LOG_LEVEL: 'error' },
		});
		const urls = { core: await coreWorkflow(n8n), trigger: await triggerWorkflow(n8n) };
		await race(urls);
	} finally {
		await n8n?.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}

/** @typedef {import('../../scripts/n8n/driver').N8n} N8n */

/** @param {N8n} n8n */
async function coreWorkflow(n8n) {
	const parameters = { httpMethod: 'POST', path: randomUUID(), responseMode: 'onReceived' };
	const node = { name: 'Start', type: 'n8n-nodes-base.webhook', typeVersion: 2.1, parameters };
	return await live(n8n, node);
}

/** @param {N8n} n8n */
async function triggerWorkflow(n8n) {
	const secret = await n8n.createCredential('hospitalityWebhookSecretApi', { secret: SECRET });
	return await live(n8n, {
		name: 'Start',
		type: 'n8n-nodes-hospitality-webhooks.hospitalityTrigger',
		typeVersion: 2,
		parameters: { platform: 'olympusCloud', registration: 'manual', events: ['*'] },
		credentials: { hospitalityWebhookSecretApi: secret },
	});
}

/** @param {N8n} n8n @param {import('../../scripts/n8n/workflows').WorkflowNode} start */
async function live(n8n, start) {
	const workflow = await n8n.createWorkflow({
		nodes: [start, { name: 'End', type: 'n8n-nodes-base.noOp' }],
		settings: { saveDataSuccessExecution: 'none' },
	});
	await n8n.activate(workflow);
	const url = await n8n.webhookUrl(workflow);
	if (!url) throw new Error('The workflow has no webhook URL');
	return url;
}

/** @param {{ core: string, trigger: string }} urls */
async function race(urls) {
	console.log(
		`\nTrigger in n8n, ${CONNECTIONS} connections, ${ROUNDS} rounds of ${REQUESTS} requests each`,
	);
	await fire(urls.core, messages(REQUESTS), CONNECTIONS);
	await fire(urls.trigger, messages(REQUESTS), CONNECTIONS);
	/** @type {{ core: number, trigger: number, ratio: number }[]} */
	const rounds = [];
	for (let round = 0; round < ROUNDS; round += 1) {
		/** @type {Record<'core' | 'trigger', number>} */
		const speed = { core: 0, trigger: 0 };
		// Who goes first changes, because the first one leaves executions behind for the second.
		/** @type {('core' | 'trigger')[]} */
		const order = round % 2 ? ['trigger', 'core'] : ['core', 'trigger'];
		for (const who of order) speed[who] = await fire(urls[who], messages(REQUESTS), CONNECTIONS);
		rounds.push({ ...speed, ratio: speed.trigger / speed.core });
	}
	for (const { core, trigger, ratio } of rounds) {
		const figures = `core ${core.toFixed(0)}/s, Trigger ${trigger.toFixed(0)}/s`;
		console.log(`  ${figures}, ratio ${ratio.toFixed(2)}`);
	}
	goal('Trigger / core Webhook node, median', median(rounds.map(({ ratio }) => ratio)), 0.9);
}

/** Distinct signed events of about 1 kB, made before the clock runs. @param {number} count */
function messages(count) {
	const timestamp = Math.floor(Date.now() / 1000);
	return Array.from({ length: count }, () => {
		const body = Buffer.from(JSON.stringify(event()));
		const digest = createHmac('sha256', SECRET).update(`${timestamp}.`).update(body).digest('hex');
		return {
			body,
			headers: {
				'content-type': 'application/json',
				'x-olympus-signature': `t=${timestamp},v1=${digest}`,
			},
		};
	});
}

function event() {
	const items = Array.from({ length: 8 }, (_, index) => ({
		id: `item_${index}`,
		name: 'Käsespätzle with fried onions',
		quantity: 2,
		unit_price: 14.5,
		notes: null,
	}));
	return {
		id: `evt_${randomUUID()}`,
		type: 'order.created',
		api_version: '2024-01-18',
		created_at: new Date().toISOString(),
		tenant_id: 'ten_1',
		location_id: 'loc_1',
		data: { id: 'ord_1042', order_number: '1042', status: 'open', total: 232, items },
	};
}

module.exports = { benchTrigger };
