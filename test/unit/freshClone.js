'use strict';

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const ROOT = path.join(__dirname, '..', '..');

/**
 * Loads a program of scripts/ in a copy of this repository in which nothing is installed.
 *
 * @param {string} name
 * @returns {string} what Node.js complained about; empty when nothing
 */
function loadInFreshClone(name) {
	const clone = fs.mkdtempSync(path.join(os.tmpdir(), 'fresh-clone-'));
	try {
		for (const part of ['package.json', 'scripts', 'sandbox']) {
			fs.cpSync(path.join(ROOT, part), path.join(clone, part), { recursive: true });
		}
		const load = `require(${JSON.stringify(path.join(clone, 'scripts', name))})`;
		return spawnSync(process.execPath, ['-e', load], { encoding: 'utf8' }).stderr;
	} finally {
		fs.rmSync(clone, { recursive: true, force: true });
	}
}

module.exports = { loadInFreshClone };
