// @ts-check
const { setTimeout: sleep } = require('timers/promises');

const { each } = require('../../scripts/load/each');

/**
 * @typedef {import('../n8n/fire').Message} Message
 * @typedef {object} Stage
 * @property {Message[]} messages each an event of its own
 * @property {[string, string]} urls the webhook's at the two processes
 * @property {() => Promise<void>} kill ends the second process at once
 * @property {() => Promise<void>} restart starts it again
 */

/** @typedef {(index: number) => [number, number]} Route which process gets the copies of a message */

const BUSY = 10;

/** @type {Route} */
const inTurn = (index) => (index % 2 ? [1, 0] : [0, 1]);
/** What a load balancer does that chooses by the path. @type {Route} */
const byPath = () => [1, 1];
/** The same, when the one it chose has gone. @type {Route} */
const failover = () => [1, 0];

/**
 * The ways in which a delivery comes twice. One event at a time where nothing else is said.
 *
 * @type {Record<string, (stage: Stage) => Promise<void>>}
 */
const cases = {
	'other process, after the answer': (stage) => afterAnswer(stage, inTurn, { atATime: 1 }),
	'  10 events at a time': (stage) => afterAnswer(stage, inTurn, { atATime: BUSY }),
	'  10 at a time, 1 s after it': (stage) =>
		afterAnswer(stage, inTurn, { atATime: BUSY, pauseMs: 1000 }),
	'  at random in 1 min, 5 s after it': (stage) =>
		afterAnswer(stage, inTurn, { atATime: Infinity, pauseMs: 5000, spreadMs: 60_000 }),
	'other process, 200 ms later': (stage) => apart(stage, inTurn, { atATime: 1, pauseMs: 200 }),
	'other process, 50 ms later': (stage) => apart(stage, inTurn, { atATime: 1, pauseMs: 50 }),
	'other process, same moment': (stage) => apart(stage, inTurn, { atATime: 1 }),
	'other process, kill -9 in between': (stage) => killed(stage, inTurn, { atATime: 1 }),
	'  kill -9 amid 10 at a time': (stage) => killed(stage, inTurn, { atATime: BUSY, killAt: 0.5 }),
	'same process, after the answer': (stage) => afterAnswer(stage, byPath, { atATime: BUSY }),
	'same process, same moment': (stage) => apart(stage, byPath, { atATime: BUSY }),
	'same until its kill -9, then other': (stage) => killed(stage, failover, { atATime: BUSY }),
};

/**
 * @param {Stage} stage
 * @param {Route} route
 * @param {{ atATime: number, pauseMs?: number, spreadMs?: number }} options
 */
async function afterAnswer({ messages, urls }, route, { atATime, pauseMs = 0, spreadMs = 0 }) {
	await each(messages, atATime, async (message, index) => {
		const [first, second] = route(index);
		await sleep(Math.random() * spreadMs);
		await deliver(urls[first], message);
		await sleep(pauseMs);
		await deliver(urls[second], message);
	});
}

/**
 * The second copy comes so much later, whether the first is answered by then or not.
 *
 * @param {Stage} stage
 * @param {Route} route
 * @param {{ atATime: number, pauseMs?: number }} options
 */
async function apart({ messages, urls }, route, { atATime, pauseMs }) {
	await each(messages, atATime, async (message, index) => {
		const [first, second] = route(index);
		const later = async () => {
			if (pauseMs) await sleep(pauseMs);
			await deliver(urls[second], message);
		};
		await Promise.all([deliver(urls[first], message), later()]);
	});
}

/**
 * All first copies, the kill once a part of them is sent, and all second copies after the restart.
 * A delivery without an answer is repeated to who is left, as a platform would.
 *
 * @param {Stage} stage
 * @param {Route} route
 * @param {{ atATime: number, killAt?: number }} options
 */
async function killed({ messages, urls, kill, restart }, route, { atATime, killAt = 1 }) {
	/** @type {Promise<void> | undefined} */
	let gone;
	await each(messages, atATime, async (message, index) => {
		if (index === messages.length * killAt) gone = kill();
		const isAnswered = await deliver(urls[route(index)[0]], message);
		if (!isAnswered) await deliver(urls[0], message);
	});
	await (gone ?? kill());
	await restart();
	await each(messages, atATime, async (message, index) => {
		await deliver(urls[route(index)[1]], message);
	});
}

/**
 * @param {string} url
 * @param {Message} message
 * @returns {Promise<boolean>} whether there was an answer
 * @throws {Error} when it is not 200
 */
async function deliver(url, { headers, body }) {
	/** @type {Response} */
	let response;
	let text;
	try {
		response = await fetch(url, { method: 'POST', headers, body: new Uint8Array(body) });
		text = await response.text();
	} catch {
		return false;
	}
	if (response.status !== 200) throw new Error(`${url} answered ${response.status}: ${text}`);
	return true;
}

module.exports = { cases };
