'use strict';

/*
 * npm run soak            the kill test of the Trigger and the chaos run of the Sender, in a real n8n
 * npm run soak -- kills   only the first: EVENTS (2000) and KILLS (5) in the environment
 * npm run soak -- chaos   only the second: MINUTES (10) in the environment
 *
 * Prints a table of each, and fails where an event was lost, ran again without a kill, or an item is
 * not accounted for.
 */

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { packPackage, packedBefore } = require('./n8n/package');
const { startN8n } = require('./n8n/process');
const { PlainError, runProgram } = require('./plainError');
const { numberSetting, printTable } = require('./resultTable');
const { chaosRun, ITEMS_A_CALL } = require('./soak/chaosRun');
const { killRun } = require('./soak/killRun');

/** @typedef {import('./n8n/process').N8n} N8n */
/** @typedef {import('./resultTable').Row} Row */

/** @param {string} line */
const say = (line) => console.log(`  ${line}`);

/** @type {Record<string, { title: string, run: (n8n: N8n) => Promise<Row[]> }>} */
const RUNS = {
	kills: { title: 'Trigger: n8n killed and restarted under load', run: kills },
	chaos: { title: 'Sender: an endpoint that fails, and kills between attempts', run: chaos },
};

/** @param {N8n} n8n @returns {Promise<Row[]>} */
async function kills(n8n) {
	const events = numberSetting('EVENTS', 2000);
	const result = await killRun(n8n, { events, kills: numberSetting('KILLS', 5), say });
	const { answers } = result;
	return [
		['events', result.events],
		['deliveries of them', result.deliveries],
		['kills of n8n', result.killed],
		['answered: received', answers.received],
		['answered: duplicate', answers.duplicate],
		['answered otherwise', answers.other, 0],
		['given up by the caller at once', answers.hungUp],
		['without an answer', answers.none],
		['503 while n8n was not ready', answers.unavailable],
		['events under way at a kill', result.metKill],
		['lost', result.lost, 0],
		['run once', result.once],
		['run again, under way at a kill', result.againAtKill],
		['run again, any other', result.againElsewhere, 0],
		['acknowledged, and cut short by a kill', result.cutShort],
		['executions of no event', result.unknownExecutions, 0],
	];
}

/** @param {N8n} n8n @returns {Promise<Row[]>} */
async function chaos(n8n) {
	const result = await chaosRun(n8n, { minutes: numberSetting('MINUTES', 10), say });
	for (const item of result.unaccounted) say(`Not accounted for: ${JSON.stringify(item)}`);
	return [
		['items', result.items],
		['executions', result.executions],
		['kills of n8n', result.kills],
		['attempts that the endpoint has seen', result.attempts],
		['delivered', result.delivered],
		['exhausted', result.exhausted],
		['cut short by a kill', result.cutShort, { atMost: result.kills * ITEMS_A_CALL }],
		['neither, or both, without a kill', result.unaccounted.length, 0],
		['delivered, but not seen by the endpoint', result.deliveredUnseen, 0],
		['exhausted before the last attempt', result.exhaustedEarly, 0],
		['attempts logged that differ from those seen', result.attemptsDiffer, 0],
		['exhausted, but taken without an answer', result.exhaustedTaken],
	];
}

async function soak() {
	const [chosen] = process.argv.slice(2);
	if (chosen !== undefined && !Object.hasOwn(RUNS, chosen)) {
		throw new PlainError(`There is no run ${chosen}, only ${Object.keys(RUNS).join(' and ')}`);
	}
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hospitality-soak-'));
	let isGood = true;
	try {
		const packed = packedBefore() ?? (await packPackage(folder));
		for (const [name, { title, run }] of Object.entries(RUNS)) {
			if (chosen !== undefined && name !== chosen) continue;
			console.log(`\n${title}`);
			const n8n = await startN8n({ packages: [packed], env: { N8N_LOG_LEVEL: 'warn' } });
			try {
				isGood = printTable(await run(n8n)) && isGood;
			} finally {
				await n8n.stop();
			}
		}
	} finally {
		fs.rmSync(folder, { recursive: true, force: true });
	}
	return isGood ? 0 : 1;
}

void runProgram(soak);
