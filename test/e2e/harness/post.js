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
 * @param {string} url
 * @param {{ headers?: Record<string, string> | [string, string][], body?: string | Buffer }} [message]
 * @returns {Promise<Answer>}
 */
function post(url, { headers = {}, body = '' } = {}) {
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
