'use strict';

/*
 * npm run walk    walks like a new user from an empty canvas of a real n8n to a Slack message,
 *                 counts clicks and fields, and takes the pictures of docs/pictures. Fails with
 *                 the step that is missing.
 */

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { packPackage } = require('./n8n/package');
const { startN8n } = require('./n8n/process');
const { runProgram } = require('./plainError');
const { withProgress } = require('./progress');
const { setUp } = require('./setup');

/** @typedef {import('./n8n/process').N8n} N8n */

/** @returns {import('./walk/oneWalk').Way[]} */
function ways() {
	return [
		{ id: 'gustaio', name: 'Gustaio', follow: require('./walk/gustaio').walkGustaio },
		{ id: 'resmio', name: 'resmio', follow: require('./walk/resmio').walkResmio },
	];
}

/**
 * So that everybody starts with none: n8n fills in one that fits.
 *
 * @param {N8n} n8n
 */
async function deleteCredentials({ session }) {
	for (const { id } of await session.call('GET', '/rest/credentials')) {
		await session.call('DELETE', `/rest/credentials/${id}`);
	}
}

/** @param {string[][]} rows */
function formatTable(rows) {
	const head = ['platform', 'clicks', 'fields', 'tabs', '+ clicks', '+ fields', 'seconds'];
	const lines = [head, ...rows];
	const widths = head.map((_, at) => Math.max(...lines.map((line) => String(line[at]).length)));
	return lines
		.map((line) => line.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  '))
		.join('\n');
}

async function walk() {
	await setUp();
	require('./typescript').registerTypeScript();
	const { startSandbox } = require('../sandbox/start');
	const { startStandIns } = require('../sandbox/standIns/start');
	const { startBrowser } = require('../test/support/browser');
	const { walkOnce } = require('./walk/oneWalk');

	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hospitality-walk-'));
	/** @type {(() => Promise<void>)[]} */
	const endings = [async () => fs.rmSync(folder, { recursive: true, force: true })];
	try {
		const packed = await packPackage(folder);
		const sandbox = await startSandbox();
		endings.unshift(sandbox.close);
		const standIns = await startStandIns(sandbox.state);
		endings.unshift(standIns.close);
		const n8n = await withProgress('Starting n8n', async () => {
			const env = { ...standIns.env, GENERIC_TIMEZONE: 'Europe/Berlin' };
			return await startN8n({ packages: [packed], env });
		});
		endings.unshift(n8n.stop);
		const browser = await startBrowser();
		endings.unshift(async () => await browser.close());
		/** @type {string[][]} */
		const rows = [];
		for (const way of ways()) {
			await deleteCredentials(n8n);
			const { work, accounts, tabs, seconds } = await withProgress(
				`From ${way.name} to Slack`,
				async () => await walkOnce(browser, n8n, sandbox, way),
			);
			const counted = [work.clicks, work.fields, tabs, accounts.clicks, accounts.fields, seconds];
			rows.push([way.name, ...counted.map(String)]);
		}
		console.log(`\n${formatTable(rows)}\n`);
		console.log('+ is what is done once for an account, and serves every workflow.');
	} finally {
		for (const end of endings) await end();
	}
}

if (require.main === module) void runProgram(walk).then(() => process.exit());
