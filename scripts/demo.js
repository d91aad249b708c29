'use strict';

/*
 * npm run demo                  n8n with the package, the sandbox and the example workflows,
 *                               one event per platform, and all stays until Ctrl-C
 * npm run demo -- --check       shows the events that arrived, ends, and fails if one did not
 * npm run demo -- --port 5700   n8n on another port than 5678 (0: any free one); sandbox one above
 */

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { checkExamples } = require('./demo/check');
const { DEMO_LOGIN, DEMO_SECRET, demoCredentials } = require('./demo/credentials');
const { importExamples } = require('./demo/examples');
const { enterWebhooks } = require('./demo/webhooks');
const { packPackage } = require('./n8n/package');
const { assertPortFree, freePort, startN8n } = require('./n8n/process');
const { root } = require('./paths');
const { PlainError, runProgram } = require('./plainError');
const { withProgress } = require('./progress');
const { setUp } = require('./setup');

const OWNER = { email: 'demo@example.com', password: 'Hospitality-Demo-1' };
const DEMO_FOLDER = path.join(root, '.demo');
/** Failed deliveries are repeated so many times faster than the platforms do. */
const RETRY_SPEED = 60;

function readOptions() {
	try {
		const { values } = parseArgs({
			options: { check: { type: 'boolean', default: false }, port: { type: 'string' } },
		});
		const port = Number(values.port ?? 5678);
		if (!Number.isInteger(port) || port < 0 || port > 65534) {
			throw new PlainError(`--port takes a number from 0 to 65534, not "${values.port}".`);
		}
		return { check: values.check, port };
	} catch (error) {
		throw new PlainError(/** @type {Error} */ (error).message);
	}
}

/** Resolves when the user ends the program. */
function interrupted() {
	return new Promise((resolve) => {
		process.once('SIGINT', resolve);
		process.once('SIGTERM', resolve);
	});
}

/**
 * @param {number} port
 * @returns {Promise<import('../sandbox/start').Sandbox>}
 */
async function startSandbox(port) {
	require('./typescript').registerTypeScript();
	const sandbox = await require('../sandbox/start').startSandbox({ port, repeats: true });
	sandbox.state.settings.retrySpeed = RETRY_SPEED;
	return sandbox;
}

/**
 * @param {string} url
 * @param {string} sandboxUrl
 */
function welcome(url, sandboxUrl) {
	console.log(`
n8n editor   ${url}/home/workflows
  e-mail     ${OWNER.email}
  password   ${OWNER.password}
Platforms    ${sandboxUrl}
             open one and send a test: the workflows above are entered there
Inbox        ${sandboxUrl}/inbox
             what workflows send to Slack, Google, by mail or to an endpoint

For webhooks and credentials of your own, any will do. Those of the demo are:
  secret     ${DEMO_SECRET}
  resmio     user name ${DEMO_LOGIN.username}, password ${DEMO_LOGIN.password}

Ctrl-C ends both. Workflows and executions are kept in .demo/ for the next time.`);
}

/** @returns {Promise<number>} exit code */
async function demo() {
	const options = readOptions();
	const port = options.port || (await freePort());
	const sandboxPort = options.check || options.port === 0 ? 0 : port + 1;
	await assertPortFree(port, 'n8n');
	await assertPortFree(sandboxPort, 'the sandbox');
	await setUp();
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hospitality-demo-'));
	/** @type {(() => Promise<void>)[]} */
	const endings = [async () => fs.rmSync(folder, { recursive: true, force: true })];
	const ended = interrupted().then(() => (options.check ? 130 : 0));
	/** @returns {Promise<number>} */
	const run = async () => {
		const packed = await packPackage(folder);
		const sandbox = await startSandbox(sandboxPort);
		endings.unshift(sandbox.close);
		const userFolder = options.check ? path.join(folder, 'n8n') : DEMO_FOLDER;
		const settings = { packages: [packed], port, userFolder, owner: OWNER };
		const n8n = await withProgress('Starting n8n', async () => await startN8n(settings));
		endings.unshift(async () => await n8n.stop());
		const examples = await withProgress('Activating the example workflows', async () => {
			return await importExamples(n8n, sandbox.state.platforms, demoCredentials(sandbox));
		});
		const allArrived = await checkExamples(n8n, sandbox, examples);
		if (options.check) return allArrived ? 0 : 1;
		await enterWebhooks(n8n, sandbox, examples);
		welcome(n8n.url, sandbox.url);
		return await ended;
	};
	try {
		return await Promise.race([run(), ended]);
	} finally {
		for (const end of endings) await end();
	}
}

// Ends also what an interrupt cut short, such as an n8n that is still starting.
if (require.main === module) void runProgram(demo).then(() => process.exit());
