'use strict';

/*
 * Writes test/platforms/<id>.golden.json for every platform, what saved workflows hold of the nodes,
 * and the ids of all accounts into the output schemas that n8n's editor shows. Run it when a
 * declaration or a node is meant to change, and read the difference before committing it.
 */

const fs = require('node:fs');
const path = require('node:path');
const prettier = require('prettier');
const { root } = require('./paths');
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

/** The outputs that are events, whatever the platform. */
const SCHEMAS = [
	'HospitalityTrigger/__schema__/v2.0.0.json',
	'Hospitality/__schema__/v1.0.0/event/getDetails.json',
].map((file) => path.join(root, 'nodes', file));

/** @param {string} file */
function writeAccountIds(file) {
	const schema = JSON.parse(fs.readFileSync(file, 'utf8'));
	const ids = platforms.flatMap(({ payload }) => Object.keys(payload.account)).sort();
	schema.properties.account.properties = Object.fromEntries(
		ids.map((id) => [id, { type: 'string' }]),
	);
	fs.writeFileSync(file, `${JSON.stringify(schema, null, '\t')}\n`);
}

async function main() {
	SCHEMAS.forEach(writeAccountIds);
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
