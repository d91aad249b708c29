// @ts-check
const { randomUUID } = require('crypto');
const { existsSync, mkdtempSync, readFileSync, rmSync } = require('fs');
const { tmpdir } = require('os');
const { join } = require('path');

const { startN8n } = require('../../scripts/n8n/process');
const { packPackage, packedBefore } = require('../../scripts/n8n/package');
const { goal } = require('../goal');
const { median } = require('../rounds');
const { fire } = require('./fire');
const { HEADER_AUTH, messages, SECRET } = require('./messages');

const STARTS = 3;
const ROUNDS = 10;
const WARM_UP_ROUNDS = 8;
const REQUESTS = 100;
const CONNECTIONS = 10;
const DRAIN_MS = 500;

/**
 * Each makes a live workflow and gives its URL. The first two are the measure of the others.
 * @type {Record<string, (n8n: N8n) => Promise<string>>}
 */
const CONTENDERS = {
	'core Webhook': (n8n) => coreWorkflow(n8n),
	'core Webhook, Header Auth': (n8n) => headerAuthWorkflow(n8n),
	Trigger: (n8n) => triggerWorkflow(n8n),
	'Trigger, duplicates let through': (n8n) =>
		triggerWorkflow(n8n, { options: { deduplicate: false } }),
};
const NAMES = Object.keys(CONTENDERS);

/**
 * The Trigger in a real n8n against n8n's own Webhook node, without authentication and with the
 * comparison of a header, which needs a credential as the Trigger does. Each is followed by a No Op.
 * They take turns, so that what else the machine does weighs on all, in several processes of n8n one
 * after the other, since what the engine has made of the code differs from one to the next by more
 * than the contenders do. Each request is an event of its own: a duplicate would start nothing.
 */
async function benchTrigger() {
	const folder = mkdtempSync(join(tmpdir(), 'bench-n8n-'));
	try {
		const packed = packedBefore() ?? (await packPackage(folder));
		console.log(
			`\nTrigger in n8n, ${CONNECTIONS} connections, ${STARTS} starts of n8n with ${ROUNDS} rounds of ${REQUESTS} requests each`,
		);
		/** @type {Round[]} */
		const rounds = [];
		for (let start = 0; start < STARTS; start += 1) rounds.push(...(await raceInOneN8n(packed)));
		report(rounds);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** @param {import('../../scripts/n8n/package').PackedPackage} packed */
async function raceInOneN8n(packed) {
	const n8n = await startN8n({
		packages: [packed],
		lazyIsolates: true,
		env: { EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none', N8N_LOG_LEVEL: 'error' },
	});
	try {
		/** @type {Record<string, string>} */
		const urls = {};
		for (const name of NAMES) urls[name] = await CONTENDERS[name](n8n);
		return await race(urls, n8n.pid());
	} finally {
		await n8n.stop();
	}
}

/** @typedef {import('../../scripts/n8n/process').N8n} N8n */
/** @typedef {import('../../scripts/n8n/workflows').WorkflowNode} WorkflowNode */

/** @param {N8n} n8n @param {Partial<WorkflowNode>} [more] @param {Record<string, string>} [authentication] */
async function coreWorkflow(n8n, more = {}, authentication = {}) {
	const received = { httpMethod: 'POST', path: randomUUID(), responseMode: 'onReceived' };
	const parameters = { ...received, ...authentication };
	const node = { name: 'Start', type: 'n8n-nodes-base.webhook', typeVersion: 2.1, parameters };
	return await live(n8n, { ...node, ...more });
}

/** @param {N8n} n8n */
async function headerAuthWorkflow(n8n) {
	const httpHeaderAuth = await n8n.createCredential('httpHeaderAuth', HEADER_AUTH);
	const credentials = { httpHeaderAuth };
	return await coreWorkflow(n8n, { credentials }, { authentication: 'headerAuth' });
}

/** @param {N8n} n8n @param {Record<string, unknown>} [parameters] */
async function triggerWorkflow(n8n, parameters = {}) {
	const secret = await n8n.createCredential('hospitalityWebhookSecretApi', { secret: SECRET });
	return await live(n8n, {
		name: 'Start',
		type: 'n8n-nodes-hospitality-webhooks.hospitalityTrigger',
		typeVersion: 2,
		parameters: { platform: 'olympusCloud', registration: 'manual', events: ['*'], ...parameters },
		credentials: { hospitalityWebhookSecretApi: secret },
	});
}

/** @param {N8n} n8n @param {WorkflowNode} start */
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

/** @typedef {{ perSecond: number, perCpuSecond: number }} Heat */
/** @typedef {Record<string, Heat>} Round */

/** @param {Record<string, string>} urls @param {number} [pid] of n8n */
async function race(urls, pid) {
	/** @type {Round[]} */
	const rounds = [];
	for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round += 1) {
		/** @type {Round} */
		const heats = {};
		// Back and forth, so that nobody always runs behind the same one.
		for (const name of round % 2 ? [...NAMES].reverse() : NAMES) {
			heats[name] = await heat(urls[name], pid);
		}
		if (round >= 0) rounds.push(heats);
	}
	return rounds;
}

/** @param {Round[]} rounds */
function report(rounds) {
	for (const name of NAMES) {
		const speed = median(rounds.map((heats) => heats[name].perSecond));
		const busy = median(rounds.map((heats) => 1000 / heats[name].perCpuSecond));
		console.log(
			`  ${name.padEnd(32)} ${speed.toFixed(0).padStart(4)}/s  ${busy.toFixed(1)} ms each`,
		);
	}
	const [core, guarded, ...triggers] = NAMES;
	for (const name of triggers) {
		/** @param {keyof Heat} key */
		const ratio = (key, to = core) =>
			median(rounds.map((heats) => heats[name][key] / heats[to][key]));
		goal(`${name} / ${core}, by the clock`, ratio('perSecond'), 0.85);
		if (!Number.isNaN(ratio('perCpuSecond')))
			goal(`${name} / ${core}, by time of the main thread`, ratio('perCpuSecond'), 0.85);
		goal(`${name} / ${guarded}, by the clock`, ratio('perSecond', guarded), 1);
	}
}

/** @param {string} url @param {number} [pid] of n8n @returns {Promise<Heat>} */
async function heat(url, pid) {
	const batch = messages(REQUESTS);
	const before = cpuSeconds(pid);
	const perSecond = await fire(url, batch, CONNECTIONS);
	// The answer comes before the execution, which is not to be the next one's burden.
	await new Promise((resolve) => setTimeout(resolve, DRAIN_MS));
	return { perSecond, perCpuSecond: REQUESTS / (cpuSeconds(pid) - before) };
}

/**
 * Processor time that the main thread of a process has used; not a number where there is no /proc.
 * It is what limits n8n, and unlike the clock it does not count what else the machine does.
 * @param {number} [pid]
 */
function cpuSeconds(pid) {
	const file = `/proc/${pid}/task/${pid}/stat`;
	if (!existsSync(file)) return Number.NaN;
	// Behind the name in brackets; the 12th and 13th are user and system time in hundredths.
	const fields = readFileSync(file, 'utf8').split(') ')[1].split(' ');
	return (Number(fields[11]) + Number(fields[12])) / 100;
}

module.exports = { benchTrigger };
