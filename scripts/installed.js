'use strict';

const fs = require('node:fs');
const path = require('node:path');

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {boolean} [optional]
 * @property {boolean} [devOptional]
 * @property {boolean} [peer]
 * @property {boolean} [extraneous]
 */

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage> | undefined}
 */
function lockedPackages(file) {
	if (!fs.existsSync(file)) return undefined;
	return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
}

/**
 * Whether a folder's node_modules holds what its package-lock.json asks for. npm records what it
 * installed in node_modules/.package-lock.json, as the last thing it does, so an interrupted
 * install counts as none.
 *
 * @param {string} folder
 */
function isInstalled(folder) {
	const wanted = lockedPackages(path.join(folder, 'package-lock.json'));
	const present = lockedPackages(path.join(folder, 'node_modules', '.package-lock.json'));
	if (!wanted || !present) return false;
	return Object.entries(wanted).every(([name, locked]) => {
		if (name === '') return true;
		const installed = present[name];
		if (installed) return installed.version === locked.version;
		// What may be missing are packages for other operating systems and processors.
		return Boolean(locked.optional || locked.devOptional || locked.peer || locked.extraneous);
	});
}

module.exports = { isInstalled };
