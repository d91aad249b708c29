'use strict';

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { logs, root } = require('./paths');

const PROGRESS_EVERY_MS = 10_000;

/**
 * @typedef {object} StepOptions
 * @property {string} label what the user sees
 * @property {string} command
 * @property {string[]} [args]
 * @property {string} [cwd] default: the repository
 * @property {NodeJS.ProcessEnv} [env] added to this process's environment
 * @property {boolean} [announce] whether to print a line at the start, default true
 */

/**
 * @typedef {object} StepResult
 * @property {number} code exit code; 127 when the command does not exist
 * @property {string} output stdout and stderr, interleaved
 * @property {string} logFile where the output was written
 * @property {number} seconds
 */

/**
 * Runs one command with its output in a log file, printing a line when it starts, every ten
 * seconds and when it ends with its time. Does not throw for a failing command: the caller knows what it means.
 *
 * @param {StepOptions} options
 * @returns {Promise<StepResult>}
 */
async function runStep({ label, command, args = [], cwd = root, env = {}, announce = true }) {
	const started = Date.now();
	const elapsed = () => Math.round((Date.now() - started) / 1000);
	fs.mkdirSync(logs, { recursive: true });
	const logFile = path.join(logs, `${label.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.log`);
	const log = fs.openSync(logFile, 'w');
	if (announce) console.log(`${label} ...`);
	const progress = setInterval(() => console.log(`  ${label}: ${elapsed()} s`), PROGRESS_EVERY_MS);
	const code = await new Promise((resolve) => {
		const child = spawn(command, args, {
			cwd,
			env: { ...process.env, ...env },
			stdio: ['ignore', log, log],
		});
		child.on('error', () => resolve(127));
		child.on('close', (exitCode) => resolve(exitCode ?? 1));
	});
	clearInterval(progress);
	fs.closeSync(log);
	const seconds = elapsed();
	console.log(`  ${label}: ${code === 0 ? 'done' : 'FAILED'} in ${seconds} s`);
	return { code, output: fs.readFileSync(logFile, 'utf8'), logFile, seconds };
}

module.exports = { runStep };
