'use strict';

const { deliveryOrder } = require('../load/deliveryOrder');
const { each } = require('../load/each');
const { startEndpoint } = require('../load/endpoint');
const { runsByEvent } = require('../load/runsByEvent');
const { isFinished } = require('../n8n/executions');
const { poll } = require('../n8n/poll');
const { accountOf } = require('./account');
const { ID, startFailing, startReceivers } = require('./receivers');

/** @typedef {import('../n8n/cluster').Cluster} Cluster */
/** @typedef {import('./receivers').Receiver} Receiver */
/** @typedef {import('../../sandbox/state').Delivery} Delivery */
/** @typedef {import('../../lib/platform').OutgoingEvent} OutgoingEvent */
/** @typedef {Awaited<ReturnType<typeof import('./balancer').startBalancer>>} Balancer */
/** @typedef {import('../../sandbox/start').Sandbox} Sandbox */

const CONNECTIONS = 20;
const DELIVERED_TWICE = 0.2;
/** One event of so many is refused by the endpoint at first. */
const RETRIED_OF = 9;
/** How many are delivered once more when the webhook processes have been restarted. */
const CHECKED_AGAIN = 100;
/** n8n finds out within one and a half minutes that a worker is gone. */
const STALLED_MS = 120_000;
const LONGEST_MS = 900_000;

/**
 * @typedef {object} Event
 * @property {string} id
 * @property {Receiver} receiver
 * @property {OutgoingEvent} event
 * @property {Delivery[]} deliveries
 */

/** @typedef {Awaited<ReturnType<typeof queueRun>>} QueueResult */

/**
 * Sends events through Trigger, Get Details and Sender of an n8n in queue mode, some of them twice,
 * while one webhook process and one worker are killed (SIGKILL) and started again. Who sends repeats
 * what was not taken as its platform does, only faster. The endpoint of the Sender refuses some
 * events at first, and their retries wait in the database. At the end both webhook processes are
 * killed, so that what they remember is what is stored.
 *
 * @param {object} stage
 * @param {Cluster} stage.cluster with two workers
 * @param {Sandbox} stage.sandbox
 * @param {Balancer} stage.balancer where n8n is called from outside
 * @param {{ events: number, say: (line: string) => void }} options
 */
async function queueRun({ cluster, sandbox, balancer }, { events: eventCount, say }) {
	const { main, workers, webhooks } = cluster;
	await balancer.lead(webhooks.map(({ url }) => url));
	const endpoint = await startEndpoint((item, earlier) =>
		earlier === 0 && isRetried(item) ? '500' : '200',
	);
	try {
		const urls = { sendTo: endpoint.url, publicUrl: balancer.url };
		const receivers = await startReceivers(main, sandbox, urls);
		const registered = registeredIds(sandbox, receivers);
		const failedRun = await answerOf(sandbox, await startFailing(main, sandbox, balancer.url));

		const events = newEvents(receivers, eventCount);
		const order = deliveryOrder(events, DELIVERED_TWICE);
		/** When a process went, and when it was back. @type {number[]} */
		const moments = [];
		/** @param {import('../n8n/cluster').Member} member */
		const killAndRestart = async (member) => {
			moments.push(Date.now());
			await member.kill();
			await member.restart();
			moments.push(Date.now());
		};
		const kills = [
			async () => {
				say('A webhook process is killed');
				await killAndRestart(webhooks[1]);
			},
			async () => {
				say('A worker is killed');
				await killAndRestart(workers[0]);
			},
		];
		const began = Date.now();
		let killing = Promise.resolve();
		let earlier = killing;
		let killed = 0;
		await each(order, CONNECTIONS, async (event, index) => {
			if (killed < kills.length && index >= (order.length * (killed + 1)) / (kills.length + 1)) {
				earlier = killing;
				killing = earlier.then(kills[killed++]);
				// Told by whoever awaits it.
				killing.catch(() => {});
			}
			// On a slow machine the load would be over before the second kill.
			await earlier;
			await deliverOnce(sandbox, event);
		});
		await killing;
		say(`${order.length} deliveries made in ${Math.round((Date.now() - began) / 1000)} s`);
		await untilSettled(main, receivers, events);

		say('Both webhook processes are killed, and some events delivered once more');
		await Promise.all(webhooks.map(async (webhook) => await webhook.kill()));
		await Promise.all(webhooks.map(async (webhook) => await webhook.restart()));
		await balancer.lead(webhooks.map(({ url }) => url));
		// Not the very last: where the answer waits for the run, they are stored with the next ones.
		const settled = events.slice(0, Math.floor(events.length * 0.9));
		const again = settled.slice(-CHECKED_AGAIN);
		await each(again, CONNECTIONS, async (event) => await deliverOnce(sandbox, event));
		const isRemembered = (/** @type {Event} */ { deliveries }) =>
			deliveries.at(-1)?.attempts.at(-1)?.response.includes('"duplicate":true');

		say('Counting what has run');
		const executions = await untilSettled(main, receivers, events);
		const runs = await runsByEvent(main.session, executions, ID);
		const stillRegistered = registeredIds(sandbox, receivers);
		for (const { workflow } of receivers) await main.deactivate(workflow);
		return {
			...accountOf(events, {
				runs,
				moments,
				arrivalsOf: endpoint.of,
				retried: events.filter(({ id }) => isRetried(id)),
				workerLogs: workers.map(({ log }) => log()),
			}),
			again: again.length,
			remembered: again.filter(isRemembered).length,
			registered: registered.length,
			registeredAnew: stillRegistered.filter((id) => !registered.includes(id)).length,
			leftRegistered: registeredIds(sandbox, receivers).length,
			failedRun,
		};
	} finally {
		await endpoint.close();
	}
}

/** @param {string} id */
const isRetried = (id) => Number(id.split('-').at(-1)) % RETRIED_OF === 0;

/** @param {Receiver[]} receivers in turn @param {number} count @returns {Event[]} */
function newEvents(receivers, count) {
	const { outgoingEvent } = require('../../sandbox/outgoing');
	const run = Date.now();
	return Array.from({ length: count }, (_, index) => {
		const receiver = receivers[index % receivers.length];
		const id = `queue-${run}-${index}`;
		const { event, data } = receiver.source;
		const wanted = { event, id, data: data?.(id) };
		const outgoing = outgoingEvent(receiver.platform, wanted, run + index);
		return { id, receiver, event: outgoing, deliveries: [] };
	});
}

/** The first attempt; the sandbox makes the others. @param {Sandbox} sandbox @param {Event} event */
async function deliverOnce({ state }, { receiver: { platform, webhook }, event, deliveries }) {
	const { deliver } = require('../../sandbox/deliver');
	deliveries.push(await deliver(state, { platform, webhook, event }));
}

/** What a delivery to the receiver is answered, which is not repeated. @param {Sandbox} sandbox @param {Receiver} receiver */
async function answerOf(sandbox, receiver) {
	const [event] = newEvents([receiver], 1);
	await deliverOnce(sandbox, event);
	sandbox.state.webhooks.delete(receiver.webhook.id);
	return event.deliveries[0].attempts[0].status ?? 0;
}

/** Of the webhooks that n8n has registered. @param {Sandbox} sandbox @param {Receiver[]} receivers */
function registeredIds({ state }, receivers) {
	const automatic = receivers.filter(({ source }) => source.credential);
	return [...state.webhooks.values()]
		.filter(({ platformId }) => automatic.some(({ platform }) => platform.id === platformId))
		.map(({ id }) => id);
}

/**
 * Resolves when every delivery is acknowledged, and nothing runs or waits. What a killed process has
 * left behind does so for ever: then, when nothing has changed for so long that n8n has noticed.
 *
 * @param {Cluster['main']} main
 * @param {Receiver[]} receivers
 * @param {Event[]} events
 */
async function untilSettled(main, receivers, events) {
	let since = Date.now();
	let before = '';
	const settled = async () => {
		const executions = [];
		for (const { workflow } of receivers) executions.push(...(await main.executions(workflow)));
		const open = executions.filter((one) => !isFinished(one)).length;
		const waiting = executions.filter(({ status }) => status === 'waiting').length;
		const unanswered = events.flatMap(({ deliveries }) => deliveries.filter(isUnanswered)).length;
		const now = `${executions.length} ${open} ${waiting} ${unanswered}`;
		if (now !== before) since = Date.now();
		before = now;
		if (waiting > 0 || unanswered > 0) return undefined;
		return open === 0 || Date.now() - since > STALLED_MS ? executions : undefined;
	};
	return await poll('all runs to end', settled, { timeoutMs: LONGEST_MS, everyMs: 3_000 });
}

/** @param {Delivery} delivery */
function isUnanswered({ attempts }) {
	const { status = 0 } = attempts.at(-1) ?? {};
	return status < 200 || status > 299;
}

module.exports = { queueRun };
