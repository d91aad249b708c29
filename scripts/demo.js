'use strict';

/*
 * npm run demo                  n8n with the package, the sandbox and the example workflows,
 *                               one event per platform, and all stays until Ctrl-C
 * npm run demo -- --reset       the same, without what an earlier demo has kept in .demo/
 * npm run demo -- --check       shows the events that arrived, ends, and fails if one did not;
 *                               keeps nothing
 * npm run demo -- --port 5700   n8n on another port than 5678, sandbox and mail server on the two
 *                               above it (0: any free ones)
 */

const { spawn } = require('node:child_process');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { n8nNode } = require('./paths');
const { PlainError, runProgram } = require('./plainError');
const { setUp } = require('./setup');

/** @typedef {ReturnType<typeof readOptions>} DemoOptions */

function readOptions() {
	try {
		const { values } = parseArgs({
			options: {
				check: { type: 'boolean', default: false },
				reset: { type: 'boolean', default: false },
				port: { type: 'string' },
			},
		});
		const port = Number(values.port ?? 5678);
		if (!Number.isInteger(port) || port < 0 || port > 65533) {
			throw new PlainError(`--port takes a number from 0 to 65533, not "${values.port}".`);
		}
		return { check: values.check === true, reset: values.reset === true, port };
	} catch (error) {
		throw new PlainError(/** @type {Error} */ (error).message);
	}
}

/**
 * The demo itself runs in n8n's Node.js, whose SQLite keeps the sandbox's data.
 *
 * @returns {Promise<number>} exit code
 */
async function demo() {
	const options = readOptions();
	await setUp();
	const child = spawn(
		n8nNode,
		['--no-warnings', path.join(__dirname, 'demo', 'run.js'), JSON.stringify(options)],
		{ stdio: ['inherit', 'inherit', 'inherit', 'ipc'] },
	);
	// Ctrl-C reaches both; this one waits until the other has ended everything.
	process.on('SIGINT', () => {});
	process.on('SIGTERM', () => child.kill('SIGTERM'));
	return await new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}

if (require.main === module) void runProgram(demo).then(() => process.exit());
