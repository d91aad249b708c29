'use strict';

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { n8nFolder, n8nBinFolder, n8nNode, n8nBin } = require('../paths');
const { PlainError } = require('../plainError');
const { poll } = require('./poll');
const { freePort } = require('./ports');

const dieWithParent = path.join(__dirname, 'dieWithParent.js');

const START_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 15_000;

/** Environment variables of the caller that n8n may see; any other could change what it does. */
const INHERITED = [
	'HOME',
	'LANG',
	'LC_ALL',
	'TMPDIR',
	'TEMP',
	'TMP',
	'TZ',
	'SystemRoot',
	'USERPROFILE',
];

/**
 * @param {{ port: number, userFolder: string, env: Record<string, string> }} options
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
async function environment({ port, userFolder, env }) {
	const inherited = INHERITED.flatMap((name) => {
		const value = process.env[name];
		return value === undefined ? [] : [[name, value]];
	});
	return {
		...Object.fromEntries(inherited),
		PATH: `${n8nBinFolder}${path.delimiter}${process.env.PATH}`,
		NODE_ENV: 'production',
		N8N_USER_FOLDER: userFolder,
		N8N_PORT: String(port),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_SECURE_COOKIE: 'false',
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '5',
		...env,
	};
}

/**
 * Starts n8n and resolves when it answers requests. Its output is appended to the log file.
 *
 * @param {{
 *   port: number,
 *   userFolder: string,
 *   logFile: string,
 *   env: Record<string, string>,
 *   command?: 'start' | 'webhook' | 'worker'
 * }} options `command` other than start for the further processes of queue mode
 */
async function startProcess({ port, userFolder, logFile, env, command = 'start' }) {
	const log = fs.openSync(logFile, 'a');
	const child = spawn(n8nNode, ['--require', dieWithParent, n8nBin, command], {
		cwd: n8nFolder,
		env: await environment({ port, userFolder, env }),
		stdio: ['ignore', log, log, 'pipe'],
	});
	fs.closeSync(log);
	/** @type {Promise<void>} */
	const exited = new Promise((resolve) => {
		child.once('exit', () => resolve());
		child.once('error', () => resolve());
	});
	let running = true;
	void exited.then(() => (running = false));

	/** @param {NodeJS.Signals} signal */
	const end = async (signal) => {
		if (running) child.kill(signal);
		const impatient = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
		await exited;
		clearTimeout(impatient);
	};

	const isReady = async () => {
		if (!running) throw new PlainError(`n8n stopped while starting (log: ${logFile})`);
		if (command !== 'start') return await isHealthy(port);
		// The health check answers before the editor's API does, and until then any path says 200
		// with the text "n8n is starting up".
		const answer = await fetch(`http://127.0.0.1:${port}/rest/settings`).catch(() => undefined);
		const isApi = answer?.ok && answer.headers.get('content-type')?.includes('json');
		await answer?.arrayBuffer();
		return isApi ? true : undefined;
	};
	try {
		await poll('n8n to start', isReady, { timeoutMs: START_TIMEOUT_MS, everyMs: 100 });
	} catch (error) {
		await end('SIGKILL');
		throw error;
	}
	return { pid: child.pid, exited, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

/** @param {number} port of a process that has no editor */
async function isHealthy(port) {
	const url = `http://127.0.0.1:${port}/healthz/readiness`;
	const answer = await fetch(url).catch(() => undefined);
	await answer?.arrayBuffer();
	return answer?.ok ? true : undefined;
}

module.exports = { startProcess };
