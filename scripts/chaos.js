'use strict';

/*
 * npm run chaos                sends to endpoints that fail in every way, and prints what came of it
 * npm run chaos -- --write     also puts the table into docs/chaos.md
 */

const fs = require('node:fs');
const path = require('node:path');
const { isDeepStrictEqual, parseArgs } = require('node:util');
const { executeHelpers } = require('./n8n/executeContext');
const { root } = require('./paths');
const { runProgram } = require('./plainError');
const { registerTypeScript } = require('./typescript');

const DOCUMENT = path.join(root, 'docs', 'chaos.md');
const START = '<!-- table: npm run chaos -- --write -->';
const END = '<!-- end of table -->';

/**
 * @typedef {object} Row
 * @property {string} name
 * @property {string} outcome
 * @property {string} attempts
 * @property {boolean} passed
 */

/** @returns {Promise<Row[]>} */
async function runCases() {
	registerTypeScript();
	const { deliveryTransport } = require('../lib/n8n/deliveryTransport');
	const { chaosCases } = require('../sandbox/chaos/cases');
	const { outcomeOf, runCase, waitedSeconds } = require('../sandbox/chaos/run');
	const { startChaos } = require('../sandbox/chaos/start');
	const transport = deliveryTransport(executeHelpers());
	const chaos = await startChaos();
	const rows = [];
	for (const chaosCase of chaosCases) {
		const { name, expected, waitsSeconds = 0 } = chaosCase;
		const delivery = await runCase(chaosCase, chaos, transport);
		const { status, reason } = delivery;
		const waited = waitedSeconds(delivery);
		rows.push({
			name,
			outcome: reason ? `${status}: ${reason}` : status,
			attempts: delivery.attempts.map(describeAttempt).join(', then '),
			passed: isDeepStrictEqual(outcomeOf(delivery), expected) && waited >= waitsSeconds - 0.002,
		});
	}
	await chaos.close();
	return rows;
}

/** @param {import('../lib/send/delivery').Attempt} attempt */
function describeAttempt({ statusCode, failure }) {
	if (!failure) return String(statusCode);
	return statusCode === null ? failure.class : `${statusCode} (${failure.class})`;
}

/**
 * A Markdown table with its columns lined up.
 *
 * @param {Row[]} rows
 */
function toTable(rows) {
	const cells = [
		['The endpoint answers with', 'Attempts', 'Delivery', ''],
		...rows.map(({ name, attempts, outcome, passed }) => {
			return [name, attempts, outcome, passed ? 'pass' : 'FAIL'];
		}),
	];
	const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => row[column].length)));
	/** @param {string[]} row */
	const line = (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
	const rule = widths.map((width) => '-'.repeat(width));
	return [cells[0], rule, ...cells.slice(1)].map(line).join('\n');
}

/** @param {string} table */
function writeDocument(table) {
	const text = fs.readFileSync(DOCUMENT, 'utf8');
	const [before, rest] = text.split(START);
	const [, after] = rest.split(END);
	fs.writeFileSync(DOCUMENT, `${before}${START}\n\n${table}\n\n${END}${after}`);
}

async function chaos() {
	const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
	const rows = await runCases();
	const table = toTable(rows);
	console.log(table);
	const failed = rows.filter(({ passed }) => !passed).length;
	console.log(`\n${rows.length - failed} of ${rows.length} passed`);
	if (values.write && failed === 0) writeDocument(table);
	return failed === 0 ? 0 : 1;
}

void runProgram(chaos).then(() => process.exit());
