'use strict';

const path = require('node:path');

const root = path.join(__dirname, '..');
const n8nFolder = path.join(root, 'n8n');
const windows = process.platform === 'win32';

/** Where things are in this repository; the folder n8n holds the pinned n8n and the Node.js it needs. */
module.exports = {
	root,
	n8nFolder,
	n8nNode: path.join(n8nFolder, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node'),
	n8nBinFolder: path.join(n8nFolder, 'node_modules', '.bin'),
	n8nBin: path.join(n8nFolder, 'node_modules', 'n8n', 'bin', 'n8n'),
	logs: path.join(root, '.logs'),
};
