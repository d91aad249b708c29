'use strict';

const https = require('node:https');
const selfsigned = require('selfsigned');

/**
 * An https server with a certificate that nobody vouches for; it answers everything with `{}`.
 *
 * @returns {Promise<{ url: string, close: () => void }>}
 */
async function startSelfSignedServer() {
	const { private: key, cert } = await selfsigned.generate([{ name: 'commonName', value: 'x' }]);
	const server = https.createServer({ key, cert }, (_, response) => void response.end('{}'));
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return { url: `https://127.0.0.1:${port}/`, close: () => void server.close() };
}

module.exports = { startSelfSignedServer };
