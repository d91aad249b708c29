'use strict';

/** What `npm run demo` does once everything is installed; its options come as JSON. */

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { assertPortFree, freePort, startN8n } = require('../n8n/process');
const { root } = require('../paths');
const { runProgram } = require('../plainError');
const { withProgress } = require('../progress');
const { checkExamples } = require('./check');
const { demoCredentials } = require('./credentials');
const { importExamples } = require('./importExamples');
const { packOnce } = require('./packOnce');
const { SHEETS, SPREADSHEET } = require('./templates');
const { enterWebhooks, moveWebhooks } = require('./webhooks');
const { OWNER, welcome } = require('./welcome');

const DEMO_FOLDER = path.join(root, '.demo');
/** Failed deliveries are repeated so many times faster than the platforms do. */
const RETRY_SPEED = 60;

/** Resolves when the user ends the program, or whoever started it is gone. */
function interrupted() {
	return new Promise((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) {
			process.once(signal, resolve);
		}
	});
}

/**
 * @param {{ port: number, mailPort: number, file: string | undefined }} options
 */
async function startSandbox({ port, mailPort, file }) {
	require('../typescript').registerTypeScript();
	const { makeSheet } = require('../../sandbox/inbox/sheet');
	const { startStandIns } = require('../../sandbox/standIns/start');
	const sandbox = await require('../../sandbox/start').startSandbox({ port, file, repeats: true });
	sandbox.state.settings.retrySpeed = RETRY_SPEED;
	for (const [tab, head] of Object.entries(SHEETS)) {
		makeSheet(sandbox.state.inbox, { spreadsheet: SPREADSHEET, tab, head });
	}
	const standIns = await startStandIns(sandbox.state, { mailPort, reachesOthers: true });
	return { sandbox, standIns };
}

/**
 * @param {import('../demo').DemoOptions} options
 * @returns {Promise<number>} exit code
 */
async function run(options) {
	const port = options.port || (await freePort());
	const isAnyPort = options.check || options.port === 0;
	const [sandboxPort, mailPort] = isAnyPort ? [0, 0] : [port + 1, port + 2];
	await assertPortFree(port, 'n8n');
	await assertPortFree(sandboxPort, 'the sandbox');
	await assertPortFree(mailPort, 'the mail server');

	if (options.reset) fs.rmSync(DEMO_FOLDER, { recursive: true, force: true });
	const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'hospitality-demo-'));
	/** @type {(() => Promise<void>)[]} */
	const endings = [async () => fs.rmSync(temporary, { recursive: true, force: true })];
	const ended = interrupted().then(() => (options.check ? 130 : 0));
	const userFolder = options.check ? temporary : DEMO_FOLDER;
	fs.mkdirSync(userFolder, { recursive: true });

	/** @returns {Promise<number>} */
	const start = async () => {
		const packed = await packOnce(path.join(DEMO_FOLDER, 'package'));
		const file = path.join(userFolder, 'sandbox.sqlite');
		const { sandbox, standIns } = await startSandbox({ port: sandboxPort, mailPort, file });
		endings.unshift(standIns.close, sandbox.close);
		moveWebhooks(sandbox.state, `http://127.0.0.1:${port}`);
		// n8n itself would take New York's.
		const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
		const env = { ...standIns.env, GENERIC_TIMEZONE: timeZone };
		const settings = { packages: [packed], port, userFolder, owner: OWNER, env };
		const n8n = await withProgress('Starting n8n', async () => await startN8n(settings));
		endings.unshift(async () => await n8n.stop());
		const credentials = demoCredentials(sandbox, standIns);
		const examples = await withProgress('Activating the example workflows', async () => {
			return await importExamples(n8n, sandbox, credentials);
		});
		await enterWebhooks(n8n, sandbox, examples);
		const allArrived = await checkExamples(n8n, sandbox, examples);
		if (options.check) return allArrived ? 0 : 1;
		console.log(welcome(n8n.url, sandbox, standIns));
		return await ended;
	};
	try {
		return await Promise.race([start(), ended]);
	} finally {
		for (const end of endings) await end();
	}
}

// Ends also what an interrupt cut short, such as an n8n that is still starting.
void runProgram(async () => await run(JSON.parse(process.argv[2] ?? '{}'))).then(() =>
	process.exit(),
);
