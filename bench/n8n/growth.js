// @ts-check
const { mkdtempSync, rmSync } = require('fs');
const { tmpdir } = require('os');
const { join } = require('path');

const { Report } = require('../../scripts/figures/report');
const { packPackage, packedBefore } = require('../../scripts/n8n/package');
const { numberSetting } = require('../../scripts/resultTable');
const { root } = require('../../scripts/paths');
const { registerTypeScript } = require('../../scripts/typescript');
const { loading } = require('../load');
const { median } = require('../rounds');
const { startCountingEndpoint } = require('./countingEndpoint');
const { makeFewPlatforms } = require('./fewPlatforms');
const { itemRun } = require('./itemRun');
const { heat, startMeasuredN8n } = require('./measured');
const { event, itemsIn, messages } = require('./messages');
const receivers = require('./receivers');
const senders = require('./senders');
const { takeTurns } = require('./turns');
const { n8n: manifest } = require('../../package.json');

/** @typedef {import('./measured').N8n} N8n */

const CONNECTIONS = 10;
const WARM_UP = { rounds: 2, events: 100 };

/** How many deliveries the node remembers; the last is the most that can be set. */
const REMEMBERED = [0, 100, 1000, 2500];
/** Bytes of a delivery, and how many of them are sent in a round. */
const PAYLOADS = /** @type {const} */ ([
	['1 kB', 1_000, 100],
	['10 kB', 10_000, 100],
	['100 kB', 100_000, 50],
	['1 MB', 1_000_000, 10],
]);
/** Items in one run of the Sender, and how many runs are counted. */
const ITEMS = /** @type {const} */ ([
	[1, 9],
	[10, 9],
	[100, 7],
	[1000, 5],
]);

/** What a delivery costs when there is more of something. */
async function benchGrowth() {
	const rounds = numberSetting('ROUNDS', 5);
	const report = new Report('growth', {
		command: 'npm run bench -- growth',
		versions: 'n8n',
		text: `In a real n8n over ${CONNECTIONS} connections, ${rounds} rounds in which all of a table take turns. The time is that of n8n's main thread for one event, with all that n8n does for a run: unlike the clock it does not count what else the machine does. Where there is no /proc it is the time by the clock.`,
	});
	const folder = mkdtempSync(join(tmpdir(), 'bench-growth-'));
	const endpoint = await startCountingEndpoint();
	let n8n;
	try {
		const packed = packedBefore() ?? (await packPackage(folder));
		const few = await makeFewPlatforms();
		n8n = await startMeasuredN8n({ packages: [packed, await few.pack(folder)] });
		await warmUp(n8n);
		await remembered(report, n8n, rounds);
		await payloads(report, n8n, rounds);
		await items(report, n8n, endpoint.url);
		await platforms(report, n8n, few, rounds);
		await report.write();
	} finally {
		await n8n?.stop();
		endpoint.close();
		rmSync(folder, { recursive: true, force: true });
	}
}

/** @param {N8n} n8n @param {string} url @param {import('./fire').Message[]} batch milliseconds for an event */
async function cost(n8n, url, batch) {
	const { perSecond, threadMs } = await heat(n8n, url, batch, CONNECTIONS);
	return Number.isNaN(threadMs) ? 1000 / perSecond : threadMs;
}

/** @param {N8n} n8n */
async function warmUp(n8n) {
	for (const make of [receivers.webhookWithHeaderAuth, receivers.hospitalityTrigger]) {
		const url = await make(n8n);
		for (let round = 0; round < WARM_UP.rounds; round += 1) {
			await heat(n8n, url, messages(WARM_UP.events), CONNECTIONS);
		}
	}
}

/** @param {Report} report @param {N8n} n8n @param {number} rounds */
async function remembered(report, n8n, rounds) {
	/** @type {Record<string, string>} */
	const urls = {};
	for (const count of REMEMBERED) {
		const options = count === 0 ? { deduplicate: false } : { dedupeWindow: count };
		urls[count] = await receivers.hospitalityTrigger(n8n, options);
		await heat(n8n, urls[count], messages(Math.max(count, 1)), CONNECTIONS);
	}
	const raced = await takeTurns(Object.keys(urls), { rounds, warmUp: 1 }, async (count) =>
		cost(n8n, urls[count], messages(WARM_UP.events)),
	);
	const times = REMEMBERED.map((count) => median(raced.map((round) => round[count])));
	report.table(
		'**Remembered Deliveries**, all of them there before (0: **Drop Duplicates** is off):',
		['Remembered', 'ms for an event', 'Against none'],
		REMEMBERED.map((count, index) => [
			count.toLocaleString('en'),
			times[index].toFixed(1),
			median(raced.map((round) => round[count] / round[0])).toFixed(2),
		]),
	);
	const most = REMEMBERED.length - 1;
	const each = ((times[most] - times[1]) * 1000) / (REMEMBERED[most] - REMEMBERED[1]);
	report.answer(
		'What does each remembered delivery cost?',
		`${each.toFixed(1)} µs of every later event, and 8 bytes of the workflow's static data: ${times[most].toFixed(1)} ms for an event with ${REMEMBERED[most].toLocaleString('en')} of them, ${times[0].toFixed(1)} ms with none`,
	);
}

/** @param {Report} report @param {N8n} n8n @param {number} rounds */
async function payloads(report, n8n, rounds) {
	const urls = {
		'Hospitality Trigger': await receivers.hospitalityTrigger(n8n),
		'Webhook, Header Auth': await receivers.webhookWithHeaderAuth(n8n),
	};
	/** @type {[string, string]} */
	const [ours, theirs] = ['Hospitality Trigger', 'Webhook, Header Auth'];
	const rows = [];
	for (const [label, bytes, count] of PAYLOADS) {
		const options = { items: itemsIn(bytes) };
		const raced = await takeTurns([ours, theirs], { rounds, warmUp: 1 }, async (name) =>
			cost(n8n, urls[/** @type {keyof typeof urls} */ (name)], messages(count, options)),
		);
		rows.push([
			label,
			...[ours, theirs].map((name) => median(raced.map((round) => round[name])).toFixed(1)),
			median(raced.map((round) => round[ours] / round[theirs])).toFixed(2),
		]);
	}
	report.table(
		'The size of a delivery:',
		['Payload', `${ours}, ms for an event`, `${theirs}, ms`, 'So many times as long'],
		rows,
	);
	const [label, ms, other] = /** @type {string[]} */ (rows.at(-1));
	report.answer(
		'And a large delivery?',
		`${ms} ms for one of ${label}, ${other} ms with the core Webhook node and Header Auth`,
	);
}

/** @param {Report} report @param {N8n} n8n @param {string} url */
async function items(report, n8n, url) {
	const contenders = {
		Sender: await itemRun(n8n, await senders.hospitalitySender(n8n, url)),
		'Crypto, HTTP Request': await itemRun(n8n, await senders.cryptoAndHttpRequest(n8n, url)),
	};
	const names = /** @type {(keyof typeof contenders)[]} */ (Object.keys(contenders));
	const rows = [];
	for (const [count, rounds] of ITEMS) {
		const raced = await takeTurns(names, { rounds, warmUp: 2 }, async (name) => {
			const batch = Array.from({ length: count }, () => event());
			return (await contenders[/** @type {(typeof names)[0]} */ (name)](batch)).ms;
		});
		const times = names.map((name) => median(raced.map((round) => round[name])));
		const each = times.map((ms) => (ms / count).toFixed(2));
		rows.push([
			count.toLocaleString('en'),
			times[0].toFixed(0),
			each[0],
			times[1].toFixed(0),
			each[1],
		]);
	}
	report.table(
		'Items in one run of the Sender, by the time that n8n notes in whole milliseconds:',
		['Items', 'Sender, ms', 'for each', 'Crypto, HTTP Request, ms', 'for each'],
		rows,
	);
}

/**
 * @param {Report} report
 * @param {N8n} n8n
 * @param {Awaited<ReturnType<typeof makeFewPlatforms>>} few
 * @param {number} rounds
 */
async function platforms(report, n8n, few, rounds) {
	registerTypeScript();
	const all = `${require('../../platforms').platforms.length}`;
	const some = `${few.count}`;
	/** @type {Record<string, string>} */
	const urls = {
		[some]: await receivers.hospitalityTrigger(n8n, {}, few.type),
		[all]: await receivers.hospitalityTrigger(n8n),
	};
	const raced = await takeTurns([some, all], { rounds, warmUp: 3 }, async (name) =>
		cost(n8n, urls[name], messages(WARM_UP.events)),
	);
	/** @type {Record<string, ReturnType<typeof loading>>} */
	const loads = {
		[some]: loading(few.nodes),
		[all]: loading(manifest.nodes.map((file) => join(root, file))),
	};
	report.table(
		`The number of platforms: this package as it is, and built once more with ${few.count} of them alone, side by side in one n8n:`,
		['Platforms', 'ms for an event', 'Loading the nodes, ms', 'of processor time'],
		[some, all].map((name) => [
			name,
			median(raced.map((round) => round[name])).toFixed(1),
			loads[name].wall.toFixed(1),
			loads[name].cpu.toFixed(1),
		]),
	);
	const ratio = median(raced.map((round) => round[all] / round[some])).toFixed(2);
	report.answer(
		`Do ${all} platforms make it slower than ${some}?`,
		`An event takes ${ratio} times as long; loading the nodes ${loads[all].wall.toFixed(0)} ms instead of ${loads[some].wall.toFixed(0)} ms`,
	);
}

module.exports = { benchGrowth };
