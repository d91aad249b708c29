'use strict';

const http = require('node:http');

/**
 * An RSS feed on a free port of 127.0.0.1, for n8n's trigger that polls feeds.
 */
async function startFeed() {
	/** @type {string[]} */
	const items = [];
	const server = http.createServer((_, response) => {
		response.setHeader('Content-Type', 'application/rss+xml');
		response.end(
			`<?xml version="1.0"?><rss version="2.0"><channel><title>Menu</title>${items.join('')}</channel></rss>`,
		);
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		url: `http://127.0.0.1:${port}`,
		/** A new entry, of a time that lies ahead of all that were polled before. @param {string} title */
		add: (title) => {
			const time = new Date(Date.now() + (items.length + 1) * 3_600_000).toUTCString();
			items.push(`<item><title>${title}</title><pubDate>${time}</pubDate></item>`);
		},
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

module.exports = { startFeed };
