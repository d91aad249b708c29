'use strict';

const { execFile } = require('node:child_process');
const path = require('node:path');
const { promisify } = require('node:util');

const ROOT = path.join(__dirname, '..', '..');
const JEST = path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');

/**
 * The test files that `npm run <script> -- <words>` would run.
 *
 * @param {'test:unit' | 'test:integration' | 'test:e2e'} script
 * @param {string[]} words
 * @returns {Promise<string[]>} paths below the repository
 */
async function testFilesOf(script, ...words) {
	/** @type {{ scripts: Record<string, string> }} */
	const { scripts } = require('../../package.json');
	const [, ...args] = scripts[script].split(' ');
	const all = [JEST, ...args, ...words, '--listTests'];
	const { stdout } = await promisify(execFile)(process.execPath, all, { cwd: ROOT });
	return stdout
		.split('\n')
		.filter((line) => line.endsWith('.test.ts'))
		.map((file) => path.relative(ROOT, file));
}

module.exports = { testFilesOf };
