'use strict';

const { execFileSync } = require('node:child_process');
const { readFileSync } = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { n8nNode, root, runFolder } = require('../paths');

const GIGABYTE = 1024 ** 3;

/** The machine in a phrase, with what else it was doing. */
function machine() {
	const [{ model }] = os.cpus();
	const memory = `${Math.round(os.totalmem() / GIGABYTE)} GB`;
	const load = os.loadavg()[0].toFixed(1);
	return `${os.cpus().length} cores of ${model.trim()}, ${memory}, ${os.type()} ${os.release()}, load average ${load} at the start`;
}

/** @param {string[]} libraries development dependencies that take part */
function versions(libraries) {
	const { devDependencies, version } = packageAt(root);
	const others = libraries.map((name) => `${name} ${devDependencies[name]}`);
	return [`this package ${version}`, `Node.js ${process.versions.node}`, ...others].join(', ');
}

/** n8n as it is run here, with its own Node.js. */
function n8nVersion() {
	const { version } = packageAt(path.join(runFolder, 'node_modules', 'n8n'));
	const node = execFileSync(n8nNode, ['--version'], { encoding: 'utf8' }).trim().slice(1);
	return `this package ${packageAt(root).version}, n8n ${version} on Node.js ${node} with SQLite`;
}

/** @param {string} folder */
const packageAt = (folder) => JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));

module.exports = { machine, n8nVersion, versions };
