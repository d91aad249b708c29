'use strict';

/**
 * A browser window in which n8n's editor knows the owner already: n8n binds a session to the
 * browser's own ID.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {Pick<import('./process').N8n, 'url' | 'session'>} n8n signed in
 * @param {import('playwright-core').BrowserContextOptions} options
 */
async function editorWindow(browser, { url, session }, options) {
	const context = await browser.newContext(options);
	const cookies = session.cookie.split('; ').map((cookie) => {
		const at = cookie.indexOf('=');
		return { name: cookie.slice(0, at), value: cookie.slice(at + 1), url };
	});
	await context.addCookies(cookies);
	await context.addInitScript(
		`localStorage.setItem('n8n-browserId', ${JSON.stringify(session.browserId)})`,
	);
	return context;
}

module.exports = { editorWindow };
