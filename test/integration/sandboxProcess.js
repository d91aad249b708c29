'use strict';

const { spawn } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { n8nNode, root } = require('../../scripts/paths');

/** A folder with the file of one sandbox; `remove` it in the end. */
function temporaryFile() {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hospitality-sandbox-'));
	return {
		file: path.join(folder, 'sandbox.sqlite'),
		remove: () => fs.rmSync(folder, { recursive: true, force: true }),
	};
}

/**
 * Starts the sandbox as a program, with the Node.js that brings SQLite along.
 *
 * @param {string} file
 */
async function startSandboxProcess(file) {
	const main = path.join(root, 'sandbox', 'main.js');
	const program = spawn(n8nNode, [main, '0', '--file', file], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	let output = '';
	await new Promise((resolve) => {
		program.once('exit', resolve);
		program.stdout.on('data', (part) => {
			output += String(part);
			if (output.includes('API key')) resolve(undefined);
		});
	});
	return {
		url: /http:\S+/.exec(output)?.[0] ?? '',
		/** Ends it without a warning, as a power cut does. */
		async kill() {
			program.kill('SIGKILL');
			await once(program, 'exit');
		},
	};
}

module.exports = { startSandboxProcess, temporaryFile };
