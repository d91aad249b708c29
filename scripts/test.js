'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { PACKED, packPackage } = require('./n8n/package');
const { npmCommand } = require('./npm');
const { root } = require('./paths');
const { runProgram } = require('./plainError');
const { setUp } = require('./setup');
const { runStep } = require('./step');

const JEST = path.join(root, 'node_modules', 'jest', 'bin', 'jest.js');

/**
 * @typedef {object} Stage
 * @property {string} label
 * @property {string} command
 * @property {string[]} args
 * @property {string} [report] where jest writes its results
 */

/**
 * @param {string} folder for jest's reports
 * @returns {Stage[]}
 */
function stages(folder) {
	/** @param {string} script */
	const npmRun = (script) => ({ label: script, ...npmCommand(['run', script]) });
	/**
	 * @param {string} name
	 * @param {string[]} [flags]
	 */
	const jest = (name, flags = []) => {
		const report = path.join(folder, `${name}.json`);
		const args = [
			JEST,
			'--ci',
			'--selectProjects',
			name,
			'--json',
			`--outputFile=${report}`,
			...flags,
		];
		return { label: `${name} tests`, command: process.execPath, args, report };
	};
	const scan = path.join(__dirname, 'scan.js');
	return [
		npmRun('lint'),
		npmRun('typecheck'),
		{
			label: 'docs',
			command: process.execPath,
			args: [path.join(__dirname, 'docs.js'), '--check'],
		},
		jest('unit'),
		jest('integration'),
		npmRun('build'),
		{ label: 'n8n scanner', command: process.execPath, args: [scan] },
		// They mostly wait: for n8n to start, and for the waits between attempts.
		jest('e2e', ['--maxWorkers=2']),
	];
}

/**
 * @param {string} [report]
 * @returns {{ passed: number, failed: number }}
 */
function countTests(report) {
	if (!report || !fs.existsSync(report)) return { passed: 0, failed: 0 };
	const { numPassedTests, numFailedTests } = JSON.parse(fs.readFileSync(report, 'utf8'));
	return { passed: numPassedTests, failed: numFailedTests };
}

/** Runs every check a change must pass, one after the other, up to the first that fails. */
async function test() {
	await setUp();
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hospitality-test-'));
	const total = { passed: 0, failed: 0 };
	/** @type {NodeJS.ProcessEnv} */
	let env = {};
	try {
		for (const { report, ...stage } of stages(folder)) {
			const { code, output } = await runStep({ ...stage, env, announce: false });
			const { passed, failed } = countTests(report);
			total.passed += passed;
			// A stage that breaks without a failing test, such as lint, is a failure as well.
			total.failed += code === 0 ? failed : Math.max(failed, 1);
			if (code !== 0) {
				console.log(output);
				break;
			}
			if (stage.label === 'build') {
				// What is scanned and tested in n8n is this one tarball.
				env = { [PACKED]: JSON.stringify(await packPackage(folder, { build: false })) };
			}
		}
	} finally {
		fs.rmSync(folder, { recursive: true, force: true });
	}
	console.log(`${total.passed} passed, ${total.failed} failed`);
	return total.failed === 0 ? 0 : 1;
}

if (require.main === module) runProgram(test);
