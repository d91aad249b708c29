'use strict';

const net = require('node:net');
const { PlainError } = require('../plainError');

/**
 * @param {number} port 0 for any free one
 * @returns {Promise<number>} the port that could be opened
 */
function tryPort(port) {
	return new Promise((resolve, reject) => {
		const server = net.createServer();
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			const address = /** @type {net.AddressInfo} */ (server.address());
			server.close(() => resolve(address.port));
		});
	});
}

/** A port that nobody listens on now. */
const freePort = () => tryPort(0);

/**
 * @param {number} port
 * @param {string} purpose whose port it is, for the message
 */
async function assertPortFree(port, purpose) {
	try {
		await tryPort(port);
	} catch (error) {
		const { code } = /** @type {NodeJS.ErrnoException} */ (error);
		if (code === 'EADDRINUSE') {
			throw new PlainError(`Port ${port} for ${purpose} is in use; choose another with --port.`);
		}
		throw new PlainError(`Port ${port} for ${purpose} cannot be opened (${code}).`);
	}
}

module.exports = { assertPortFree, freePort };
