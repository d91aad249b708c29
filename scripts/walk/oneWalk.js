'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { selectors } = require('playwright-core');
const { editorWindow } = require('../n8n/editorWindow');
const { Editor } = require('./editor');
const { Pictures, SHARPNESS } = require('./pictures');
const { User } = require('./user');

/** @typedef {import('playwright-core').Browser} Browser */
/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('../n8n/process').N8n} N8n */
/** @typedef {import('../../sandbox/start').Sandbox} Sandbox */

/**
 * What somebody on the way has before them.
 *
 * @typedef {object} Walk
 * @property {User} user
 * @property {Editor} editor with an empty canvas
 * @property {Page} platform the platform's page for developers
 * @property {Page} inbox
 * @property {{ key: string, url: string }} api of the platform
 * @property {Pictures} pictures
 */

/** @typedef {{ id: string, name: string, follow: (walk: Walk) => Promise<void> }} Way */

/** Large enough for an open node. */
const SCREEN = { viewport: { width: 1360, height: 860 }, deviceScaleFactor: SHARPNESS };

// The attribute by which n8n's editor is tested.
selectors.setTestIdAttribute('data-test-id');

/**
 * Walks one way in a new browser window.
 *
 * @param {Browser} browser
 * @param {N8n} n8n
 * @param {Sandbox} sandbox
 * @param {Way} way
 * @returns {Promise<User & { seconds: number }>} who has counted
 * @throws with the step that is missing; then a picture of the page is in the temporary folder
 */
async function walkOnce(browser, n8n, sandbox, { id, follow }) {
	const context = await editorWindow(browser, n8n, {
		...SCREEN,
		permissions: ['clipboard-read', 'clipboard-write'],
	});
	/** @param {string} url */
	const open = async (url) => {
		const page = await context.newPage();
		await page.goto(url, { waitUntil: 'commit' });
		return page;
	};
	const user = new User();
	try {
		const platform = await open(`${sandbox.url}/developers/${id}`);
		const inbox = await open(`${sandbox.url}/inbox`);
		const editor = new Editor(user, await open(`${n8n.url}/workflow/new`));
		const api = { key: sandbox.apiKey, url: sandbox.apiUrl(id) };
		await user.lookAt(editor.page);
		await user.see('the empty canvas', editor.page.getByTestId('canvas-plus-button'));
		const started = Date.now();
		await follow({ user, editor, platform, inbox, api, pictures: new Pictures() });
		return Object.assign(user, { seconds: Math.round((Date.now() - started) / 1000) });
	} catch (error) {
		const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'walk-')), `${id}.png`);
		await user.page?.screenshot({ path: file });
		console.log(`  The page where it stopped: ${file}`);
		throw error;
	} finally {
		await context.close();
	}
}

module.exports = { walkOnce };
