'use strict';

const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { packPackage, packedBefore } = require('../n8n/package');
const { root } = require('../paths');

/** Everything that the package is made of. */
const SOURCES = [
	'credentials',
	'icons',
	'lib',
	'nodes',
	'platforms',
	'gulpfile.js',
	'package-lock.json',
	'package.json',
	'README.md',
	'tsconfig.json',
];

function fingerprint() {
	const hash = createHash('sha256');
	for (const source of SOURCES) {
		const place = path.join(root, source);
		const files = fs.statSync(place).isDirectory()
			? fs
					.readdirSync(place, { recursive: true, withFileTypes: true })
					.filter((entry) => entry.isFile())
					.map((entry) => path.join(entry.parentPath, entry.name))
					.sort()
			: [place];
		for (const file of files) {
			hash.update(`${path.relative(root, file)}\n`).update(fs.readFileSync(file));
		}
	}
	return hash.digest('hex').slice(0, 16);
}

/**
 * Builds and packs the package, unless the folder has it packed from the same sources.
 *
 * @param {string} folder
 * @returns {Promise<import('../n8n/package').PackedPackage>}
 */
async function packOnce(folder) {
	const given = packedBefore();
	if (given) return given;
	const note = path.join(folder, `${fingerprint()}.json`);
	if (fs.existsSync(note)) return JSON.parse(fs.readFileSync(note, 'utf8'));
	fs.rmSync(folder, { recursive: true, force: true });
	fs.mkdirSync(folder, { recursive: true });
	const packed = await packPackage(folder);
	fs.writeFileSync(note, JSON.stringify(packed));
	return packed;
}

module.exports = { packOnce };
