'use strict';

/*
 * npm run queue: the package in n8n's queue mode, with PostgreSQL and Redis, a main process, two
 * webhook processes and two workers, of which one each is killed meanwhile. EVENTS (2000) in the
 * environment.
 *
 * Prints a table, writes it into docs/figures.md, and fails where an event was lost, ran again without a kill, or was delivered by
 * the Sender to nobody. Without Redis or PostgreSQL it says so and does nothing.
 */

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { Report } = require('./figures/report');
const { startCluster } = require('./n8n/cluster');
const { packPackage, packedBefore } = require('./n8n/package');
const { missingServices, startServices } = require('./n8n/services');
const { PlainError, runProgram } = require('./plainError');
const { startBalancer } = require('./queue/balancer');
const { queueRun } = require('./queue/queueRun');
const { cellsOf, HEAD, isAsItMustBe, numberSetting } = require('./resultTable');
const { registerTypeScript } = require('./typescript');

/** Failed deliveries are repeated so many times faster than the platforms do. */
const RETRY_SPEED = 60;
/** How many executions a worker runs at a time: n8n's default. */
const CONCURRENCY = 10;

/** @param {string} line */
const say = (line) => console.log(`  ${line}`);

/** @param {import('./queue/queueRun').QueueResult} result @returns {import('./resultTable').Row[]} */
const rowsOf = (result) => [
	['events', result.events],
	['deliveries of them', result.deliveries],
	['attempts of the platforms', result.attempts],
	['answered: received', result.received],
	['answered: duplicate', result.duplicates],
	['5xx or no answer, and repeated', result.notTaken],
	['runs', result.runs],
	['run once', result.runOnce],
	['run again, under way when a process went or came back', result.againAtKill],
	['run again, any other', result.againElsewhere, 0],
	['lost', result.lost, 0],
	['delivered by the Sender', result.delivered],
	['delivered twice', result.deliveredAgain, { atMost: result.againAtKill }],
	['in the worker that was killed', result.cutShort, { atMost: CONCURRENCY }],
	['queued for a retry, and called crashed by that worker when it was back', result.stranded],
	['run to the end, and not delivered', result.undelivered, 0],
	['refused by the endpoint at first', result.retried],
	['of these delivered by a retry', result.retriedDelivered],
	['retries finished on another worker', result.onAnotherWorker],
	['delivered once more after a restart of both webhook processes', result.again],
	['of these known', result.remembered, result.again],
	['runs of no event', result.unknownRuns.length, 0],
	['webhooks registered', result.registered, 2],
	['registered anew', result.registeredAnew, 0],
	['left behind', result.leftRegistered, 0],
	['answer to a failed run, acknowledged when finished', result.failedRun, 500],
];

/** Whether all is as it must be. @param {Report} report @param {import('./queue/queueRun').QueueResult} result */
async function written(report, result) {
	const rows = rowsOf(result);
	report.table('What became of them:', HEAD, cellsOf(rows));
	report.note(
		'What n8n does with the executions of a killed worker, and what follows from it, is described under [Queue mode](operations.md#queue-mode).',
	);
	const killed = result.cutShort + result.stranded;
	report.answer(
		`And in queue mode, with a webhook process and a worker killed amid ${result.events.toLocaleString('en')} events?`,
		`Lost: ${result.lost}. Run again: ${result.againAtKill + result.againElsewhere}. Ended by the kill of the worker, as n8n lists them: ${killed}. Registered anew: ${result.registeredAnew}`,
	);
	await report.write();
	return isAsItMustBe(rows);
}

async function queue() {
	const events = numberSetting('EVENTS', 2000);
	const missing = missingServices();
	if (missing !== undefined) {
		// Whoever runs it for others has to have them.
		if (process.env.CI) throw new PlainError(missing);
		console.log(`Skipped: ${missing}`);
		return;
	}
	const report = new Report('queue', {
		command: 'npm run queue',
		versions: 'n8n',
		text: `PostgreSQL and Redis, a main process, two workers that run ${CONCURRENCY} executions at a time each, and two webhook processes behind a load balancer that chooses by the path. Events of four platforms over 20 connections, one in five of them delivered twice, go through Trigger, Get Details and Sender as fast as the webhook processes take them, so that a long queue builds up before the workers. Meanwhile one webhook process and one worker are killed (\`kill -9\`) and started again. The endpoint of the Sender refuses one event in nine at first; its retries wait in the database. At the end both webhook processes are killed, and some events delivered once more.`,
	});
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hospitality-queue-'));
	// So that the servers end with this program also when it is ended from outside.
	for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
	/** @type {(() => Promise<void>)[]} */
	const endings = [];
	let isGood = false;
	try {
		const services = await startServices(folder);
		endings.unshift(services.stop);
		const packed = packedBefore() ?? (await packPackage(folder));
		registerTypeScript();
		const sandbox = await require('../sandbox/start').startSandbox({ repeats: true });
		endings.unshift(sandbox.close);
		Object.assign(sandbox.state.settings, { retrySpeed: RETRY_SPEED, requestsPerMinute: 100_000 });
		const balancer = await startBalancer();
		endings.unshift(balancer.close);
		say('Starting n8n: a main process, two workers, two webhook processes');
		const settings = {
			...services.env,
			WEBHOOK_URL: `${balancer.url}/`,
			// Where the workers say which execution they begin.
			N8N_LOG_LEVEL: 'info',
		};
		const cluster = await startCluster(folder, packed, settings, { workers: 2 });
		endings.unshift(cluster.stop);
		const result = await queueRun({ cluster, sandbox, balancer }, { events, say });
		isGood = await written(report, result);
		if (result.unknownRuns.length > 0) say(`Of no event: ${result.unknownRuns.join(', ')}`);
	} finally {
		for (const end of endings) await end();
		if (isGood) fs.rmSync(folder, { recursive: true, force: true });
		else say(`What n8n printed is in ${folder}`);
	}
	return isGood ? 0 : 1;
}

void runProgram(queue);
