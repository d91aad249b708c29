'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { unpack } = require('../../../scripts/n8n/package');
const shared = require('./shared');

/** @typedef {{ path: string, bytes: number, text: string }} PackedFile */

/**
 * What is in the tarball that users install.
 *
 * @returns {{ packedBytes: number, files: PackedFile[] }} paths with slashes, in alphabetical order
 */
function packedFiles() {
	const { tarball } = shared.facts().packed;
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hospitality-unpacked-'));
	try {
		unpack(tarball, folder);
		const files = fs
			.readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
			.filter((entry) => !entry.isDirectory())
			.map((entry) => path.join(entry.parentPath, entry.name))
			.map((file) => ({
				path: path.relative(folder, file).split(path.sep).join('/'),
				bytes: fs.lstatSync(file).size,
				text: fs.readFileSync(file, 'utf8'),
			}))
			.sort((a, b) => a.path.localeCompare(b.path));
		return { packedBytes: fs.statSync(tarball).size, files };
	} finally {
		fs.rmSync(folder, { recursive: true, force: true });
	}
}

module.exports = { packedFiles };
