'use strict';

/*
 * Writes test/platforms/<id>.golden.json for every platform, and what saved workflows hold of the
 * nodes. Run it when a declaration or a node is meant to change, and read the difference before
 * committing it.
 */

const fs = require('node:fs');
const prettier = require('prettier');
require('./typescript').registerTypeScript();

/** @typedef {import('../lib/platform').Platform} Platform */
/** @type {readonly Platform[]} */
const platforms = require('../platforms').platforms;
const { goldenFile } = require('../test/support/platformFiles');
/** @type {(platform: Platform) => unknown} */
const golden = require('../test/support/samples').golden;
const { SAVED_FILE, published } = require('../test/support/savedFile');

/** What saved workflows hold of the nodes and credentials. @returns {string[]} */
function saved() {
	const { savedFields } = require('../test/support/savedFields');
	const { nodes, credentials } = published();
	return savedFields(nodes, credentials);
}

async function main() {
	for (const platform of platforms) {
		const json = JSON.stringify(golden(platform));
		const options = await prettier.resolveConfig(goldenFile(platform.id));
		const text = await prettier.format(json, {
			...options,
			parser: 'json',
			objectWrap: 'collapse',
		});
		fs.writeFileSync(goldenFile(platform.id), text);
	}
	fs.writeFileSync(SAVED_FILE, `${JSON.stringify(saved(), null, '\t')}\n`);
	console.log(
		'Wrote test/platforms/*.golden.json and savedFields.json. Look at the difference before you commit it.',
	);
}

void main();
