'use strict';

/*
 * npm run soak            the kill test of the Trigger and the chaos run of the Sender, in a real n8n
 * npm run soak -- kills   only the first: EVENTS (2000) and KILLS (5) in the environment
 * npm run soak -- chaos   only the second: MINUTES (10) in the environment
 *
 * Prints a table of each, writes it into docs/figures.md, and fails where an event was lost, ran again
 * without a kill, or an item is not accounted for.
 */

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { Report } = require('./figures/report');
const { packPackage, packedBefore } = require('./n8n/package');
const { startN8n } = require('./n8n/process');
const { PlainError, runProgram } = require('./plainError');
const { cellsOf, HEAD, isAsItMustBe, numberSetting } = require('./resultTable');
const { chaosRun, ITEMS_A_CALL } = require('./soak/chaosRun');
const { killRun } = require('./soak/killRun');

/** @typedef {import('./n8n/process').N8n} N8n */
/** @typedef {import('./resultTable').Row} Row */

/** @param {string} line */
const say = (line) => console.log(`  ${line}`);

/** @type {Record<'kills' | 'chaos', (n8n: N8n) => Promise<boolean>>} whether all is as it must be */
const RUNS = { kills, chaos };

/** @param {N8n} n8n */
async function kills(n8n) {
	const report = new Report('kills', {
		command: 'npm run soak -- kills',
		versions: 'n8n',
		text: 'Events of three kinds of senders over 20 connections, one in five of them delivered twice, to a Trigger whose n8n is killed (`kill -9`) and started again meanwhile. One caller in ten hangs up at once. As platforms do, the callers repeat what gets no answer or a 5xx. Before n8n stands a proxy that answers 503 until n8n is ready. At the end every event is looked for in what n8n has executed.',
	});
	const events = numberSetting('EVENTS', 2000);
	const result = await killRun(n8n, { events, kills: numberSetting('KILLS', 5), say });
	const { answers } = result;
	/** @type {Row[]} */
	const rows = [
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
	report.table('What became of them:', HEAD, cellsOf(rows));
	report.note(
		'An event that was under way at a kill can run again: n8n had created its execution, and not yet stored that it had. One that is cut short is listed by n8n as crashed, and can be retried there.',
	);
	report.answer(
		`What is lost or runs twice when n8n is killed ${result.killed} times amid ${result.events.toLocaleString('en')} events?`,
		`Lost: ${result.lost}. Run again: ${result.againAtKill} of the ${result.metKill} that a kill met, ${result.againElsewhere} others`,
	);
	await report.write();
	return isAsItMustBe(rows);
}

/** @param {N8n} n8n */
async function chaos(n8n) {
	const minutes = numberSetting('MINUTES', 10);
	const report = new Report('chaos', {
		command: 'npm run soak -- chaos',
		versions: 'n8n',
		text: `The Sender with _Survive Restarts_ sends for ${minutes} minutes, four attempts for each item, to an endpoint that takes 40 of 100 attempts; it answers 20 with 500 and 10 with 429, breaks the connection of 10, takes 10 without saying so, and never answers 10. n8n is killed (\`kill -9\`) every 45 seconds, between attempts. At the end what the items say is compared with what the endpoint has seen.`,
	});
	const result = await chaosRun(n8n, { minutes, say });
	for (const item of result.unaccounted) say(`Not accounted for: ${JSON.stringify(item)}`);
	/** @type {Row[]} */
	const rows = [
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
	report.table('What became of them:', HEAD, cellsOf(rows));
	report.answer(
		`What becomes of ${result.items.toLocaleString('en')} items sent to an endpoint that fails, with n8n killed ${result.kills} times?`,
		`Delivered: ${result.delivered}. Given up after all attempts: ${result.exhausted}. Cut short by a kill: ${result.cutShort}. Not accounted for: ${result.unaccounted.length}`,
	);
	await report.write();
	return isAsItMustBe(rows);
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
		for (const [name, run] of Object.entries(RUNS)) {
			if (chosen !== undefined && name !== chosen) continue;
			const n8n = await startN8n({ packages: [packed], env: { N8N_LOG_LEVEL: 'warn' } });
			try {
				isGood = (await run(n8n)) && isGood;
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
