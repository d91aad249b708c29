'use strict';

/*
 * Installs the packed package into a real n8n, starts it and works with it like its editor.
 *
 *   const { packPackage } = require('../../scripts/n8n/package');
 *   const { startN8n } = require('../../scripts/n8n/process');
 *   const n8n = await startN8n({ packages: [await packPackage(folder)] });   // temporary user folder, free port
 *   const secret = await n8n.createCredential('httpBasicAuth', { user: 'u', password: 'p' });
 *   const workflow = await n8n.createWorkflow({
 *     nodes: [
 *       { name: 'Trigger', type: 'n8n-nodes-hospitality-webhooks.hospitalityTrigger', typeVersion: 2,
 *         parameters: {…}, credentials: { hospitalityWebhookSecretApi: secret } },
 *       { name: 'End', type: 'n8n-nodes-base.noOp' },
 *     ],
 *   });                                                  // connections default to a chain
 *   await n8n.activate(workflow);                        // resolves when the webhook is live, throws what the trigger said
 *   const url = await n8n.webhookUrl(workflow);          // production URL
 *   await n8n.waitForExecutions(workflow, 1);            // summaries { id, status, mode }, the oldest first
 *   const [event] = await n8n.waitForOutput(workflow, 'Trigger', 1);     // json of the items
 *   const { data, customData } = await n8n.execution(id);                // parsed IRunExecutionData
 *   const { url, stop } = await n8n.listenForTest(workflow, 'Trigger');  // test webhook
 *   const { executionId } = await n8n.run(workflow, 'Manual');           // from a manual trigger
 *   await n8n.deactivate(workflow); await n8n.deleteWorkflow(workflow);
 *   await n8n.kill(); await n8n.restart();               // same folder, port and workflows; live again when it resolves
 *   n8n.log();                                           // all that n8n printed so far
 *   await n8n.stop();                                    // removes a temporary user folder
 *
 * All calls of the editor's API not covered: n8n.session.call(method, '/rest/…', body).
 */

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const { n8nBinFolder, n8nNode, runFolder } = require('../paths');
const { PlainError } = require('../plainError');
const { N8nClient } = require('./client');
const { installPackage } = require('./package');
const { poll } = require('./poll');

const dieWithParent = path.join(__dirname, 'dieWithParent.js');

const n8nBin = path.join(runFolder, 'node_modules', 'n8n', 'bin', 'n8n');

const START_TIMEOUT_MS = 300_000;
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
		cwd: runFolder,
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

/**
 * @param {number} port 0 for any free one
 * @returns {Promise<number>} the port that could be opened
 */
function tryPort(port) {
	return new Promise((resolve, reject) => {
		const server = net.createServer();
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			const address = /** @type {net.AddressInfo} */ (server.address());
			server.close(() => resolve(address.port));
		});
	});
}

/** A port that nobody listens on now. */
const freePort = () => tryPort(0);

/**
 * @param {number} port
 * @param {string} purpose whose port it is, for the message
 */
async function assertPortFree(port, purpose) {
	try {
		await tryPort(port);
	} catch (error) {
		const { code } = /** @type {NodeJS.ErrnoException} */ (error);
		if (code === 'EADDRINUSE') {
			throw new PlainError(`Port ${port} for ${purpose} is in use; choose another with --port.`);
		}
		throw new PlainError(`Port ${port} for ${purpose} cannot be opened (${code}).`);
	}
}

/**
 * @typedef {object} StartOptions
 * @property {import('./package').PackedPackage[]} [packages] installed before n8n starts
 * @property {number} [port] default: a free one
 * @property {string} [userFolder] kept by `stop`; default: a temporary one
 * @property {import('./rest').Owner} [owner]
 * @property {boolean} [lazyIsolates] N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE, default true
 * @property {Record<string, string>} [env] further settings
 */

const OWNER = { email: 'owner@example.com', password: 'Hospitality-1' };

/** @typedef {Awaited<ReturnType<typeof startN8n>>} N8n a running n8n that this process started */

/**
 * Starts n8n, makes the owner's account and signs in.
 *
 * @param {StartOptions} [options]
 * @throws {PlainError} when the port is taken or n8n does not start
 */
async function startN8n(options = {}) {
	const { packages = [], owner = OWNER, lazyIsolates = true } = options;
	if (options.port) await assertPortFree(options.port, 'n8n');
	const port = options.port || (await freePort());
	const userFolder =
		options.userFolder ?? fs.mkdtempSync(path.join(os.tmpdir(), 'hospitality-n8n-'));
	fs.mkdirSync(userFolder, { recursive: true });
	for (const packed of packages) installPackage(packed, userFolder);
	const logFile = path.join(userFolder, 'n8n.log');
	let env = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: String(lazyIsolates), ...options.env };

	const client = new N8nClient(`http://127.0.0.1:${port}`, owner);
	const start = async () => {
		const started = await startProcess({ port, userFolder, logFile, env });
		try {
			await client.signIn();
			for (const workflow of client.activated.values()) await client.waitUntilLive(workflow);
		} catch (error) {
			await started.kill();
			throw error;
		}
		return started;
	};
	let current = await start();

	return Object.assign(client, {
		port,
		userFolder,
		logFile,
		pid: () => current.pid,
		/** Ends n8n at once, as a power cut would (SIGKILL). */
		kill: async () => await current.kill(),
		/**
		 * Starts n8n again on the same folder and port, after stopping it if it still runs.
		 *
		 * @param {Record<string, string>} [changes] settings changed from now on
		 */
		restart: async (changes = {}) => {
			env = { ...env, ...changes };
			await current.stop();
			current = await start();
		},
		/** Ends n8n in good order and removes a temporary user folder. */
		stop: async () => {
			await current.stop();
			if (!options.userFolder) fs.rmSync(userFolder, { recursive: true, force: true });
		},
		/** All that n8n has printed so far. */
		log: () => fs.readFileSync(logFile, 'utf8'),
	});
}

module.exports = { assertPortFree, freePort, startN8n, startProcess };
