'use strict';

/*
 * Installs the packed package into a real n8n, starts it and works with it like its editor.
 *
 *   const { packPackage, startN8n } = require('../../scripts/n8n/driver');
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

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { N8nClient } = require('./client');
const { outputOf } = require('./executions');
const { installPackage, packPackage } = require('./package');
const { assertPortFree, freePort } = require('./ports');
const { startProcess } = require('./process');

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

/** A running n8n that this process started. */
class N8n extends N8nClient {
	/** @param {Required<Omit<StartOptions, 'packages' | 'lazyIsolates'>> & { temporary: boolean }} settings */
	constructor({ port, userFolder, owner, env, temporary }) {
		super(`http://127.0.0.1:${port}`, owner);
		this.port = port;
		this.userFolder = userFolder;
		this.logFile = path.join(userFolder, 'n8n.log');
		this.env = env;
		this.temporary = temporary;
		/** @type {Awaited<ReturnType<typeof startProcess>> | undefined} */
		this.process = undefined;
	}

	/** Starts the process, signs in and waits for the workflows that were active. */
	async start() {
		const { port, userFolder, logFile, env } = this;
		this.process = await startProcess({ port, userFolder, logFile, env });
		await this.signIn();
		for (const workflow of this.activated.values()) await this.waitUntilLive(workflow);
	}

	/** Ends n8n at once, as a power cut would (SIGKILL). */
	async kill() {
		await this.process?.kill();
	}

	/**
	 * Starts n8n again on the same folder and port, after stopping it if it still runs.
	 *
	 * @param {Record<string, string>} [env] settings changed from now on
	 */
	async restart(env = {}) {
		this.env = { ...this.env, ...env };
		await this.process?.stop();
		await this.start();
	}

	/** Ends n8n in good order and removes a temporary user folder. */
	async stop() {
		await this.process?.stop();
		if (this.temporary) fs.rmSync(this.userFolder, { recursive: true, force: true });
	}

	/** All that n8n has printed so far. */
	log() {
		return fs.readFileSync(this.logFile, 'utf8');
	}
}

/**
 * @param {StartOptions} [options]
 * @returns {Promise<N8n>}
 * @throws {import('../plainError').PlainError} when the port is taken or n8n does not start
 */
async function startN8n({
	packages = [],
	port,
	userFolder,
	owner = OWNER,
	lazyIsolates = true,
	env = {},
} = {}) {
	if (port) await assertPortFree(port, 'n8n');
	const folder = userFolder ?? fs.mkdtempSync(path.join(os.tmpdir(), 'hospitality-n8n-'));
	fs.mkdirSync(folder, { recursive: true });
	for (const packed of packages) installPackage(packed, folder);
	const n8n = new N8n({
		port: port || (await freePort()),
		userFolder: folder,
		owner,
		env: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: String(lazyIsolates), ...env },
		temporary: userFolder === undefined,
	});
	try {
		await n8n.start();
	} catch (error) {
		await n8n.process?.kill();
		throw error;
	}
	return n8n;
}

module.exports = { N8n, N8nClient, outputOf, packPackage, startN8n };
