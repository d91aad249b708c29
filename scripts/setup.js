'use strict';

const { existsSync } = require('node:fs');
const { isInstalled } = require('./installed');
const { npm } = require('./npm');
const { n8nFolder, n8nNode, root } = require('./paths');
const { PlainError, runProgram } = require('./plainError');
const { isSqliteReady, prepareSqlite } = require('./sqlite');

const OLDEST_NODE = 20;

function checkNode() {
	const major = Number(process.versions.node.split('.')[0]);
	if (major >= OLDEST_NODE) return;
	throw new PlainError(`Node.js ${OLDEST_NODE} or newer is needed, this is ${process.version}.`);
}

/**
 * Makes a fresh clone ready: development packages, the pinned n8n, the Node.js that n8n needs and
 * its SQLite driver. Does only what is missing, so a second run takes no time.
 */
async function setUp() {
	checkNode();
	if (!isInstalled(root)) {
		await npm('Installing the development packages', ['ci', '--ignore-scripts'], { cwd: root });
	}
	if (!isInstalled(n8nFolder)) {
		await npm('Installing n8n (3 GB, takes some minutes)', ['ci', '--ignore-scripts'], {
			cwd: n8nFolder,
		});
	}
	if (!existsSync(n8nNode)) {
		const args = ['rebuild', 'node', '--ignore-scripts=false'];
		await npm('Fetching Node.js 24 for n8n', args, { cwd: n8nFolder });
	}
	if (!isSqliteReady()) await prepareSqlite();
}

module.exports = { setUp };

if (require.main === module) runProgram(setUp);
