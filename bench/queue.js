// @ts-check
const { mkdtempSync, rmSync } = require('fs');
const { cpus, tmpdir } = require('os');
const { join } = require('path');

const { startCluster } = require('../scripts/n8n/cluster');
const { isFinished, outputOf } = require('../scripts/n8n/executions');
const { packPackage, packedBefore } = require('../scripts/n8n/package');
const { poll } = require('../scripts/n8n/poll');
const { startServices } = require('../scripts/n8n/services');
const { messages, SECRET } = require('./n8n/messages');
const { cases } = require('./queue/cases');

const EVENTS = 200;
const IDLE_MS = 3000;

/**
 * How often the Trigger runs a delivery twice in n8n's queue mode with two webhook processes, which
 * share nothing but the database. Each case has a workflow of its own with default options, and is
 * counted by what n8n has executed.
 */
async function benchQueue() {
	const folder = mkdtempSync(join(tmpdir(), 'bench-queue-'));
	// So that the servers end with this program also when it is ended from outside.
	for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
	let services;
	let cluster;
	try {
		services = await startServices(folder);
		const packed = packedBefore() ?? (await packPackage(folder));
		cluster = await startCluster(folder, packed, services.env);
		console.log(
			`\nQueue mode, two webhook processes, ${cpus().length} cores, ${EVENTS} events twice each`,
		);
		console.log(row('second copy goes to', 'executions', 'expected', 'run twice', 'lost'));
		for (const [name, send] of Object.entries(cases)) {
			const { executions, twice, lost } = await measure(cluster, send);
			console.log(row(name, executions, EVENTS, twice, lost));
		}
	} finally {
		await cluster?.stop();
		await services?.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}

/**
 * @param {import('../scripts/n8n/cluster').Cluster} cluster
 * @param {(typeof cases)[string]} send
 */
async function measure({ main, webhooks: [one, two] }, send) {
	const secret = await main.createCredential('hospitalityWebhookSecretApi', { secret: SECRET });
	const workflow = await main.createWorkflow({
		nodes: [
			{
				name: 'Trigger',
				type: 'n8n-nodes-hospitality-webhooks.hospitalityTrigger',
				typeVersion: 2,
				parameters: { platform: 'olympusCloud', registration: 'manual' },
				credentials: { hospitalityWebhookSecretApi: secret },
			},
			{ name: 'End', type: 'n8n-nodes-base.noOp' },
		],
	});
	await main.activate(workflow);
	const path = new URL((await main.webhookUrl(workflow)) ?? '').pathname;
	const sent = messages(EVENTS);
	await send({
		messages: sent,
		urls: [one.url + path, two.url + path],
		kill: two.kill,
		restart: two.restart,
	});
	const counts = await runsPerEvent(main, workflow);
	await main.deactivate(workflow);
	const runs = sent.map(({ body }) => counts.get(JSON.parse(`${body}`).id) ?? 0);
	return {
		executions: runs.reduce((sum, count) => sum + count, 0),
		twice: runs.filter((count) => count > 1).length,
		lost: runs.filter((count) => count === 0).length,
	};
}

/**
 * @param {import('../scripts/n8n/process').N8n} main
 * @param {import('../scripts/n8n/workflows').Workflow} workflow
 * @returns {Promise<Map<string, number>>} by the id of the event
 */
async function runsPerEvent(main, workflow) {
	/** @type {Map<string, number>} */
	const counts = new Map();
	for (const { id } of await finished(main, workflow)) {
		const [{ eventId }] = outputOf(await main.execution(id), 'Trigger');
		counts.set(eventId, (counts.get(eventId) ?? 0) + 1);
	}
	return counts;
}

/**
 * Waits until the worker has been idle for a while: n8n's list misses an execution that ends while
 * the list is read, and one whose webhook process was killed before it could queue it stays new
 * for ever.
 *
 * @param {import('../scripts/n8n/process').N8n} main
 * @param {import('../scripts/n8n/workflows').Workflow} workflow
 */
async function finished(main, workflow) {
	let since = Date.now();
	let before = 0;
	const settled = async () => {
		const done = (await main.executions(workflow)).filter(isFinished);
		if (done.length !== before) since = Date.now();
		before = done.length;
		return Date.now() - since > IDLE_MS ? done : undefined;
	};
	return await poll('the worker to finish', settled, { timeoutMs: 60_000, everyMs: 500 });
}

/** @param {string} name @param {(string | number)[]} columns */
function row(name, ...columns) {
	return `  ${name.padEnd(36)}${columns.map((column) => String(column).padStart(11)).join('')}`;
}

module.exports = { benchQueue };
