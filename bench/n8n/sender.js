// @ts-check
const { randomUUID } = require('crypto');
const { existsSync, mkdtempSync, readFileSync, rmSync } = require('fs');
const http = require('http');
const { tmpdir } = require('os');
const { join } = require('path');

const { startN8n } = require('../../scripts/n8n/process');
const { packPackage, packedBefore } = require('../../scripts/n8n/package');
const { goal, limit } = require('../goal');
const { median } = require('../rounds');
const { event, SECRET } = require('./messages');

const ROUNDS = 9;
const WARM_UP_ROUNDS = 5;
const EVENTS = 1000;
const CONCURRENCY = 50;
const MANY_EVENTS = 10_000;
const MEGABYTE = 1024;

/**
 * The Sender in a real n8n, against what users build by hand today (Crypto, then HTTP Request) and
 * against the least that a node can do (n8n's HTTP client in a loop). They take turns; what counts
 * is the time that n8n notes for the nodes.
 */
async function benchSender() {
	const folder = mkdtempSync(join(tmpdir(), 'bench-sender-'));
	const receiver = await startReceiver();
	let n8n;
	try {
		const packed = packedBefore() ?? (await packPackage(folder));
		const bare = await packPackage(folder, { source: join(__dirname, 'bareLoop'), build: false });
		n8n = await startN8n({ packages: [packed, bare], env: { N8N_LOG_LEVEL: 'error' } });
		const contenders = {
			Sender: await workflow(n8n, [await sender(n8n, receiver.url)]),
			'bare loop': await workflow(n8n, [bareLoop(receiver.url)]),
			'Crypto, HTTP Request': await workflow(n8n, handMade(await secretOf(n8n), receiver.url)),
		};
		await race(contenders, receiver);
		await memory(n8n, contenders, receiver);
	} finally {
		await n8n?.stop();
		receiver.close();
		rmSync(folder, { recursive: true, force: true });
	}
}

/** @typedef {import('../../scripts/n8n/process').N8n} N8n */
/** @typedef {import('../../scripts/n8n/workflows').WorkflowNode} WorkflowNode */
/** @typedef {{ run: (items: unknown[]) => Promise<number>, nodes: string[] }} Contender */
/** @typedef {Awaited<ReturnType<typeof startReceiver>>} Receiver */

/** @param {N8n} n8n @param {string} url @returns {Promise<WorkflowNode>} */
async function sender(n8n, url) {
	const secret = await n8n.createCredential('hospitalityWebhookSecretApi', { secret: SECRET });
	return {
		name: 'Sender',
		type: 'n8n-nodes-hospitality-webhooks.hospitalitySender',
		parameters: {
			operation: 'send',
			platform: 'olympusCloud',
			event: 'order.created',
			dataSource: 'item',
			url,
			options: { concurrency: CONCURRENCY },
		},
		credentials: { hospitalityWebhookSecretApi: secret },
	};
}

/** @param {string} url @returns {WorkflowNode} */
function bareLoop(url) {
	return {
		name: 'Bare Loop',
		type: 'n8n-nodes-bare-loop.bareLoop',
		parameters: { url, concurrency: CONCURRENCY },
	};
}

/** @param {N8n} n8n */
async function secretOf(n8n) {
	return await n8n.createCredential('crypto', { hmacSecret: SECRET });
}

/** @param {{ id: string, name: string }} secret @param {string} url @returns {WorkflowNode[]} */
function handMade(secret, url) {
	return [
		{
			name: 'Crypto',
			type: 'n8n-nodes-base.crypto',
			typeVersion: 2,
			parameters: {
				action: 'hmac',
				type: 'SHA256',
				value: '={{ $json.toJsonString() }}',
				dataPropertyName: 'signature',
				encoding: 'hex',
			},
			credentials: { crypto: secret },
		},
		{
			name: 'HTTP Request',
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			parameters: {
				method: 'POST',
				url,
				sendHeaders: true,
				headerParameters: {
					parameters: [{ name: 'X-Signature', value: '={{ $json.signature }}' }],
				},
				sendBody: true,
				specifyBody: 'json',
				jsonBody: '={{ $json.toJsonString() }}',
				options: {},
			},
		},
	];
}

/** @param {N8n} n8n @param {WorkflowNode[]} nodes @returns {Promise<Contender>} */
async function workflow(n8n, nodes) {
	const created = await n8n.createWorkflow({
		nodes: [
			{
				name: 'Call',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				parameters: { httpMethod: 'POST', path: randomUUID() },
			},
			{
				name: 'Items',
				type: 'n8n-nodes-base.splitOut',
				parameters: { fieldToSplitOut: 'body.items', options: {} },
			},
			...nodes,
		],
	});
	await n8n.activate(created);
	const url = await n8n.webhookUrl(created, 'Call');
	let runs = 0;
	return {
		nodes: nodes.map(({ name }) => name),
		/** @returns the milliseconds that n8n notes for the nodes */
		run: async (items) => {
			const response = await fetch(String(url), {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ items }),
			});
			await response.arrayBuffer();
			const ended = await n8n.waitForExecutions(created, ++runs, { timeoutMs: 120_000 });
			const { data } = await n8n.execution(String(ended.at(-1)?.id));
			const times = nodes.map(({ name }) => data.resultData.runData[name][0].executionTime);
			return times.reduce((sum, time) => sum + time, 0);
		},
	};
}

/** @param {Record<string, Contender>} contenders @param {Receiver} receiver */
async function race(contenders, receiver) {
	console.log(
		`\nSender in n8n, ${ROUNDS} rounds of ${EVENTS} events of 1 kB each, ${CONCURRENCY} at a time`,
	);
	const names = Object.keys(contenders);
	/** @type {Record<string, number>[]} */
	const rounds = [];
	for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round += 1) {
		/** @type {Record<string, number>} */
		const perSecond = {};
		// Back and forth, so that nobody always runs behind the same one.
		for (const name of round % 2 ? [...names].reverse() : names) {
			const before = receiver.received();
			const ms = await contenders[name].run(Array.from({ length: EVENTS }, event));
			const arrived = receiver.received() - before;
			if (arrived !== EVENTS) throw new Error(`${name} sent ${arrived} of ${EVENTS} events`);
			perSecond[name] = (EVENTS / ms) * 1000;
		}
		if (round >= 0) rounds.push(perSecond);
	}
	for (const name of names) {
		const speed = median(rounds.map((heats) => heats[name]));
		console.log(`  ${name.padEnd(22)} ${speed.toFixed(0).padStart(5)}/s`);
	}
	/** @param {string} other */
	const ratio = (other) => median(rounds.map((heats) => heats.Sender / heats[other]));
	goal('Sender / Crypto, HTTP Request', ratio('Crypto, HTTP Request'), 3);
	goal('Sender / bare loop', ratio('bare loop'), 0.65);
}

/** @param {N8n} n8n @param {Record<string, Contender>} contenders @param {Receiver} receiver */
async function memory(n8n, contenders, receiver) {
	const pid = n8n.pid();
	if (!existsSync(`/proc/${pid}/status`)) return;
	console.log(`\nMemory of n8n at its highest with ${MANY_EVENTS} events, over what it had before`);
	/** @type {Record<string, number>} */
	const growth = {};
	for (const name of ['bare loop', 'Sender']) {
		await n8n.restart();
		// Everything is loaded and compiled, and the webhook has taken a call as large as this one.
		await contenders[name].run(Array.from({ length: EVENTS }, event));
		const before = residentMegabytes(n8n.pid(), 'VmRSS');
		await contenders[name].run(Array.from({ length: MANY_EVENTS }, event));
		growth[name] = residentMegabytes(n8n.pid(), 'VmHWM') - before;
		console.log(`  ${name.padEnd(22)} ${growth[name].toFixed(0).padStart(5)} MB`);
	}
	limit('Sender over bare loop', growth.Sender - growth['bare loop'], 150, 'MB');
	console.log(`  ${receiver.received()} events received in all`);
}

/** @param {number | undefined} pid @param {'VmRSS' | 'VmHWM'} field */
function residentMegabytes(pid, field) {
	const [, kilobytes] = new RegExp(`${field}:\\s+(\\d+)`).exec(
		readFileSync(`/proc/${pid}/status`, 'utf8'),
	) ?? [undefined, 'NaN'];
	return Number(kilobytes) / MEGABYTE;
}

/** An endpoint that takes everything and counts. */
async function startReceiver() {
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
		close: () => server.close(),
	};
}

module.exports = { benchSender };
