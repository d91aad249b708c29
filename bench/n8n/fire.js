// @ts-check
const http = require('http');

/**
 * @typedef {{ body: Buffer, headers: Record<string, string> }} Message
 */

/**
 * Posts messages over a fixed number of connections that stay open, each of them sending its next
 * message as soon as the last one is answered.
 *
 * @param {string} url
 * @param {Message[]} messages
 * @param {number} connections
 * @returns {Promise<number>} answers per second
 * @throws {Error} when an answer is not 200, since a refusal is faster than the real thing
 */
async function fire(url, messages, connections) {
	const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
	let next = 0;
	const sendAll = async () => {
		while (next < messages.length) await post(url, messages[next++], agent);
	};
	const start = process.hrtime.bigint();
	try {
		await Promise.all(Array.from({ length: connections }, sendAll));
	} finally {
		agent.destroy();
	}
	return messages.length / (Number(process.hrtime.bigint() - start) / 1e9);
}

/** @param {string} url @param {Message} message @param {http.Agent} agent @returns {Promise<void>} */
function post(url, { body, headers }, agent) {
	return new Promise((resolve, reject) => {
		const request = http.request(
			url,
			{ method: 'POST', agent, headers: { ...headers, 'content-length': body.length } },
			(response) => {
				let text = '';
				response.setEncoding('utf8');
				response.on('data', (part) => (text += part));
				response.on('error', reject);
				response.on('end', () => {
					if (response.statusCode === 200) resolve();
					else reject(new Error(`${url} answered ${response.statusCode}: ${text.slice(0, 200)}`));
				});
			},
		);
		request.on('error', reject);
		request.end(body);
	});
}

module.exports = { fire };
