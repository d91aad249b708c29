'use strict';

/*
 * Writes docs/platforms.md and docs/platforms/ from the platforms' declarations; with --check, fails
 * when a page is stale.
 */

const fs = require('node:fs');
const path = require('node:path');
const prettier = require('prettier');
const { overviewPage } = require('./docs/overviewPage');
const { platformPage } = require('./docs/platformPage');
const { root } = require('./paths');
require('./typescript').registerTypeScript();

/** @typedef {import('../lib/platform').Platform} Platform */
/** @type {readonly Platform[]} */
const platforms = require('../platforms').platforms;

const OVERVIEW = 'docs/platforms.md';
const FOLDER = 'docs/platforms';

/** What arrives and what comes out, of a platform's first event. @param {Platform} platform */
function example({ id, events }) {
	const golden = path.join(root, 'test', 'platforms', `${id}.golden.json`);
	return JSON.parse(fs.readFileSync(golden, 'utf8'))[events[0].name];
}

/** The text of each page by its path. @returns {Record<string, string>} */
function pages() {
	const own = platforms.map((platform) => [
		`${FOLDER}/${platform.id}.md`,
		platformPage(platform, example(platform)),
	]);
	return Object.fromEntries([[OVERVIEW, overviewPage(platforms)], ...own]);
}

/** Compares with the files, or writes them. */
async function main() {
	const written = pages();
	const folder = path.join(root, FOLDER);
	fs.mkdirSync(folder, { recursive: true });
	const left = fs.readdirSync(folder).filter((file) => !(`${FOLDER}/${file}` in written));
	const check = process.argv.includes('--check');
	const stale = check ? left.map((file) => `${FOLDER}/${file}`) : [];
	if (!check) for (const file of left) fs.rmSync(path.join(folder, file));
	for (const [page, markdown] of Object.entries(written)) {
		const options = await prettier.resolveConfig(path.join(root, page));
		const text = await prettier.format(markdown, { ...options, parser: 'markdown' });
		const file = path.join(root, page);
		if (!check) fs.writeFileSync(file, text);
		else if (!fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== text) stale.push(page);
	}
	if (!check) console.log(`Wrote ${Object.keys(written).length} pages`);
	if (stale.length === 0) return;
	console.error(`Out of date: ${stale.join(', ')}. Run "npm run docs" and commit the result.`);
	process.exitCode = 1;
}

void main();
