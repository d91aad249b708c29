'use strict';

/**
 * Runs a task over and over, each time so long after it ended. Does not keep the process alive.
 *
 * @param {number} ms
 * @param {() => Promise<void>} task must not throw
 * @returns {() => void} ends it
 */
function repeatEvery(ms, task) {
	let ended = false;
	const next = () => {
		if (!ended) setTimeout(() => void task().then(next), ms).unref();
	};
	next();
	return () => {
		ended = true;
	};
}

module.exports = { repeatEvery };
