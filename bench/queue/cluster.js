// @ts-check
const { randomBytes } = require('crypto');
const { mkdirSync } = require('fs');
const { join } = require('path');

const { installPackage } = require('../../scripts/n8n/package');
const { freePort, startN8n, startProcess } = require('../../scripts/n8n/process');

/** @typedef {Awaited<ReturnType<typeof startCluster>>} Cluster */

/**
 * Starts n8n in queue mode: a main process, a worker and two webhook processes, each with a folder
 * of its own as on machines of their own, with one database and one encryption key.
 *
 * @param {string} folder
 * @param {import('../../scripts/n8n/package').PackedPackage} packed
 * @param {Record<string, string>} services settings for Redis and the database
 */
async function startCluster(folder, packed, services) {
	const env = {
		...services,
		EXECUTIONS_MODE: 'queue',
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
		N8N_LOG_LEVEL: 'warn',
	};
	/** @type {{ stop: () => Promise<void> }[]} */
	const running = [];
	const stop = async () => {
		await Promise.all(running.map((one) => one.stop()));
	};
	/** @param {'worker' | 'webhook'} command @param {string} name */
	const further = async (command, name) => {
		const one = await member({ command, userFolder: join(folder, name), packed, env });
		running.push(one);
		return one;
	};
	try {
		const main = await startN8n({
			packages: [packed],
			userFolder: join(folder, 'main'),
			env,
		});
		running.push(main);
		await further('worker', 'worker');
		const webhooks = [await further('webhook', 'webhook1'), await further('webhook', 'webhook2')];
		return { main, webhooks, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/**
 * @param {object} options
 * @param {'worker' | 'webhook'} options.command
 * @param {string} options.userFolder
 * @param {import('../../scripts/n8n/package').PackedPackage} options.packed
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
	};
}

module.exports = { startCluster };
