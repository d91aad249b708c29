'use strict';

const http = require('node:http');
const https = require('node:https');
const selfSigned = require('./selfSigned');

/**
 * @typedef {object} Servers
 * @property {string} url
 * @property {string} tlsUrl with a certificate that no client trusts
 * @property {string} refusedUrl where nothing listens
 * @property {() => Promise<number>} openConnections
 * @property {() => Promise<void>} close
 */

/**
 * Serves one handler on free ports of 127.0.0.1, over HTTP and over TLS.
 *
 * @param {http.RequestListener} handler
 * @returns {Promise<Servers>}
 */
async function startServers(handler) {
	const plain = http.createServer(handler);
	const tls = https.createServer(selfSigned, handler);
	const unused = http.createServer();
	const [port, tlsPort, refusedPort] = await Promise.all([plain, tls, unused].map(listen));
	await close(unused);
	return {
		url: `http://127.0.0.1:${port}`,
		tlsUrl: `https://127.0.0.1:${tlsPort}`,
		refusedUrl: `http://127.0.0.1:${refusedPort}`,
		openConnections: async () => {
			const [open, openTls] = await Promise.all([plain, tls].map(countConnections));
			return open + openTls;
		},
		close: async () => {
			await Promise.all([plain, tls].map(close));
		},
	};
}

/**
 * @param {http.Server} server
 * @returns {Promise<number>} the port
 */
function listen(server) {
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			resolve(typeof address === 'object' && address ? address.port : 0);
		});
	});
}

/**
 * @param {http.Server} server
 * @returns {Promise<number>}
 */
function countConnections(server) {
	return new Promise((resolve, reject) => {
		server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
	});
}

/**
 * @param {http.Server} server
 * @returns {Promise<void>}
 */
function close(server) {
	return new Promise((resolve) => {
		server.close(() => resolve());
		server.closeAllConnections();
	});
}

module.exports = { startServers };
