'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { n8n } = require('../../package.json');

const ROOT = path.join(__dirname, '..', '..');
/** What saved workflows hold of the published versions. Written by `npm run golden`. */
const SAVED_FILE = path.join(ROOT, 'test', 'unit', 'nodes', 'savedFields.json');

/** @returns {string[]} */
const recordedFields = () => JSON.parse(fs.readFileSync(SAVED_FILE, 'utf8'));

/** An instance of each class of the files that package.json names. @param {string[]} files @returns {any[]} */
const instances = (files) =>
	files
		.map((file) => path.join(ROOT, file.replace(/^dist\//, '').replace(/\.js$/, '.ts')))
		.flatMap((file) => Object.values(require(file)))
		.map((Type) => new Type());

/** All that is published. Needs a `require` that can load TypeScript. */
const published = () => ({
	nodes: /** @type {import('n8n-workflow').INodeType[]} */ (instances(n8n.nodes)),
	credentials: /** @type {import('n8n-workflow').ICredentialType[]} */ (instances(n8n.credentials)),
});

module.exports = { SAVED_FILE, published, recordedFields };
