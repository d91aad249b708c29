'use strict';

const path = require('node:path');

const root = path.join(__dirname, '..');
const host = path.join(root, 'host');
const windows = process.platform === 'win32';

/** Where things are in this repository; `host` holds the pinned n8n and the Node.js it needs. */
module.exports = {
	root,
	host,
	hostNode: path.join(host, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node'),
	hostBin: path.join(host, 'node_modules', '.bin'),
	n8nBin: path.join(host, 'node_modules', 'n8n', 'bin', 'n8n'),
	logs: path.join(root, '.logs'),
};
