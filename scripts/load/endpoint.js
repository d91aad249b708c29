'use strict';

const { createHash } = require('node:crypto');
const http = require('node:http');

/**
 * How an endpoint may behave, and how many of a hundred attempts meet it. `lost answer` means that
 * the event was taken before the connection broke.
 *
 * @type {[behaviour: string, share: number][]}
 */
const BEHAVIOURS = [
	['200', 40],
	['500', 20],
	['429', 10],
	['reset', 10],
	['lost answer', 10],
	['no answer', 10],
];

/**
 * An endpoint that answers 200, 500 and 429, resets connections, takes events without saying so, and
 * never answers; which of it follows from the event and the number of the attempt. It knows an event
 * by its field `item`.
 *
 * @param {(item: string, earlier: number) => string} [behaviourOf] how the attempt after so many
 *   earlier ones is met
 */
async function startEndpoint(behaviourOf = anyBehaviour) {
	/** @type {Map<string, string[]>} */
	const arrivals = new Map();
	/** @param {http.IncomingMessage} request @param {http.ServerResponse} response */
	const answer = async (request, response) => {
		/** @type {Buffer[]} */
		const parts = [];
		for await (const part of request) parts.push(part);
		const { item } = JSON.parse(Buffer.concat(parts).toString()).data;
		const earlier = arrivals.get(item) ?? [];
		const behaviour = behaviourOf(item, earlier.length);
		arrivals.set(item, [...earlier, behaviour]);
		switch (behaviour) {
			case 'no answer':
				return;
			case 'reset':
			case 'lost answer':
				return void request.socket.resetAndDestroy();
			case '429':
				response.setHeader('Retry-After', '2');
		}
		response.writeHead(Number(behaviour)).end('{}');
	};
	const server = http.createServer(answer);
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		url: `http://127.0.0.1:${port}/events`,
		/** What each attempt of an item met. @param {string} item */
		of: (item) => arrivals.get(item) ?? [],
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** @param {string} item @param {number} earlier */
function anyBehaviour(item, earlier) {
	let rest = createHash('sha256').update(`${item} ${earlier}`).digest().readUInt32BE() % 100;
	for (const [behaviour, share] of BEHAVIOURS) {
		if (rest < share) return behaviour;
		rest -= share;
	}
	return '200';
}

module.exports = { startEndpoint };
