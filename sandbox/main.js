'use strict';

/**
 * Starts the sandbox from its sources: `node sandbox/main.js [port]`, or PORT in the environment.
 * PUBLIC_URL is where others reach it, for example through a tunnel.
 */

const { registerTypeScript } = require('../scripts/typescript');

const DEFAULT_PORT = 3777;

async function main() {
	const text = process.argv[2] ?? process.env.PORT ?? String(DEFAULT_PORT);
	const port = Number(text);
	if (!Number.isInteger(port) || port < 0 || port > 65535) {
		throw new Error(`"${text}" is not a port; use a number from 0 to 65535`);
	}
	registerTypeScript();
	const { startSandbox } = require('./start');
	const sandbox = await startSandbox({ port, publicUrl: process.env.PUBLIC_URL });
	console.log(`Sandbox:  ${sandbox.url}`);
	console.log(`API key:  ${sandbox.apiKey}`);
	for (const { id, name, registration } of sandbox.state.platforms) {
		if (registration.kind === 'api') console.log(`API of ${name}:  ${sandbox.apiUrl(id)}`);
	}
	for (const signal of ['SIGINT', 'SIGTERM']) {
		process.once(signal, () => sandbox.close().then(() => process.exit(0)));
	}
}

main().catch((error) => {
	const busy = error.code === 'EADDRINUSE';
	console.error(busy ? `Port ${error.port} is in use; give another one` : error.message);
	process.exit(1);
});
