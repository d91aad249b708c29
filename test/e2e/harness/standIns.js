'use strict';

/*
 * Slack, Google and a mail server as n8n's own nodes see them. n8n reaches the real host names
 * through a proxy that leads all of them to one HTTPS server, whose certificate n8n trusts; so the
 * nodes run unchanged, and nothing leaves this machine.
 *
 *   const standIns = await startStandIns({ sheets: { Orders: ['Time', 'Order'] } });
 *   const n8n = await startFreshN8n({ env: standIns.env });
 *   …
 *   standIns.slack()          // bodies of chat.postMessage, the oldest first
 *   standIns.rows('Orders')   // what was added below the header
 *   await standIns.stop();
 */

const fs = require('node:fs');
const http = require('node:http');
const https = require('node:https');
const os = require('node:os');
const path = require('node:path');
const express = require('express');
const selfsigned = require('selfsigned');
const { SMTPServer } = require('smtp-server');

const SLACK = 'slack.com';
const CHAT = 'chat.googleapis.com';
const SHEETS = 'sheets.googleapis.com';
const GOOGLE = 'www.googleapis.com';
const HOSTS = [SLACK, CHAT, SHEETS, GOOGLE];

/**
 * @param {{ sheets?: Record<string, string[]> }} [options] the first row of each sheet, by its title
 */
async function startStandIns({ sheets = {} } = {}) {
	const received = {
		/** @type {any[]} */
		slack: [],
		/** @type {{ url: string, body: any }[]} */
		chat: [],
		/** @type {{ calendar: string, body: any }[]} */
		calendar: [],
		/** @type {string[]} */
		refused: [],
	};
	/** @type {Map<string, unknown[][]>} */
	const cells = new Map(Object.entries(sheets).map(([title, header]) => [title, [header]]));

	const { key, cert } = await certificateFor(HOSTS);
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hospitality-stand-ins-'));
	const trusted = path.join(folder, 'trusted.pem');
	fs.writeFileSync(trusted, cert);

	const server = https.createServer({ key, cert }, api(received, cells));
	const proxy = http.createServer().on('connect', (_, socket, head) => {
		socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
		if (head.length > 0) socket.unshift(head);
		server.emit('connection', socket);
	});
	const proxyUrl = `http://127.0.0.1:${await listen(proxy)}`;
	const mail = mailServer();
	const mailPort = await listen(mail.server);

	return {
		/** What n8n needs to reach the stand-ins by the real host names. */
		env: {
			HTTPS_PROXY: proxyUrl,
			HTTP_PROXY: proxyUrl,
			NO_PROXY: '127.0.0.1,localhost',
			NODE_EXTRA_CA_CERTS: trusted,
		},
		/** For the credential of n8n's Send Email node. */
		smtp: { host: '127.0.0.1', port: mailPort, secure: false, disableStartTls: true },
		slack: () => received.slack,
		chat: () => received.chat,
		calendar: () => received.calendar,
		mails: () => mail.received,
		/** @param {string} title */
		rows: (title) => cells.get(title)?.slice(1) ?? [],
		/** Requests that no stand-in answers. */
		refused: () => received.refused,
		/** Forgets what has arrived, except for the rows of the sheets. */
		clear() {
			for (const list of [...Object.values(received), mail.received]) list.length = 0;
		},
		async stop() {
			server.closeAllConnections();
			proxy.closeAllConnections();
			await Promise.all([close(proxy), close(mail.server)]);
			fs.rmSync(folder, { recursive: true, force: true });
		},
	};
}

/**
 * A certificate for all hosts, which is its own authority.
 *
 * @param {string[]} hosts
 */
async function certificateFor(hosts) {
	const { private: key, cert } = await selfsigned.generate(
		[{ name: 'commonName', value: 'Stand-ins of the end-to-end tests' }],
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

/**
 * @param {{ slack: any[], chat: any[], calendar: any[], refused: string[] }} received
 * @param {Map<string, unknown[][]>} cells
 */
function api(received, cells) {
	const app = express().use(express.json());
	/**
	 * @param {string} host
	 * @param {import('express').Router} routes
	 */
	const on = (host, routes) =>
		app.use((request, response, next) =>
			request.hostname === host ? routes(request, response, next) : next(),
		);

	on(
		SLACK,
		express.Router().post('/api/chat.postMessage', (request, response) => {
			received.slack.push(request.body);
			const ts = `${received.slack.length}.000000`;
			response.json({ ok: true, channel: 'C1', ts, message: { ts } });
		}),
	);
	on(
		CHAT,
		express.Router().post('/v1/spaces/:space/messages', (request, response) => {
			received.chat.push({ url: request.originalUrl, body: request.body });
			response.json({ name: `spaces/${request.params.space}/messages/1` });
		}),
	);
	on(
		GOOGLE,
		express.Router().post('/calendar/v3/calendars/:calendar/events', (request, response) => {
			received.calendar.push({ calendar: request.params.calendar, body: request.body });
			response.json({ id: 'event1', ...request.body });
		}),
	);
	on(SHEETS, spreadsheet(cells));
	app.use((request, response) => {
		received.refused.push(`${request.method} https://${request.hostname}${request.originalUrl}`);
		response.status(502).send('No stand-in for this address');
	});
	return app;
}

/**
 * One spreadsheet under any ID, with the calls of n8n's Google Sheets node for adding and updating
 * rows.
 *
 * @param {Map<string, unknown[][]>} cells
 */
function spreadsheet(cells) {
	/** @param {unknown} range such as `Orders!2:2`, the title may be in quotes */
	const sheetOf = (range) => {
		const [title] = String(range).replaceAll("'", '').split('!');
		const rows = cells.get(title ?? '');
		if (!rows) throw new Error(`There is no sheet ${title}`);
		return rows;
	};
	return express
		.Router()
		.get('/v4/spreadsheets/:id', (_, response) => {
			const titles = [...cells.keys()];
			response.json({
				sheets: titles.map((title, sheetId) => ({ properties: { sheetId, title } })),
			});
		})
		.get('/v4/spreadsheets/:id/values/:range', (request, response) => {
			response.json({ range: request.params.range, values: sheetOf(request.params.range) });
		})
		.post('/v4/spreadsheets/:id/values/:rangeAndCall', (request, response) => {
			const range = request.params.rangeAndCall.replace(/:append$/, '');
			const { valueInputOption } = request.query;
			const added = request.body.values.map((/** @type {unknown[]} */ row) =>
				row.map((value) => cell(value, valueInputOption)),
			);
			sheetOf(range).push(...added);
			response.json({ updates: { updatedRows: added.length } });
		})
		.post('/v4/spreadsheets/:id/values{:call}', (request, response) => {
			const { data, valueInputOption } = request.body;
			for (const { range, values } of data) {
				const [, column, row] = /!([A-Z])(\d+)$/.exec(range) ?? [];
				const line = sheetOf(range)[Number(row) - 1];
				if (!line || !column) throw new Error(`There is no cell ${range}`);
				line[column.charCodeAt(0) - 'A'.charCodeAt(0)] = cell(values[0][0], valueInputOption);
			}
			response.json({ totalUpdatedCells: data.length });
		});
}

/**
 * What Google makes of a value: only RAW keeps it from being a formula.
 *
 * @param {unknown} value
 * @param {unknown} inputOption
 */
function cell(value, inputOption) {
	const isFormula = typeof value === 'string' && value.startsWith('=');
	return isFormula && inputOption !== 'RAW' ? { formula: value } : value;
}

/** Takes every message, without encryption or sign-in. */
function mailServer() {
	/** @type {{ from: string, to: string[], subject: string | undefined, lines: string[] }[]} */
	const received = [];
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS', 'AUTH'],
		onData(stream, session, done) {
			/** @type {Buffer[]} */
			const parts = [];
			stream.on('data', (part) => parts.push(part));
			stream.on('end', () => {
				const [head = '', ...body] = Buffer.concat(parts).toString().split('\r\n\r\n');
				received.push({
					from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
					to: session.envelope.rcptTo.map(({ address }) => address),
					// Long headers go on in the next line.
					subject: /^Subject: (.*)$/m.exec(head.replaceAll('\r\n ', ' '))?.[1],
					lines: body.join('\r\n\r\n').trimEnd().split('\r\n'),
				});
				done();
			});
		},
	});
	return { server, received };
}

/**
 * @param {import('node:http').Server | SMTPServer} server
 * @returns {Promise<number>} its port
 */
async function listen(server) {
	const listening = server instanceof SMTPServer ? server.server : server;
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const { port } = /** @type {import('node:net').AddressInfo} */ (listening.address());
	return port;
}

/** @param {import('node:http').Server | SMTPServer} server */
async function close(server) {
	await new Promise((resolve) => server.close(() => resolve(undefined)));
}

module.exports = { startStandIns };
