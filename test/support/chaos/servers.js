'use strict';

const http = require('node:http');
const https = require('node:https');
const { gzipSync } = require('node:zlib');

/**
 * A certificate for 127.0.0.1 that nobody has signed but itself, so that no client can trust it.
 * The key protects nothing.
 */
const selfSigned = {
	key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgL1YOGmt4E2U8Tyxx
u3Gr81z+wwNYV/gGRDPvhJLGfjuhRANCAAQdfIxT1+yUYHM5GGihNIdALgkOeLfG
b2vYfzTg8iQpLnxLEKG/IBEmEg4O1xIvjRAGfgHA+5OAiuOs0rcRhFKn
-----END PRIVATE KEY-----
`,
	cert: `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUcQ/qhXOmXE0j0AubuVo+VK6CdkswCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJMTI3LjAuMC4xMCAXDTI2MTEyMTE4NDE1NloYDzIxMjYxMDI4
MTg0MTU2WjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAQdfIxT1+yUYHM5GGihNIdALgkOeLfGb2vYfzTg8iQpLnxLEKG/IBEm
Eg4O1xIvjRAGfgHA+5OAiuOs0rcRhFKno28wbTAdBgNVHQ4EFgQU7E9ExPtMKRIg
jBt8/grfowKj0l8wHwYDVR0jBBgwFoAU7E9ExPtMKRIgjBt8/grfowKj0l8wDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARhwR/AAABgglsb2NhbGhvc3QwCgYIKoZI
zj0EAwIDSAAwRQIhALroWkrKgQQILjplpA/JFS+yXY4MLqUHe2ad7CaIsvlYAiAF
VjHy0OP4/9k7Edb6cZMjfPG51NQDHwa4oBpk+L8REg==
-----END CERTIFICATE-----
`,
};

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

const MEMBER_BYTES = 32 * 1024 * 1024;
const MEMBERS = 32;

/** @type {Buffer | undefined} */
let bomb;

/**
 * One megabyte that unpacks to a gigabyte: gzip allows one file to be several behind each other.
 *
 * @returns {Buffer}
 */
function gzipBomb() {
	if (!bomb) {
		const member = gzipSync(Buffer.alloc(MEMBER_BYTES, 'a'));
		bomb = Buffer.concat(Array.from({ length: MEMBERS }, () => member));
	}
	return bomb;
}

module.exports = { gzipBomb, startServers };
