'use strict';

const EVERY_MS = 10_000;

/**
 * Tells the user about a long step: a line when it starts, every ten seconds, and when it ends
 * with its time.
 *
 * @template T
 * @param {string} label
 * @param {() => Promise<T>} work
 * @param {{ announce?: boolean, failed?: (result: T) => boolean }} [options] `announce`: whether to
 *   print a line at the start, default true; `failed`: whether a result means failure
 * @returns {Promise<T>}
 */
async function withProgress(label, work, { announce = true, failed = () => false } = {}) {
	const started = Date.now();
	const elapsed = () => `${Math.round((Date.now() - started) / 1000)} s`;
	if (announce) console.log(`${label} ...`);
	const progress = setInterval(() => console.log(`  ${label}: ${elapsed()}`), EVERY_MS);
	let outcome = 'FAILED';
	try {
		const result = await work();
		outcome = failed(result) ? 'FAILED' : 'done';
		return result;
	} finally {
		clearInterval(progress);
		console.log(`  ${label}: ${outcome} in ${elapsed()}`);
	}
}

module.exports = { withProgress };
