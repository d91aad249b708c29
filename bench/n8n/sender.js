// @ts-check
const { mkdtempSync, rmSync } = require('fs');
const { tmpdir } = require('os');
const { join } = require('path');

const { Report } = require('../../scripts/figures/report');
const { packPackage, packedBefore } = require('../../scripts/n8n/package');
const { numberSetting } = require('../../scripts/resultTable');
const { median } = require('../rounds');
const { startCountingEndpoint } = require('./countingEndpoint');
const { itemRun } = require('./itemRun');
const { residentMegabytes, startMeasuredN8n } = require('./measured');
const { event } = require('./messages');
const senders = require('./senders');
const { takeTurns } = require('./turns');

const WARM_UP_ROUNDS = 4;
const EVENTS = 1000;
const MANY_EVENTS = 10_000;

const SENDER = 'Sender';
const BY_HAND = 'Crypto, HTTP Request';
const BARE = 'bare loop';

/** @typedef {Awaited<ReturnType<typeof startCountingEndpoint>>} Endpoint */
/** @typedef {Record<string, import('./itemRun').ItemRun>} Contenders */

/**
 * The Sender in a real n8n, against HTTP Request, against what people build by hand to sign, and
 * against the least that a node can do. What counts is the time that n8n notes for the nodes.
 */
async function benchSender() {
	const rounds = numberSetting('ROUNDS', 7);
	const report = new Report('sender', {
		command: 'npm run bench -- sender',
		versions: 'n8n',
		text: `${EVENTS} items of 1 kB are posted to an endpoint on the same machine that answers at once, ${rounds} times by each: the Sender, which signs them and logs every attempt in the item; n8n's HTTP Request node, which does not sign; n8n's Crypto node and HTTP Request behind it, as people sign by hand; and a node with nothing but n8n's HTTP client in a loop. The Sender and the loop send ${senders.CONCURRENCY} at a time, HTTP Request all at once. The time is what n8n notes for the nodes.`,
	});
	const folder = mkdtempSync(join(tmpdir(), 'bench-sender-'));
	const endpoint = await startCountingEndpoint();
	let n8n;
	try {
		const packed = packedBefore() ?? (await packPackage(folder));
		const bare = await packPackage(folder, { source: join(__dirname, 'bareLoop'), build: false });
		n8n = await startMeasuredN8n({ packages: [packed, bare] });
		const { url } = endpoint;
		/** @type {Contenders} */
		const contenders = {
			[SENDER]: await itemRun(n8n, await senders.hospitalitySender(n8n, url)),
			'HTTP Request': await itemRun(n8n, senders.httpRequest(url)),
			[BY_HAND]: await itemRun(n8n, await senders.cryptoAndHttpRequest(n8n, url)),
			[BARE]: await itemRun(n8n, senders.bareLoop(url)),
		};
		await race(report, contenders, endpoint, rounds);
		await memory(report, n8n, contenders);
		await report.write();
	} finally {
		await n8n?.stop();
		endpoint.close();
		rmSync(folder, { recursive: true, force: true });
	}
}

/** @param {number} count */
const events = (count) => Array.from({ length: count }, () => event());

/** @param {Report} report @param {Contenders} contenders @param {Endpoint} endpoint @param {number} rounds */
async function race(report, contenders, endpoint, rounds) {
	const names = Object.keys(contenders);
	const raced = await takeTurns(names, { rounds, warmUp: WARM_UP_ROUNDS }, async (name) => {
		const before = endpoint.received();
		const { ms } = await contenders[name](events(EVENTS));
		const arrived = endpoint.received() - before;
		if (arrived !== EVENTS) throw new Error(`${name} sent ${arrived} of ${EVENTS} events`);
		return (EVENTS / ms) * 1000;
	});
	/** @param {string} other */
	const ratio = (other) => median(raced.map((round) => round[SENDER] / round[other]));
	report.table(
		`${EVENTS} items in one run:`,
		['Sent by', 'Items a second', 'The Sender is so many times as fast'],
		names.map((name) => [
			name,
			median(raced.map((round) => round[name])).toFixed(0),
			name === SENDER ? '–' : ratio(name).toFixed(2),
		]),
	);
	report.answer(
		'How fast does the Sender send, against HTTP Request?',
		`${ratio(BY_HAND).toFixed(1)} times as fast as Crypto and HTTP Request, which sign too; ${ratio('HTTP Request').toFixed(1)} times as fast as HTTP Request without a signature`,
	);
	report.goal(`${SENDER} / ${BY_HAND}`, ratio(BY_HAND), { least: 3 });
	report.goal(`${SENDER} / ${BARE}`, ratio(BARE), { least: 0.65 });
}

/** @param {Report} report @param {import('./itemRun').N8n} n8n @param {Contenders} contenders */
async function memory(report, n8n, contenders) {
	if (Number.isNaN(residentMegabytes(n8n.pid(), 'VmRSS'))) return;
	/** @type {Record<string, number>} */
	const growth = {};
	for (const name of [BARE, SENDER]) {
		await n8n.restart();
		// Everything is loaded and compiled, and the webhook has taken a call as large as this one.
		await contenders[name](events(EVENTS));
		const before = residentMegabytes(n8n.pid(), 'VmRSS');
		await contenders[name](events(MANY_EVENTS));
		growth[name] = residentMegabytes(n8n.pid(), 'VmHWM') - before;
	}
	report.table(
		`Memory of n8n at its highest with ${MANY_EVENTS.toLocaleString('en')} items in one run, over what it had before:`,
		['Sent by', 'Memory'],
		Object.entries(growth).map(([name, megabytes]) => [name, `${megabytes.toFixed(0)} MB`]),
	);
	report.goal(`${SENDER} over ${BARE}`, growth[SENDER] - growth[BARE], { most: 150 }, ' MB');
}

module.exports = { benchSender };
