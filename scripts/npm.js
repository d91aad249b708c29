'use strict';

const path = require('node:path');
const { existsSync } = require('node:fs');
const { PlainError } = require('./plainError');
const { runStep } = require('./step');

const NO_NETWORK = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ENETDOWN|ECONNRESET/;

/**
 * The npm that belongs to the running Node.js, as a command that needs no shell on any system.
 *
 * @param {string[]} args
 */
function npmCommand(args) {
	const beside = path.dirname(process.execPath);
	const candidates = [
		process.env.npm_execpath,
		path.join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
		path.join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
	];
	const cli = candidates.find((file) => file?.endsWith('npm-cli.js') && existsSync(file));
	return cli ? { command: process.execPath, args: [cli, ...args] } : { command: 'npm', args };
}

/**
 * Runs npm as a step and turns a failure into one line that names the cause and the log.
 *
 * @param {string} label
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, explain?: (output: string) => string | undefined }} [options]
 *   `explain` may recognise a failure of its own
 */
async function npm(label, args, { cwd, env, explain } = {}) {
	const result = await runStep({
		label,
		...npmCommand(args),
		cwd,
		// Three quick tries: a machine without network learns so in seconds, not in minutes.
		env: {
			npm_config_fetch_retry_mintimeout: '2000',
			npm_config_fetch_retry_maxtimeout: '8000',
			...env,
		},
	});
	if (result.code === 0) return result;
	const log = `(log: ${result.logFile})`;
	if (result.code === 127)
		throw new PlainError('npm was not found: install Node.js 20 or newer with npm.');
	const explained = explain?.(result.output);
	if (explained) throw new PlainError(`${explained} ${log}`);
	if (NO_NETWORK.test(result.output)) {
		throw new PlainError(
			`${label} failed: the npm registry cannot be reached, check the network ${log}`,
		);
	}
	if (/ENOSPC/.test(result.output)) {
		throw new PlainError(`${label} failed: the disk is full, n8n needs about 3 GB ${log}`);
	}
	throw new PlainError(`${label} failed with exit code ${result.code} ${log}`);
}

module.exports = { npm, npmCommand };
