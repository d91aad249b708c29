'use strict';

const { setTimeout: sleep } = require('node:timers/promises');

/**
 * Asks until the answer is there.
 *
 * @template T
 * @param {string} what what is waited for, for the error
 * @param {() => Promise<T | undefined>} ask undefined means: not yet
 * @param {{ timeoutMs?: number, everyMs?: number }} [options] default: 30 s, every 50 ms
 * @returns {Promise<T>}
 */
async function poll(what, ask, { timeoutMs = 30_000, everyMs = 50 } = {}) {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs / 1000} s in vain for ${what}`);
		await sleep(everyMs);
	}
}

module.exports = { poll };
