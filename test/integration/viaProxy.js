'use strict';

const fs = require('node:fs');
const http = require('node:http');
const https = require('node:https');
const net = require('node:net');
const tls = require('node:tls');
const { once } = require('node:events');

/**
 * Opens a connection through a proxy.
 *
 * @param {Record<string, string>} env
 * @param {string} address host and port
 * @returns {Promise<{ status: number, socket: net.Socket }>} the proxy's answer
 */
async function connectViaProxy(env, address) {
	const connect = http.request(String(env.HTTPS_PROXY), {
		method: 'CONNECT',
		path: address,
		agent: false,
	});
	connect.end();
	const [response, socket] = await once(connect, 'connect');
	return { status: response.statusCode, socket };
}

/**
 * Sends a JSON body to an https URL through a proxy, as n8n does with the variables of the
 * stand-ins.
 *
 * @param {Record<string, string>} env
 * @param {string} url
 * @param {unknown} body
 * @param {Record<string, string>} [headers]
 * @returns {Promise<{ status: number, body: string }>}
 */
async function postViaProxy(env, url, body, headers = {}) {
	const { hostname } = new URL(url);
	const { socket } = await connectViaProxy(env, `${hostname}:443`);
	const ca = fs.readFileSync(String(env.NODE_EXTRA_CA_CERTS));
	const request = https.request(url, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json', ...headers },
		createConnection: () => tls.connect({ socket, servername: hostname, ca }),
	});
	request.end(JSON.stringify(body));
	const [answer] = await once(request, 'response');
	const parts = [];
	for await (const part of answer) parts.push(part);
	socket.destroy();
	return { status: answer.statusCode, body: Buffer.concat(parts).toString() };
}

/**
 * @param {net.Socket} socket
 * @param {string} text
 * @returns {Promise<string>} the first that comes back
 */
async function answerOn(socket, text) {
	socket.write(text);
	const [answer] = await once(socket, 'data');
	return String(answer);
}

/**
 * Hands a mail to a server, line by line as the protocol has it.
 *
 * @param {{ host: string, port: number }} server
 * @param {string} from
 * @param {string[]} to
 * @param {string[]} lines headers, an empty line, and the text
 */
async function sendMail({ host, port }, from, to, lines) {
	const socket = net.connect(port, host);
	const commands = [
		'EHLO n8n',
		`MAIL FROM:<${from}>`,
		...to.map((address) => `RCPT TO:<${address}>`),
		'DATA',
		`${lines.join('\r\n')}\r\n.`,
		'QUIT',
	];
	await once(socket, 'data');
	for (const command of commands) {
		const answer = await answerOn(socket, `${command}\r\n`);
		if (!/^[23]/.test(answer)) throw new Error(`${command}: ${answer}`);
	}
	socket.destroy();
}

module.exports = { answerOn, connectViaProxy, postViaProxy, sendMail };
