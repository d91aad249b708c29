'use strict';

const path = require('node:path');

const root = path.join(__dirname, '..');
const n8nFolder = path.join(root, 'n8n');
const windows = process.platform === 'win32';

/** Environment variable with the folder of another n8n to run: `npm run compat` sets it. */
const OTHER_N8N = 'N8N_FOLDER';

/** Where things are in this repository; the folder n8n holds the pinned n8n and the Node.js it needs. */
module.exports = {
	root,
	n8nFolder,
	n8nNode: path.join(n8nFolder, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node'),
	n8nBinFolder: path.join(n8nFolder, 'node_modules', '.bin'),
	OTHER_N8N,
	runFolder: process.env[OTHER_N8N] ?? n8nFolder,
	logs: path.join(root, '.logs'),
};
