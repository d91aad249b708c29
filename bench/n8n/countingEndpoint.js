// @ts-check
const http = require('http');

/** An endpoint that takes everything and counts. */
async function startCountingEndpoint() {
	let received = 0;
	const server = http.createServer((request, response) => {
		request.resume();
		request.on('end', () => {
			received += 1;
			response.setHeader('content-type', 'application/json');
			response.end('{"received":true}');
		});
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const { port } = /** @type {import('net').AddressInfo} */ (server.address());
	return {
		url: `http://127.0.0.1:${port}/hook`,
		received: () => received,
		close: () => void server.close(),
	};
}

module.exports = { startCountingEndpoint };
