'use strict';

/*
 * Runs the core of the end-to-end tests in older lines of n8n as well:
 *
 *   npm run compat               every line
 *   npm run compat -- 1.123      one of them, also `oldest` and `newest`
 *
 * Each is installed into a folder of its own, which takes some minutes and up to 3 GB. The newest is the
 * one that all other tests run in.
 *
 * The older ones have no lockfile here, which would be 900 KB for each: whoever installs an older
 * n8n with npm gets the dependencies of the day too, so those are what is to be tested.
 */

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { isInstalled } = require('./installed');
const { npm } = require('./npm');
const { PACKED, packPackage } = require('./n8n/package');
const { n8nFolder, OTHER_N8N, root } = require('./paths');
const { PlainError, runProgram } = require('./plainError');
const { setUp } = require('./setup');
const { isSqliteReady, prepareSqlite } = require('./sqlite');
const { runStep } = require('./step');

const { dependencies, overrides } = require('../n8n/package.json');

const newest = dependencies.n8n.split('.').slice(0, 2).join('.');

/** The version that stands for each line. @type {Record<string, string>} */
const LINES = { 1.123: '1.123.81', '2.0': '2.0.3', '2.20': '2.20.12', [newest]: dependencies.n8n };

/** Older lines take it from the site of its makers, which not every network lets through. */
const XLSX = { xlsx: '0.18.5' };

/** What a user of any line relies on, by file of the end-to-end tests. */
const CORE = {
	'install in Settings > Community nodes': 'communityInstall',
	'receive and refuse all platforms': 'triggerPlatforms',
	'duplicates over a kill': 'triggerDuplicates',
	registration: 'triggerRegistration',
	'send to all platforms': 'senderPlatforms',
	'retries over a kill': 'senderDurable',
	'Get Details': 'hospitalityDetails',
	'Trigger, Sender and Wait over a restart': 'triggerThenSender',
};

/** @param {string} line */
const folderOf = (line) => (line === newest ? n8nFolder : path.join(root, '.compat', line));

/** @param {string} line */
async function install(line) {
	const folder = folderOf(line);
	if (line === newest) return;
	const manifest = {
		name: `hospitality-webhooks-n8n-${line}`,
		private: true,
		dependencies: { n8n: LINES[line] },
		overrides: { ...overrides, ...XLSX },
	};
	const file = path.join(folder, 'package.json');
	const text = JSON.stringify(manifest);
	const isSame = fs.existsSync(file) && fs.readFileSync(file, 'utf8') === text;
	if (!isSame || !isInstalled(folder)) {
		fs.mkdirSync(folder, { recursive: true });
		fs.writeFileSync(file, text);
		const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
		await npm(`Installing n8n ${LINES[line]}`, args, { cwd: folder });
	}
	if (!isSqliteReady(folder)) copySqlite(folder);
	if (!isSqliteReady(folder)) await prepareSqlite(folder);
}

/** The driver is the same in most lines, and building it takes minutes. @param {string} folder */
function copySqlite(folder) {
	const [from, to] = [n8nFolder, folder].map((n8n) => path.join(n8n, 'node_modules', 'sqlite3'));
	const [ours, theirs] = [from, to].map((one) => require(path.join(one, 'package.json')).version);
	const build = path.join(from, 'build');
	if (ours !== theirs || !fs.existsSync(build)) return;
	fs.cpSync(build, path.join(to, 'build'), { recursive: true });
}

/**
 * @param {string} line
 * @param {import('./n8n/package').PackedPackage} packed
 * @param {string} folder for jest's report
 * @returns {Promise<string[]>} the outcome of each file of the core
 */
async function run(line, packed, folder) {
	const report = path.join(folder, `${line}.json`);
	const files = Object.values(CORE).map((name) => `test/e2e/${name}.test.ts`);
	const { output } = await runStep({
		label: `n8n ${LINES[line]}`,
		command: process.execPath,
		args: [
			path.join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
			...['--ci', '--selectProjects', 'e2e', '--runInBand', '--json', `--outputFile=${report}`],
			...['--runTestsByPath', ...files],
		],
		env: { [OTHER_N8N]: folderOf(line), [PACKED]: JSON.stringify(packed) },
	});
	if (!fs.existsSync(report)) {
		console.log(output);
		return files.map(() => 'did not run');
	}
	/** @type {{ testResults: { name: string, message: string, assertionResults: { status: string }[] }[] }} */
	const { testResults } = JSON.parse(fs.readFileSync(report, 'utf8'));
	return files.map((file) => {
		const found = testResults.find(({ name }) => name.endsWith(path.basename(file)));
		const results = found?.assertionResults ?? [];
		const passed = results.filter(({ status }) => status === 'passed').length;
		const failed = results.filter(({ status }) => status === 'failed').length;
		if (found?.message) console.log(found.message);
		return failed === 0 && passed > 0 && !found?.message
			? `${passed} passed`
			: `${passed} passed, ${Math.max(failed, 1)} failed`;
	});
}

async function compat() {
	const known = Object.keys(LINES);
	/** @type {Record<string, string>} */
	const words = { oldest: known[0], newest };
	const asked = process.argv.slice(2).map((word) => words[word] ?? word);
	const unknown = asked.filter((line) => !known.includes(line));
	if (unknown.length > 0) {
		throw new PlainError(`No such line: ${unknown.join(', ')}. There are ${known.join(', ')}.`);
	}
	const lines = asked.length > 0 ? asked : known;
	await setUp();
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hospitality-compat-'));
	/** @type {string[][]} */
	const outcomes = [];
	try {
		const packed = await packPackage(folder);
		for (const line of lines) {
			await install(line);
			outcomes.push(await run(line, packed, folder));
		}
	} finally {
		fs.rmSync(folder, { recursive: true, force: true });
	}
	const rows = [
		['', ...lines.map((line) => `n8n ${LINES[line]}`)],
		['---', ...lines.map(() => '---')],
		...Object.keys(CORE).map((name, index) => [name, ...outcomes.map((one) => one[index])]),
	];
	console.log(rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n'));
	return outcomes.flat().some((outcome) => !/^\d+ passed$/.test(outcome)) ? 1 : 0;
}

module.exports = { LINES };

if (require.main === module) runProgram(compat);
