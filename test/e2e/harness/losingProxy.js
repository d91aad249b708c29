'use strict';

const http = require('node:http');

/**
 * Passes calls on to an address of this machine, and loses the answers of the first ones: what
 * they ask for is done, and they never hear of it.
 *
 * @param {string} target
 * @param {{ lost: number }} options how many answers are lost
 */
async function startLosingProxy(target, { lost }) {
	/** @type {(number | 'lost')[]} */
	const answers = [];
	const server = http.createServer((incoming, outgoing) => {
		const { method, headers } = incoming;
		const request = http.request(target, { method, headers, agent: false }, (response) => {
			if (answers.length < lost) {
				answers.push('lost');
				response.resume();
				return void response.once('end', () => incoming.socket.destroy());
			}
			answers.push(response.statusCode ?? 0);
			outgoing.writeHead(response.statusCode ?? 502, response.headers);
			return void response.pipe(outgoing);
		});
		request.once('error', () => incoming.socket.destroy());
		incoming.pipe(request);
	});
	await new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => resolve(undefined));
	});
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		url: `http://127.0.0.1:${port}`,
		/** What became of each answer, in their order. */
		answers,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

module.exports = { startLosingProxy };
