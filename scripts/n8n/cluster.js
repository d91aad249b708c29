'use strict';

const { randomBytes } = require('node:crypto');
const { mkdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { installPackage } = require('./package');
const { freePort, startN8n, startProcess } = require('./process');

/** @typedef {Awaited<ReturnType<typeof startCluster>>} Cluster */

/** @typedef {Awaited<ReturnType<typeof member>>} Member a process beside the main one */

/**
 * Starts n8n in queue mode: a main process, workers and two webhook processes, each with a folder of
 * its own as on machines of their own, with one database and one encryption key.
 *
 * @param {string} folder
 * @param {import('./package').PackedPackage} packed
 * @param {Record<string, string>} settings environment for Redis, the database and all else
 * @param {{ workers?: number }} [options] default: one
 */
async function startCluster(folder, packed, settings, { workers: workerCount = 1 } = {}) {
	const env = {
		EXECUTIONS_MODE: 'queue',
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
		N8N_LOG_LEVEL: 'warn',
		...settings,
	};
	/** @type {{ stop: () => Promise<void> }[]} */
	const running = [];
	const stop = async () => {
		await Promise.all(running.map((one) => one.stop()));
	};
	/** @param {'worker' | 'webhook'} command @param {number} number */
	const further = async (command, number) => {
		const userFolder = join(folder, `${command}${number}`);
		const one = await member({ command, userFolder, packed, env });
		running.push(one);
		return one;
	};
	try {
		// Alone at first: it brings the database up to date.
		const main = await startN8n({ packages: [packed], userFolder: join(folder, 'main'), env });
		running.push(main);
		const workers = [];
		for (let number = 1; number <= workerCount; number++) {
			workers.push(await further('worker', number));
		}
		const webhooks = [await further('webhook', 1), await further('webhook', 2)];
		return { main, workers, webhooks, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/**
 * @param {object} options
 * @param {'worker' | 'webhook'} options.command
 * @param {string} options.userFolder
 * @param {import('./package').PackedPackage} options.packed
 * @param {Record<string, string>} options.env
 */
async function member({ command, userFolder, packed, env }) {
	mkdirSync(userFolder, { recursive: true });
	installPackage(packed, userFolder);
	const port = await freePort();
	const settings = {
		command,
		port,
		userFolder,
		logFile: join(userFolder, 'n8n.log'),
		env: {
			...env,
			QUEUE_HEALTH_CHECK_ACTIVE: String(command === 'worker'),
			QUEUE_HEALTH_CHECK_PORT: String(port),
			N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		},
	};
	let current = await startProcess(settings);
	return {
		url: `http://127.0.0.1:${port}`,
		/** As a power cut would. */
		kill: () => current.kill(),
		restart: async () => {
			current = await startProcess(settings);
		},
		stop: () => current.stop(),
		/** All that it has printed so far. */
		log: () => readFileSync(settings.logFile, 'utf8'),
	};
}

module.exports = { startCluster };
