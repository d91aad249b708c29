'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { deliveryOrder } = require('../load/deliveryOrder');
const { runsByEvent } = require('../load/runsByEvent');
const { isFinished } = require('../n8n/executions');
const { poll } = require('../n8n/poll');
const { callers, SECRET } = require('./callers');

/** @typedef {Pick<import('../n8n/process').N8n, 'url' | 'session' | 'createCredential' | 'createWorkflow' | 'activate' | 'webhookUrl' | 'executions' | 'kill' | 'restart'>} N8n */
/** @typedef {import('../n8n/workflows').Workflow} Workflow */

/** How the deliveries are made. Of the events, one in five is delivered twice. */
const CONNECTIONS = 20;
const DELIVERED_TWICE = 0.2;
/** Of all deliveries, whose first attempt is given up after a moment. */
const HUNG_UP = 0.1;
const LONGEST_PATIENCE_MS = 60;
const ANSWER_TIMEOUT_MS = 30_000;
/** Between attempts: a platform's minutes, shortened. */
const REPEAT_AFTER_MS = 1_000;
const START_TIMEOUT_MS = 180_000;
/** So long without an answer, and something else is wrong. */
const GIVE_UP_AFTER_MS = 300_000;
/** What was answered no longer before a kill may be stored no more. */
const JUST_ANSWERED_MS = 1_000;

/**
 * @typedef {object} Event
 * @property {string} id
 * @property {string} url
 * @property {string} body
 * @property {import('./callers').Caller} caller
 * @property {boolean} isOpen sent, and none of its attempts answered since
 * @property {number} answeredAt Unix milliseconds
 * @property {boolean} metKill under way, or just answered, when n8n was killed
 */

/** @typedef {Awaited<ReturnType<typeof killRun>>} KillResult */

/**
 * Delivers events to a real n8n that is killed (SIGKILL) and restarted meanwhile, some of them
 * twice, by senders that repeat what got no answer or a 5xx, and counts what has run. Before n8n
 * stands what stands before it in operation: a proxy that passes calls on while n8n is ready, and
 * answers 503 until then.
 *
 * @param {N8n} n8n
 * @param {{ events: number, kills: number, say?: (line: string) => void }} options
 */
async function killRun(n8n, { events: eventCount, kills, say = () => {} }) {
	const receivers = await startReceivers(n8n);
	const run = `${Date.now()}`;
	const events = Array.from({ length: eventCount }, (_, index) => {
		const receiver = receivers[index % receivers.length];
		return newEvent(`soak-${run}-${index}`, receiver);
	});
	const deliveries = deliveryOrder(events, DELIVERED_TWICE);
	const answers = { received: 0, duplicate: 0, none: 0, hungUp: 0, unavailable: 0, other: 0 };
	let isReady = true;
	/** @type {{ cause: unknown } | undefined} of starting n8n again */
	let failure;

	/** @param {Event} event @param {AbortSignal} patience */
	const attempt = async (event, patience) => {
		if (!isReady) return void (answers.unavailable += 1);
		event.isOpen = true;
		const answer = await post(event, patience);
		if (answer === undefined) return void (answers[patience.aborted ? 'hungUp' : 'none'] += 1);
		event.isOpen = false;
		event.answeredAt = Date.now();
		const kind = kindOf(answer);
		answers[kind] += 1;
		return kind;
	};
	/** @param {Event} event */
	const deliver = async (event) => {
		const began = Date.now();
		for (let number = 1; ; number += 1) {
			if (failure) throw failure.cause;
			if (Date.now() > began + GIVE_UP_AFTER_MS) throw new Error(`${event.id} gets no answer`);
			const hangsUp = number === 1 && Math.random() < HUNG_UP;
			const patienceMs = hangsUp ? Math.random() * LONGEST_PATIENCE_MS : ANSWER_TIMEOUT_MS;
			const kind = await attempt(event, AbortSignal.timeout(Math.ceil(patienceMs)));
			if (kind !== undefined && kind !== 'unavailable') return;
			await sleep(Math.random() * REPEAT_AFTER_MS);
		}
	};

	const killAndRestart = async () => {
		const killedAt = Date.now();
		await n8n.kill();
		isReady = false;
		const hit = events.filter(
			({ isOpen, answeredAt }) => isOpen || answeredAt > killedAt - JUST_ANSWERED_MS,
		);
		for (const event of hit) event.metKill = true;
		const started = n8n.restart();
		await Promise.race([started, untilReady(n8n.url)]);
		isReady = true;
		await started;
	};

	let next = 0;
	let done = 0;
	let killing = Promise.resolve();
	let killed = 0;
	const connection = async () => {
		while (next < deliveries.length) {
			await deliver(deliveries[next++]);
			done += 1;
			if (killed < kills && done >= (deliveries.length * (killed + 1)) / (kills + 1)) {
				killed += 1;
				say(`${done} of ${deliveries.length} deliveries answered: kill ${killed} of ${kills}`);
				killing = killing.then(killAndRestart).catch((cause) => void (failure = { cause }));
			}
		}
	};
	await Promise.all(Array.from({ length: CONNECTIONS }, connection));
	await killing;

	say('Counting what has run');
	const executions = await endedExecutions(n8n, receivers);
	const runs = await runsByEvent(n8n.session, executions, /soak-\d+-\d+/);
	return { ...accountOf(events, runs), deliveries: deliveries.length, killed, answers };
}

/** A live workflow for each of the callers. @param {N8n} n8n */
async function startReceivers(n8n) {
	const credential = await n8n.createCredential('hospitalityWebhookSecretApi', { secret: SECRET });
	const receivers = [];
	for (const caller of callers) {
		const { platform, parameters } = caller;
		const workflow = await n8n.createWorkflow({
			nodes: [
				{
					name: 'Trigger',
					type: 'n8n-nodes-hospitality-webhooks.hospitalityTrigger',
					typeVersion: 2,
					parameters: { platform, events: ['*'], registration: 'manual', ...parameters },
					credentials: { hospitalityWebhookSecretApi: credential },
				},
				{ name: 'End', type: 'n8n-nodes-base.noOp' },
			],
		});
		await n8n.activate(workflow);
		receivers.push({ caller, workflow, url: String(await n8n.webhookUrl(workflow)) });
	}
	return receivers;
}

/** @param {string} id @param {{ caller: import('./callers').Caller, url: string }} receiver @returns {Event} */
function newEvent(id, { caller, url }) {
	const body = JSON.stringify(caller.payload(id));
	return { id, url, body, caller, isOpen: false, answeredAt: 0, metKill: false };
}

/**
 * @param {Event} event
 * @param {AbortSignal} signal
 * @returns {Promise<{ status: number, text: string } | undefined>} undefined where none came
 */
async function post({ url, body, caller }, signal) {
	const headers = { 'content-type': 'application/json', ...caller.sign(body) };
	try {
		const response = await fetch(url, { method: 'POST', headers, body, signal });
		return { status: response.status, text: await response.text() };
	} catch {
		return undefined;
	}
}

/** @param {{ status: number, text: string }} answer */
function kindOf({ status, text }) {
	if (status >= 500) return 'unavailable';
	if (status !== 200 || !text.includes('"received":true')) return 'other';
	return text.includes('"duplicate":true') ? 'duplicate' : 'received';
}

/** Resolves once n8n says that it is ready, as a proxy asks it. @param {string} url */
async function untilReady(url) {
	const ask = async () => {
		const answer = await fetch(`${url}/healthz/readiness`).catch(() => undefined);
		await answer?.arrayBuffer();
		return answer?.ok ? true : undefined;
	};
	await poll('n8n to be ready', ask, { timeoutMs: START_TIMEOUT_MS });
}

/** All that has run, once nothing does any more. @param {N8n} n8n @param {{ workflow: Workflow }[]} receivers */
async function endedExecutions(n8n, receivers) {
	const ended = [];
	for (const { workflow } of receivers) {
		const executions = await poll('all executions to end', async () => {
			const all = await n8n.executions(workflow);
			return all.every(isFinished) ? all : undefined;
		});
		ended.push(...executions);
	}
	return ended;
}

/** @param {Event[]} events @param {Map<string, import('../load/runsByEvent').Run[]>} runs */
function accountOf(events, runs) {
	const of = (/** @type {Event} */ { id }) => runs.get(id) ?? [];
	const hasEnded = (/** @type {Event} */ event) =>
		of(event).some(({ status }) => status === 'success');
	const again = events.filter((event) => of(event).length > 1);
	const known = new Set(events.map(({ id }) => id));
	return {
		events: events.length,
		metKill: events.filter(({ metKill }) => metKill).length,
		/** Nothing ever ran. */
		lost: events.filter((event) => of(event).length === 0).length,
		once: events.filter((event) => of(event).length === 1).length,
		/** More than one execution, of events that were under way when n8n was killed, and of others. */
		againAtKill: again.filter(({ metKill }) => metKill).length,
		againElsewhere: again.filter(({ metKill }) => !metKill).length,
		/** Started, acknowledged, and ended by the kill: n8n lists them as crashed. */
		cutShort: events.filter((event) => of(event).length > 0 && !hasEnded(event)).length,
		unknownExecutions: [...runs.keys()].filter((id) => !known.has(id)).length,
	};
}

module.exports = { killRun };
