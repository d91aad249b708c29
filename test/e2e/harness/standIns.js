'use strict';

/*
 * Slack, Google Chat, Google Sheets and a mail server as n8n's own nodes see them: an HTTPS proxy
 * with a certificate authority of its own answers for the real host names, so the nodes run
 * unchanged, and nothing leaves this machine.
 *
 *   const standIns = await startStandIns();
 *   const n8n = await startFreshN8n({ env: standIns.env });
 *   …
 *   standIns.slack()   // bodies of chat.postMessage, the oldest first
 *   await standIns.stop();
 */

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const mockttp = require('mockttp');
const { SMTPServer } = require('smtp-server');

/** A sheet that holds its header row, as users set one up; appended rows come behind it. */
const SHEET = { sheetId: 0, title: 'Orders' };

/**
 * @param {{ sheetHeader?: string[] }} [options] the first row of the sheet
 */
async function startStandIns({ sheetHeader = [] } = {}) {
	const authority = await mockttp.generateCACertificate();
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hospitality-ca-'));
	const certificate = path.join(folder, 'ca.pem');
	fs.writeFileSync(certificate, authority.cert);

	const proxy = mockttp.getLocal({ https: authority });
	await proxy.start();
	/** @type {{ slack: any[], chat: { url: string, body: any }[], rows: any[][], refused: string[] }} */
	const received = { slack: [], chat: [], rows: [], refused: [] };
	/** @param {import('mockttp').CompletedRequest} request */
	const jsonOf = async (request) => await request.body.getJson();

	await proxy.forPost('https://slack.com/api/chat.postMessage').thenCallback(async (request) => {
		received.slack.push(await jsonOf(request));
		const ts = `${received.slack.length}.000000`;
		return { statusCode: 200, json: { ok: true, channel: 'C1', ts, message: { ts } } };
	});
	await proxy.forPost(/^https:\/\/chat\.googleapis\.com\/v1\/spaces\//).thenCallback(async (request) => {
		received.chat.push({ url: request.url, body: await jsonOf(request) });
		return { statusCode: 200, json: { name: `spaces/AAAA/messages/${received.chat.length}` } };
	});
	await sheets(proxy, sheetHeader, received.rows);
	await proxy.forUnmatchedRequest().thenCallback((request) => {
		received.refused.push(`${request.method} ${request.url}`);
		return { statusCode: 502, body: 'No stand-in for this address' };
	});

	const mail = await startMailServer();
	return {
		/** What n8n needs to reach the stand-ins by the real host names. */
		env: {
			HTTPS_PROXY: `http://localhost:${proxy.port}`,
			HTTP_PROXY: `http://localhost:${proxy.port}`,
			NO_PROXY: '127.0.0.1,localhost',
			NODE_EXTRA_CA_CERTS: certificate,
		},
		/** For the credential of n8n's Send Email node. */
		smtp: { host: '127.0.0.1', port: mail.port, secure: false, disableStartTls: true },
		slack: () => received.slack,
		chat: () => received.chat,
		rows: () => received.rows,
		mails: () => mail.received,
		/** Requests for addresses that have no stand-in. */
		refused: () => received.refused,
		clear() {
			for (const list of [...Object.values(received), mail.received]) list.length = 0;
		},
		async stop() {
			await Promise.all([proxy.stop(), mail.stop()]);
			fs.rmSync(folder, { recursive: true, force: true });
		},
	};
}

/**
 * The calls of n8n's Google Sheets node for "Append Row".
 *
 * @param {import('mockttp').Mockttp} proxy
 * @param {string[]} header
 * @param {any[][]} rows
 */
async function sheets(proxy, header, rows) {
	const host = 'https://sheets.googleapis.com/v4/spreadsheets/';
	await proxy.forAnyRequest().matching(({ url }) => url.startsWith(host)).thenCallback(async (request) => {
		if (request.method === 'GET' && !request.url.includes('/values/')) {
			return { statusCode: 200, json: { sheets: [{ properties: SHEET }] } };
		}
		if (request.method === 'GET') {
			return { statusCode: 200, json: { range: SHEET.title, values: [header, ...rows] } };
		}
		const { values } = /** @type {any} */ (await request.body.getJson());
		rows.push(...values);
		return { statusCode: 200, json: { updates: { updatedRows: values.length } } };
	});
}

/** A mail server that takes every message, without encryption or sign-in. */
async function startMailServer() {
	/** @type {{ to: string[], text: string }[]} */
	const received = [];
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS', 'AUTH'],
		onData(stream, session, done) {
			/** @type {Buffer[]} */
			const parts = [];
			stream.on('data', (part) => parts.push(part));
			stream.on('end', () => {
				const to = session.envelope.rcptTo.map(({ address }) => address);
				received.push({ to, text: Buffer.concat(parts).toString() });
				done();
			});
		},
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.server.address());
	return {
		port,
		received,
		stop: async () => await new Promise((resolve) => server.close(() => resolve(undefined))),
	};
}

module.exports = { startStandIns };
