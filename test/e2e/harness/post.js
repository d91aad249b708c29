'use strict';

const http = require('node:http');
const { gzipSync } = require('node:zlib');

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {import('node:http').IncomingHttpHeaders} headers
 * @property {any} body parsed when it is JSON, otherwise its text
 */

/**
 * POSTs exactly what it is given: a header may stand there twice and in any spelling, and nothing
 * is added but Host and Content-Length. `fetch` would join doubled headers and add its own.
 *
 * Who answers a large body early hangs up while it is still being written. The answer is then lost
 * on this side now and then, so such a call is made again: nobody has received it whole.
 *
 * @param {string} url
 * @param {Message} [message]
 * @returns {Promise<Answer>}
 */
async function post(url, message = {}) {
	for (let attempt = 1; ; attempt += 1) {
		try {
			return await postOnce(url, message);
		} catch (error) {
			const { code } = /** @type {NodeJS.ErrnoException} */ (error);
			if (code !== 'EPIPE' || attempt === 5) throw error;
		}
	}
}

/** @typedef {{ headers?: Record<string, string> | [string, string][], body?: string | Buffer }} Message */

/**
 * @param {string} url
 * @param {Message} message
 * @returns {Promise<Answer>}
 */
function postOnce(url, { headers = {}, body = '' }) {
	const bytes = Buffer.from(body);
	const { host } = new URL(url);
	const entries = Array.isArray(headers) ? headers : Object.entries(headers);
	const lines = [['Host', host], ['Content-Length', String(bytes.length)], ...entries];
	return new Promise((resolve, reject) => {
		const request = http.request(url, { method: 'POST', headers: lines.flat(), agent: false });
		request.once('error', reject);
		request.once('response', (response) => {
			/** @type {Buffer[]} */
			const parts = [];
			response.on('data', (part) => parts.push(part));
			response.once('error', reject);
			response.once('end', () => {
				const text = Buffer.concat(parts).toString();
				resolve({
					status: response.statusCode ?? 0,
					headers: response.headers,
					body: parse(text),
				});
			});
		});
		request.end(bytes);
	});
}

/** @param {string} text */
function parse(text) {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

module.exports = { gzip: gzipSync, post };
