'use strict';

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { npm } = require('./npm');
const { n8nFolder, n8nBinFolder, n8nNode } = require('./paths');
const { PlainError } = require('./plainError');

const COMPILERS = ['python3', 'make', 'g++'];

/**
 * Whether n8n's Node.js can load the SQLite driver of an n8n.
 *
 * @param {string} [folder] where that n8n is installed
 */
function isSqliteReady(folder = n8nFolder) {
	const probe = spawnSync(n8nNode, ['-e', "require('sqlite3')"], {
		cwd: folder,
		stdio: 'ignore',
	});
	return probe.status === 0;
}

/**
 * The folder whose include/ holds the headers of n8n's Node.js, when its package ships them.
 * Without it node-gyp downloads them.
 */
function nodeHeaders() {
	const packages = path.join(n8nFolder, 'node_modules', 'node', 'node_modules');
	return fs
		.readdirSync(packages)
		.map((name) => path.join(packages, name))
		.find((folder) => fs.existsSync(path.join(folder, 'include', 'node', 'node_api.h')));
}

/** @param {string} output */
function explainCompiler(output) {
	const missing = COMPILERS.filter((tool) => spawnSync(tool, ['--version']).error);
	if (missing.length === 0 || !/gyp/i.test(output)) return undefined;
	return (
		'No ready-made SQLite driver could be downloaded for n8n, and compiling it needs ' +
		`${COMPILERS.join(', ')}; missing: ${missing.join(', ')}.`
	);
}

/**
 * Downloads the ready-made SQLite driver, or compiles it where none can be had.
 *
 * @param {string} [folder] where n8n is installed
 */
async function prepareSqlite(folder = n8nFolder) {
	const headers = nodeHeaders();
	await npm(
		'Preparing SQLite for n8n',
		['rebuild', 'sqlite3', '--ignore-scripts=false', '--foreground-scripts'],
		{
			cwd: folder,
			env: {
				PATH: `${n8nBinFolder}${path.delimiter}${process.env.PATH}`,
				...(headers && { npm_config_nodedir: headers }),
			},
			explain: explainCompiler,
		},
	);
	if (!isSqliteReady(folder))
		throw new PlainError('The SQLite driver was built, but n8n cannot load it.');
}

module.exports = { isSqliteReady, prepareSqlite };
