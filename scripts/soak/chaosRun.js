'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { SENDER, durableSender, to } = require('../load/durableSender');
const { startEndpoint } = require('../load/endpoint');
const { isFinished, readExecution } = require('../n8n/executions');
const { poll } = require('../n8n/poll');

/** @typedef {Pick<import('../n8n/process').N8n, 'session' | 'createCredential' | 'createWorkflow' | 'activate' | 'webhookUrl' | 'executions' | 'kill' | 'restart'>} N8n */
/** @typedef {import('../n8n/workflows').Workflow} Workflow */

const ITEMS_A_CALL = 5;
const CALL_EVERY_MS = 2_000;
const KILL_EVERY_MS = 45_000;
/** Between two attempts lies a wait that n8n stores, which takes more than a minute. */
const RETRY_DELAYS = '1, 1, 1';
const ATTEMPTS = 4;
const TIMEOUT_SECONDS = 2;
/** Long enough for the kill to come first. */
const AT_REST_MS = 500;
const SETTLED_MS = 10_000;
const LONGEST_ROUND_MS = 150_000;

/**
 * Sends items for some minutes, with retries that survive restarts, to an endpoint that fails in
 * many ways, while n8n is killed (SIGKILL) and restarted between their attempts. Then it waits for
 * all of them to end and compares what the Sender says with what the endpoint has seen.
 *
 * @param {N8n} n8n
 * @param {{ minutes: number, say?: (line: string) => void }} options
 */
async function chaosRun(n8n, { minutes, say = () => {} }) {
	const endpoint = await startEndpoint();
	try {
		const { workflow, url } = await startSender(n8n, endpoint.url);
		/** @type {string[]} */
		const items = [];
		let kills = 0;
		const end = Date.now() + minutes * 60_000;
		let nextKill = Date.now() + Math.min(KILL_EVERY_MS, (minutes * 60_000) / 2);
		while (Date.now() < end) {
			const batch = Array.from({ length: ITEMS_A_CALL }, (_, index) => `${items.length + index}`);
			await start(url, batch);
			items.push(...batch);
			await sleep(CALL_EVERY_MS);
			if (Date.now() < nextKill) continue;
			await betweenAttempts(n8n, workflow);
			await n8n.kill();
			kills += 1;
			await n8n.restart();
			say(`${items.length} items begun, n8n killed ${kills} times`);
			nextKill = Date.now() + KILL_EVERY_MS;
		}
		say('Waiting for the last attempts');
		const executions = await allEnded(n8n, workflow);
		const outcomes = await outcomesOf(n8n, executions);
		return { kills, executions: executions.length, ...accountOf(items, outcomes, endpoint.of) };
	} finally {
		await endpoint.close();
	}
}

/** @param {N8n} n8n @param {string} endpointUrl */
async function startSender(n8n, endpointUrl) {
	const secret = await n8n.createCredential('hospitalityWebhookSecretApi', {
		secret: 'of the soak',
	});
	const { nodes, connections } = durableSender({
		url: endpointUrl,
		data: '={{ $json }}',
		retryDelays: RETRY_DELAYS,
		options: { timeoutSeconds: TIMEOUT_SECONDS },
		secret,
	});
	const workflow = await n8n.createWorkflow({
		nodes: [
			{
				name: 'Call',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				parameters: { httpMethod: 'POST', path: `soak-${Date.now()}`, responseMode: 'onReceived' },
			},
			{
				name: 'Items',
				type: 'n8n-nodes-base.splitOut',
				parameters: { fieldToSplitOut: 'body.items', options: {} },
			},
			...nodes,
		],
		connections: { Call: to('Items'), Items: to(SENDER), ...connections },
	});
	await n8n.activate(workflow);
	return { workflow, url: String(await n8n.webhookUrl(workflow, 'Call')) };
}

/** @param {string} url @param {string[]} batch */
async function start(url, batch) {
	const body = JSON.stringify({ items: batch.map((item) => ({ item })) });
	const headers = { 'content-type': 'application/json' };
	const response = await fetch(url, { method: 'POST', headers, body });
	await response.arrayBuffer();
	if (!response.ok) throw new Error(`The workflow cannot be called: ${response.status}`);
}

/**
 * Resolves when all executions wait for their next attempt, and none is about to wake up.
 *
 * @param {N8n} n8n
 * @param {Workflow} workflow
 */
async function betweenAttempts(n8n, workflow) {
	/** @param {{ status: string, waitTill?: string | null }} execution */
	const isAtRest = ({ status, waitTill }) =>
		status === 'waiting'
			? Date.parse(waitTill ?? '') > Date.now() + AT_REST_MS
			: isFinished({ status });
	await poll(
		'a moment between attempts',
		async () => ((await n8n.executions(workflow)).every(isAtRest) ? true : undefined),
		{ timeoutMs: LONGEST_ROUND_MS },
	);
}

/**
 * Looks for a while: n8n calls one that waits crashed for a moment, when it looks at its start for
 * what a kill has interrupted.
 *
 * @param {N8n} n8n
 * @param {Workflow} workflow
 */
async function allEnded(n8n, workflow) {
	let since = Date.now();
	const isOpen = (/** @type {{ status: string }} */ { status }) =>
		['new', 'running', 'waiting'].includes(status);
	const ended = async () => {
		const all = await n8n.executions(workflow);
		if (all.some(isOpen)) since = Date.now();
		return Date.now() - since > SETTLED_MS ? all : undefined;
	};
	const options = { timeoutMs: ATTEMPTS * LONGEST_ROUND_MS, everyMs: 2_000 };
	return await poll('all items to end', ended, options);
}

/**
 * @typedef {object} Outcome of one item
 * @property {{ status: string, reason?: string, attempts: number }[]} said by the Sender at one of its ends
 * @property {{ id: string, status: string }} [execution] that the item was given to
 */

/** @typedef {{ item: string, delivery: import('../../lib/send/sentItem').ItemDelivery }} SentItem */

/**
 * @param {N8n} n8n
 * @param {{ id: string }[]} executions
 * @returns {Promise<Map<string, Outcome>>} by item
 */
async function outcomesOf({ session }, executions) {
	/** @type {Map<string, Outcome>} */
	const outcomes = new Map();
	for (const { id } of executions) {
		const { data, status } = await readExecution(session, id);
		const { runData } = data.resultData;
		for (const { json } of runData.Items?.[0]?.data?.main[0] ?? []) {
			outcomes.set(String(json.item), { said: [], execution: { id, status } });
		}
		for (const run of runData[SENDER] ?? []) {
			const [delivered, failed] = run.data?.main ?? [];
			for (const { json } of [...(delivered ?? []), ...(failed ?? [])]) {
				const { item, delivery } = /** @type {SentItem} */ (/** @type {unknown} */ (json));
				const { status: said, reason, attempts } = delivery;
				outcomes.get(item)?.said.push({ status: said, reason, attempts: attempts.length });
			}
		}
	}
	return outcomes;
}

/**
 * @param {string[]} items
 * @param {Map<string, Outcome>} outcomes
 * @param {(item: string) => string[]} arrivalsOf
 */
function accountOf(items, outcomes, arrivalsOf) {
	const isTaken = (/** @type {string} */ item) =>
		arrivalsOf(item).some((met) => met === '200' || met === 'lost answer');
	const ended = items.flatMap((item) => {
		const { said = [] } = outcomes.get(item) ?? {};
		return said.length === 1 ? [{ item, ...said[0] }] : [];
	});
	const delivered = ended.filter(({ status }) => status === 'delivered');
	const exhausted = ended.filter(({ reason }) => reason === 'exhausted');
	const isAccounted = new Set([...delivered, ...exhausted].map(({ item }) => item));
	const others = items
		.filter((item) => !isAccounted.has(item))
		.map((item) => ({ item, said: [], ...outcomes.get(item) }));
	const cutShort = others.filter(({ said, execution }) => {
		return said.length === 0 && execution?.status === 'crashed';
	});
	return {
		items: items.length,
		attempts: items.reduce((sum, item) => sum + arrivalsOf(item).length, 0),
		delivered: delivered.length,
		exhausted: exhausted.length,
		/** Their execution woke up just then, and n8n lists it as crashed: it takes up no such run again. */
		cutShort: cutShort.length,
		/** Neither delivered nor exhausted, or more than one of them, and no kill explains it. */
		unaccounted: others.filter((one) => !cutShort.includes(one)),
		/** Called delivered, and the endpoint never took it. */
		deliveredUnseen: delivered.filter(({ item }) => !isTaken(item)).length,
		/** Called exhausted, though attempts were left. */
		exhaustedEarly: exhausted.filter(({ attempts }) => attempts < ATTEMPTS).length,
		/** Called exhausted, and taken: of no attempt that took it the answer arrived. */
		exhaustedTaken: exhausted.filter(({ item }) => isTaken(item)).length,
		/** The log of attempts has another number than the endpoint has seen. */
		attemptsDiffer: ended.filter(({ item, attempts }) => attempts !== arrivalsOf(item).length)
			.length,
	};
}

module.exports = { chaosRun, ITEMS_A_CALL };
