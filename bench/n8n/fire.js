// @ts-check
const http = require('http');

/**
 * @typedef {{ body: Buffer, headers: Record<string, string> }} Message
 * @typedef {{ answers: number[], failed: number }} Fired milliseconds that each answer took, and how
 *   many were not answered as they must be
 */

/**
 * Posts messages over a fixed number of connections that stay open, each of them sending its next
 * message as soon as the last one is answered.
 *
 * @param {string} url
 * @param {Message[]} messages
 * @param {number} connections
 * @returns {Promise<Fired>}
 * @throws {Error} when most answers are not 200, since a refusal is faster than the real thing
 */
async function fire(url, messages, connections) {
	const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
	/** @type {number[]} */
	const answers = [];
	/** @type {unknown[]} */
	const failures = [];
	let next = 0;
	const sendAll = async () => {
		while (next < messages.length) {
			const message = messages[next++];
			const start = performance.now();
			try {
				await post(url, message, agent);
				answers.push(performance.now() - start);
			} catch (error) {
				failures.push(error);
			}
		}
	};
	try {
		await Promise.all(Array.from({ length: connections }, sendAll));
	} finally {
		agent.destroy();
	}
	if (failures.length > answers.length) throw failures[0];
	return { answers, failed: failures.length };
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
