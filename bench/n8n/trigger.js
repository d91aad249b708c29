// @ts-check
const { createHmac, randomUUID } = require('crypto');
const { existsSync, mkdtempSync, readFileSync, rmSync } = require('fs');
const { tmpdir } = require('os');
const { join } = require('path');

const { startN8n } = require('../../scripts/n8n/driver');
const { packPackage, packedBefore } = require('../../scripts/n8n/package');
const { goal } = require('../goal');
const { median } = require('../rounds');
const { fire } = require('./fire');

const ROUNDS = 20;
const REQUESTS = 100;
const CONNECTIONS = 10;
const DRAIN_MS = 500;
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
		await race(urls, n8n.process?.pid);
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

/** @typedef {{ perSecond: number, cpuSeconds: number }} Heat */

/** @param {{ core: string, trigger: string }} urls @param {number} [pid] of n8n */
async function race(urls, pid) {
	console.log(
		`\nTrigger in n8n, ${CONNECTIONS} connections, ${ROUNDS} rounds of ${REQUESTS} requests each`,
	);
	/** @param {string} url @returns {Promise<Heat>} */
	const heat = async (url) => {
		const batch = messages(REQUESTS);
		const before = cpuSeconds(pid);
		const perSecond = await fire(url, batch, CONNECTIONS);
		// The answer comes before the execution, which is not to be the next one's burden.
		await new Promise((resolve) => setTimeout(resolve, DRAIN_MS));
		return { perSecond, cpuSeconds: cpuSeconds(pid) - before };
	};
	for (const url of [urls.core, urls.trigger, urls.core, urls.trigger]) await heat(url);
	/** @type {{ core: Heat, trigger: Heat }[]} */
	const rounds = [];
	for (let round = 0; round < ROUNDS; round += 1) {
		if (round % 2) {
			const trigger = await heat(urls.trigger);
			rounds.push({ core: await heat(urls.core), trigger });
		} else {
			const core = await heat(urls.core);
			rounds.push({ core, trigger: await heat(urls.trigger) });
		}
	}
	report(rounds);
}

/** @param {{ core: Heat, trigger: Heat }[]} rounds */
function report(rounds) {
	for (const who of /** @type {const} */ (['core', 'trigger'])) {
		const perSecond = median(rounds.map((round) => round[who].perSecond));
		const cpu = median(rounds.map((round) => round[who].cpuSeconds));
		const each = `${((cpu / REQUESTS) * 1000).toFixed(1)} ms of processor each`;
		console.log(`  ${who.padEnd(8)} ${perSecond.toFixed(0).padStart(4)}/s  ${each}`);
	}
	const speed = rounds.map(({ core, trigger }) => trigger.perSecond / core.perSecond);
	goal('Trigger / core Webhook node, requests per second', median(speed), 0.9);
	const cpu = rounds.map(({ core, trigger }) => core.cpuSeconds / trigger.cpuSeconds);
	if (cpu.every(Number.isFinite)) {
		goal('Trigger / core Webhook node, requests per processor time', median(cpu), 0.9);
	}
}

/** Processor time a process has used so far; not a number where there is no /proc. @param {number} [pid] */
function cpuSeconds(pid) {
	const file = `/proc/${pid}/stat`;
	if (!existsSync(file)) return Number.NaN;
	// Behind the name in brackets; the 12th and 13th are user and system time in hundredths.
	const fields = readFileSync(file, 'utf8').split(') ')[1].split(' ');
	return (Number(fields[11]) + Number(fields[12])) / 100;
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
