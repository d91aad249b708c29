'use strict';

/**
 * Starts the sandbox from its sources: `node sandbox/main.js [port]`, or PORT in the environment.
 * PUBLIC_URL is where others reach it, for example through a tunnel.
 *
 * --file <path>    keeps webhooks, deliveries and inbox in this SQLite file (Node.js 22.13 or newer)
 * --stand-ins      also plays Slack, Google and a mail server for an n8n with the variables it prints
 * --speed <times>  repeats failed deliveries so many times faster than the platforms, 60 if left out
 */

const { parseArgs } = require('node:util');
const { registerTypeScript } = require('../scripts/typescript');

const DEFAULT_PORT = 3777;
const DEFAULT_SPEED = 60;

function readOptions() {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			file: { type: 'string' },
			speed: { type: 'string' },
			'stand-ins': { type: 'boolean', default: false },
		},
	});
	const text = positionals[0] ?? process.env.PORT ?? String(DEFAULT_PORT);
	const port = Number(text);
	if (!Number.isInteger(port) || port < 0 || port > 65535) {
		throw new Error(`"${text}" is not a port; use a number from 0 to 65535`);
	}
	const speed = Number(values.speed ?? DEFAULT_SPEED);
	if (!(speed >= 1)) throw new Error(`"${values.speed}" is no speed; use a number from 1 on`);
	return { port, speed, file: values.file, standsIn: values['stand-ins'] };
}

async function main() {
	const { port, speed, file, standsIn } = readOptions();
	registerTypeScript();
	const { startSandbox } = require('./start');
	const { startStandIns } = require('./standIns/start');
	const publicUrl = process.env.PUBLIC_URL;
	const sandbox = await startSandbox({ port, publicUrl, file, repeats: true });
	sandbox.state.settings.retrySpeed = speed;
	console.log(`Sandbox:  ${sandbox.url}`);
	console.log(`API key:  ${sandbox.apiKey}`);
	for (const { id, name, registration } of sandbox.state.platforms) {
		if (registration.kind === 'api') console.log(`API of ${name}:  ${sandbox.apiUrl(id)}`);
	}
	const standIns = standsIn && (await startStandIns(sandbox.state, { reachesOthers: true }));
	if (standIns) {
		console.log(`Mail:     ${sandbox.state.mailServer}`);
		for (const [name, value] of Object.entries(standIns.env)) console.log(`${name}=${value}`);
	}
	const close = async () => {
		if (standIns) await standIns.close();
		await sandbox.close();
	};
	for (const signal of ['SIGINT', 'SIGTERM']) {
		process.once(signal, () => close().then(() => process.exit(0)));
	}
}

main().catch((error) => {
	const busy = error.code === 'EADDRINUSE';
	console.error(busy ? `Port ${error.port} is in use; give another one` : error.message);
	process.exit(1);
});
