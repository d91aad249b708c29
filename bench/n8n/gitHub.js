// @ts-check
const http = require('http');

/**
 * As much of GitHub's API as n8n's GitHub Trigger needs to register: it takes every webhook.
 *
 * @returns {Promise<{ url: string, webhook: () => { url: string, secret: string }, close: () => void }>}
 *   `webhook` is the one that was registered last
 */
async function startGitHub() {
	let registered = { url: '', secret: '' };
	const server = http.createServer(async (request, response) => {
		const parts = [];
		for await (const part of request) parts.push(part);
		if (request.method === 'POST') registered = JSON.parse(`${Buffer.concat(parts)}`).config;
		const body = request.method === 'POST' ? { id: 1, active: true, events: ['push'] } : {};
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify(body));
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const { port } = /** @type {import('net').AddressInfo} */ (server.address());
	return {
		url: `http://127.0.0.1:${port}`,
		webhook: () => registered,
		close: () => void server.close(),
	};
}

module.exports = { startGitHub };
