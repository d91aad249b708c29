'use strict';

const fs = require('node:fs');
const http = require('node:http');
const https = require('node:https');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const selfsigned = require('selfsigned');

/**
 * An HTTPS proxy that leads some hosts to a handler on this machine, whose certificate it makes for
 * them. Programs that use the proxy and trust the certificate notice no difference.
 *
 * @param {object} options
 * @param {readonly string[]} options.hosts
 * @param {http.RequestListener} options.handler
 * @param {boolean} options.reachesOthers whether other hosts are reached as they are; else refused
 */
async function startHostProxy({ hosts, handler, reachesOthers }) {
	const { key, cert } = await certificateFor(hosts);
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hospitality-stand-ins-'));
	const certificateFile = path.join(folder, 'trusted.pem');
	fs.writeFileSync(certificateFile, cert);

	/** @type {Set<import('node:stream').Duplex>} */
	const sockets = new Set();
	/** @param {import('node:stream').Duplex} socket */
	const keep = (socket) => {
		sockets.add(socket);
		socket.on('error', () => socket.destroy());
		socket.once('close', () => sockets.delete(socket));
	};
	const server = https.createServer({ key, cert }, handler);
	const proxy = http.createServer((_request, response) => {
		response.writeHead(502).end('No stand-in for this address');
	});
	proxy.on('connect', (request, socket, head) => {
		keep(socket);
		const address = `http://${request.url}`;
		if (!URL.canParse(address)) return void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
		const { hostname, port } = new URL(address);
		const isOurs = hosts.includes(hostname);
		if (!isOurs && !reachesOthers) {
			return void socket.end('HTTP/1.1 502 No stand-in for this address\r\n\r\n');
		}
		const established = () => socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
		if (isOurs) {
			established();
			if (head.length > 0) socket.unshift(head);
			return void server.emit('connection', socket);
		}
		const other = net.connect(Number(port || 443), hostname, () => {
			established();
			other.write(head);
			socket.pipe(other).pipe(socket);
		});
		keep(other);
		other.once('close', () => socket.destroy());
		return void socket.once('close', () => other.destroy());
	});
	await new Promise((resolve, reject) => {
		proxy.once('error', reject);
		proxy.listen(0, '127.0.0.1', () => resolve(undefined));
	});
	const { port } = /** @type {net.AddressInfo} */ (proxy.address());
	return {
		url: `http://127.0.0.1:${port}`,
		/** What has to be trusted, as PEM. */
		certificateFile,
		async close() {
			for (const socket of sockets) socket.destroy();
			proxy.closeAllConnections();
			await new Promise((resolve) => proxy.close(resolve));
			fs.rmSync(folder, { recursive: true, force: true });
		},
	};
}

/**
 * A certificate for all hosts, which is its own authority. Its key never leaves this process.
 *
 * @param {readonly string[]} hosts
 */
async function certificateFor(hosts) {
	const { private: key, cert } = await selfsigned.generate(
		[{ name: 'commonName', value: 'Stand-ins of the hospitality sandbox' }],
		{
			algorithm: 'sha256',
			extensions: [
				{ name: 'basicConstraints', cA: true },
				{ name: 'subjectAltName', altNames: hosts.map((value) => ({ type: 2, value })) },
			],
		},
	);
	return { key, cert };
}

module.exports = { startHostProxy };
