'use strict';

const http = require('node:http');
const { setTimeout: sleep } = require('node:timers/promises');

const CHECK_EVERY_MS = 250;

/**
 * A load balancer that gives all calls of a path to one process, and to another one while that is
 * not ready, which it asks for as /healthz/readiness. A call whose process dies is answered with
 * 502, one that nobody can take with 503.
 */
async function startBalancer() {
	/** @type {{ url: string, isReady: boolean }[]} */
	let processes = [];
	/** @type {string[]} in the order of their first calls */
	const paths = [];
	/** @param {string} path */
	const processFor = (path) => {
		if (!paths.includes(path)) paths.push(path);
		const first = paths.indexOf(path);
		const inOrder = processes.map((_, offset) => processes[(first + offset) % processes.length]);
		return inOrder.find(({ isReady }) => isReady);
	};
	const server = http.createServer((incoming, outgoing) => {
		const { method, headers, url = '/' } = incoming;
		const target = processFor(new URL(url, 'http://localhost').pathname);
		if (!target) return void outgoing.writeHead(503).end();
		const failed = () => {
			if (outgoing.headersSent) outgoing.destroy();
			else outgoing.writeHead(502).end();
		};
		const options = { method, headers, agent: false };
		const request = http.request(`${target.url}${url}`, options, (response) => {
			outgoing.writeHead(response.statusCode ?? 502, response.headers);
			response.once('error', failed).pipe(outgoing);
		});
		request.once('error', failed);
		return void incoming.pipe(request);
	});
	await new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => resolve(undefined));
	});
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

	let isClosed = false;
	const watch = async () => {
		while (!isClosed) {
			await Promise.all(processes.map(check));
			await sleep(CHECK_EVERY_MS);
		}
	};
	const watching = watch();
	return {
		url: `http://127.0.0.1:${port}`,
		/** Between whom it chooses from now on. @param {string[]} urls */
		lead: async (urls) => {
			processes = urls.map((url) => ({ url, isReady: false }));
			await Promise.all(processes.map(check));
		},
		close: async () => {
			isClosed = true;
			server.closeAllConnections();
			await Promise.all([watching, new Promise((resolve) => server.close(resolve))]);
		},
	};
}

/** @param {{ url: string, isReady: boolean }} process */
async function check(process) {
	const answer = await fetch(`${process.url}/healthz/readiness`).catch(() => undefined);
	await answer?.arrayBuffer().catch(() => undefined);
	process.isReady = answer?.ok ?? false;
}

module.exports = { startBalancer };
