'use strict';

const { execFileSync } = require('node:child_process');
const path = require('node:path');
const { chromium } = require('playwright-core');

/**
 * Starts a headless browser: the one in CHROMIUM_PATH; else on Linux the Chromium of the development
 * packages, so that no browser has to be installed, and elsewhere the Chrome that is installed.
 */
async function startBrowser() {
	const installed = process.env.CHROMIUM_PATH;
	if (installed) return await chromium.launch({ executablePath: installed });
	if (process.platform !== 'linux') return await chromium.launch({ channel: 'chrome' });

	const unpack = path.join(__dirname, 'chromium.mjs');
	const output = execFileSync(process.execPath, [unpack], { encoding: 'utf8' });
	/** @type {{ executablePath: string, libraries: string }} */
	const { executablePath, libraries } = JSON.parse(output);
	const env = /** @type {Record<string, string>} */ ({ ...process.env });
	return await chromium.launch({ executablePath, env: { ...env, LD_LIBRARY_PATH: libraries } });
}

/** The source of axe-core, which finds what keeps people from using a page. */
const AXE = require.resolve('axe-core/axe.min.js');

/**
 * What axe-core has against the page that is open, by rule.
 *
 * @param {import('playwright-core').Page} page of a context with `bypassCSP`
 */
async function barriersOf(page) {
	await page.addScriptTag({ path: AXE });
	/** @type {string[]} */
	const found = await page.evaluate(
		'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`))',
	);
	return found;
}

module.exports = { barriersOf, startBrowser };
