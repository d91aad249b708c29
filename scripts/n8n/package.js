'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { npm } = require('../npm');
const { root } = require('../paths');

/** @typedef {{ tarball: string, name: string }} PackedPackage */

/** Environment variable in which a caller tells the package it has packed already, as JSON. */
const PACKED = 'HOSPITALITY_PACKED';

/** @returns {PackedPackage | undefined} what a caller has packed already, so that it is not built twice */
function packedBefore() {
	const text = process.env[PACKED];
	return text ? JSON.parse(text) : undefined;
}

/**
 * Packs a package as `npm publish` would.
 *
 * @param {string} folder where the tarball goes
 * @param {{ source?: string, build?: boolean }} [options] default: this package, built before
 * @returns {Promise<PackedPackage>}
 */
async function packPackage(folder, { source = root, build = true } = {}) {
	if (build) await npm('Building the package', ['run', 'build'], { cwd: source });
	const before = new Set(fs.readdirSync(folder));
	await npm('Packing the package', ['pack', '--pack-destination', folder], { cwd: source });
	const tarball = fs.readdirSync(folder).find((file) => file.endsWith('.tgz') && !before.has(file));
	if (!tarball) throw new Error(`npm pack left no new tarball in ${folder}`);
	const { name } = JSON.parse(fs.readFileSync(path.join(source, 'package.json'), 'utf8'));
	return { tarball: path.join(folder, tarball), name };
}

/**
 * @param {string} tarball
 * @param {string} folder emptied before
 */
function unpack(tarball, folder) {
	fs.rmSync(folder, { recursive: true, force: true });
	fs.mkdirSync(folder, { recursive: true });
	const args = ['-xzf', tarball, '-C', folder, '--strip-components=1'];
	const { status, stderr, error } = spawnSync('tar', args, { encoding: 'utf8' });
	if (status !== 0) throw new Error(`tar could not unpack ${tarball}: ${error?.message ?? stderr}`);
}

/**
 * Puts a packed package where n8n looks for installed community packages.
 *
 * @param {PackedPackage} packed
 * @param {string} userFolder
 */
function installPackage({ tarball, name }, userFolder) {
	const nodes = path.join(userFolder, '.n8n', 'nodes');
	unpack(tarball, path.join(nodes, 'node_modules', name));
	const manifest = { name: 'installed-nodes', private: true, dependencies: { [name]: '*' } };
	fs.writeFileSync(path.join(nodes, 'package.json'), JSON.stringify(manifest));
}

module.exports = { PACKED, installPackage, packPackage, packedBefore, unpack };
