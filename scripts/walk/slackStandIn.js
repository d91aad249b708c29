'use strict';

const fs = require('node:fs');
const http = require('node:http');
const https = require('node:https');
const path = require('node:path');
const express = require('express');
const selfsigned = require('selfsigned');

const HOST = 'slack.com';

/**
 * Slack as n8n's own node sees it: a proxy leads its host name to the sandbox's inbox, by a
 * certificate that n8n trusts. Every other host is out of reach.
 *
 * @param {import('../../sandbox/start').Sandbox} sandbox
 * @param {string} folder for the certificate
 * @returns {Promise<{ env: Record<string, string>, close: () => Promise<void> }>} `env` for n8n
 */
async function startSlackStandIn({ state }, folder) {
	const { slackRoutes } = require('../../sandbox/inbox/slackRoutes');
	const { private: key, cert } = await selfsigned.generate(
		[{ name: 'commonName', value: 'Slack of the sandbox' }],
		{
			algorithm: 'sha256',
			extensions: [
				{ name: 'basicConstraints', cA: true },
				{ name: 'subjectAltName', altNames: [{ type: 2, value: HOST }] },
			],
		},
	);
	const certificate = path.join(folder, 'slack.pem');
	fs.writeFileSync(certificate, cert);

	const slack = https.createServer({ key, cert }, express().use(slackRoutes(state.inbox)));
	const proxy = http.createServer().on('connect', (request, socket, head) => {
		if (request.url !== `${HOST}:443`) {
			socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
			return;
		}
		socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
		if (head.length > 0) socket.unshift(head);
		slack.emit('connection', socket);
	});
	await new Promise((resolve) => proxy.listen(0, '127.0.0.1', () => resolve(undefined)));
	const { port } = /** @type {import('node:net').AddressInfo} */ (proxy.address());
	const url = `http://127.0.0.1:${port}`;
	return {
		env: {
			HTTPS_PROXY: url,
			HTTP_PROXY: url,
			NO_PROXY: '127.0.0.1,localhost',
			NODE_EXTRA_CA_CERTS: certificate,
		},
		close: async () => {
			slack.closeAllConnections();
			proxy.closeAllConnections();
			await new Promise((resolve) => proxy.close(() => resolve(undefined)));
		},
	};
}

module.exports = { startSlackStandIn };
