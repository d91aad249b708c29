'use strict';

/*
 * Writes test/platforms/<id>.golden.json for every platform. Run it when a declaration is meant to
 * change what is sent or what comes out, and read the difference before committing it.
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
	console.log('Wrote test/platforms/*.golden.json. Look at the difference before you commit it.');
}

void main();
