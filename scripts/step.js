'use strict';

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { logs, root } = require('./paths');
const { withProgress } = require('./progress');

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
 */

/**
 * Runs one command with its output in a log file, showing progress. Does not throw for a failing
 * command: the caller knows what it means.
 *
 * @param {StepOptions} options
 * @returns {Promise<StepResult>}
 */
async function runStep({ label, command, args = [], cwd = root, env = {}, announce }) {
	fs.mkdirSync(logs, { recursive: true });
	const logFile = path.join(logs, `${label.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.log`);
	const log = fs.openSync(logFile, 'w');
	/** @returns {Promise<number>} */
	const run = () =>
		new Promise((resolve) => {
			const child = spawn(command, args, {
				cwd,
				env: { ...process.env, ...env },
				stdio: ['ignore', log, log],
			});
			child.on('error', () => resolve(127));
			child.on('close', (exitCode) => resolve(exitCode ?? 1));
		});
	const code = await withProgress(label, run, { announce, failed: (result) => result !== 0 });
	fs.closeSync(log);
	return { code, output: fs.readFileSync(logFile, 'utf8'), logFile };
}

module.exports = { runStep };
