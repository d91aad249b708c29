'use strict';

/** @typedef {import('./queueRun').Event} Event */
/** @typedef {import('../load/runsByEvent').Run} Run */

/** What is answered no longer before a kill may be stored no more. */
const NEAR_MS = 1_000;

/**
 * @param {Event[]} events
 * @param {object} seen
 * @param {Map<string, Run[]>} seen.runs by the id of the event
 * @param {number[]} seen.moments when a process went, or was back
 * @param {(id: string) => string[]} seen.arrivalsOf how the attempts of the Sender were met
 * @param {Event[]} seen.retried those that were refused at first
 * @param {string[]} seen.workerLogs
 */
function accountOf(events, { runs, moments, arrivalsOf, retried, workerLogs }) {
	const deliveries = events.flatMap((event) => event.deliveries);
	const attempts = deliveries.flatMap((delivery) => delivery.attempts);
	const answered = (/** @type {(response: string) => boolean} */ says) =>
		attempts.filter(({ status = 0, response }) => status < 300 && says(response)).length;
	// One that was never queued has not run: its process was killed, and n8n never takes it up.
	const runsOf = (/** @type {Event} */ { id }) =>
		(runs.get(id) ?? []).filter(({ status }) => status !== 'new');
	const taken = (/** @type {Event} */ { id }) =>
		arrivalsOf(id).filter((met) => met === '200').length;
	const metKill = (/** @type {Event} */ event) =>
		event.deliveries.some(({ attempts: made }) =>
			made.some(({ at, durationMs }) =>
				moments.some((moment) => at - durationMs < moment + NEAR_MS && at > moment - NEAR_MS),
			),
		);
	const runAgain = events.filter((event) => runsOf(event).length > 1);
	const untaken = events.filter((event) => runsOf(event).length > 0 && taken(event) === 0);
	const isCutShort = (/** @type {Event} */ event) =>
		runsOf(event).every(({ status }) => status !== 'success');
	const workers = workersByExecution(workerLogs);
	const onAnother = (/** @type {Event} */ event) =>
		taken(event) > 0 && runsOf(event).some(({ id }) => (workers.get(id)?.size ?? 0) > 1);
	const known = new Set(events.map(({ id }) => id));
	const unknown = [...runs].filter(([id]) => !known.has(id)).flatMap(([, of]) => of);
	// n8n puts the error in the place of all that it had stored, the event too.
	const emptied = unknown.filter(({ status }) => status === 'error' || status === 'crashed');
	const withoutRun = events.filter((event) => runsOf(event).length === 0);
	return {
		events: events.length,
		deliveries: deliveries.length,
		attempts: attempts.length,
		received: answered((response) => !response.includes('"duplicate":true')),
		duplicates: answered((response) => response.includes('"duplicate":true')),
		notTaken: attempts.filter(({ status = 0 }) => status >= 300 || status === 0).length,
		runs: events.reduce((sum, event) => sum + runsOf(event).length, 0),
		neverQueued: [...runs.values()].flat().filter(({ status }) => status === 'new').length,
		runOnce: events.filter((event) => runsOf(event).length === 1).length,
		/** More than one run, of events that were under way when a process went or came back. */
		againAtKill: runAgain.filter(metKill).length,
		againElsewhere: runAgain.filter((event) => !metKill(event)).length,
		/** Acknowledged, and never run. */
		lost: Math.max(0, withoutRun.length - emptied.length),
		delivered: events.filter((event) => taken(event) > 0).length,
		deliveredAgain: events.filter((event) => taken(event) > 1).length,
		/** Run, and ended by the kill of the worker before the Sender was done. */
		cutShort: untaken.filter(isCutShort).length + emptied.length,
		undelivered: untaken.filter((event) => !isCutShort(event)).length,
		retried: retried.length,
		retriedDelivered: retried.filter((event) => taken(event) > 0).length,
		onAnotherWorker: retried.filter(onAnother).length,
		unknownRuns: unknown.filter((run) => !emptied.includes(run)).map(({ id }) => id),
	};
}

/**
 * On which workers n8n has begun or gone on with an execution, as they have printed it.
 *
 * @param {string[]} logs
 */
function workersByExecution(logs) {
	/** @type {Map<string, Set<number>>} */
	const workers = new Map();
	for (const [worker, log] of logs.entries()) {
		for (const [, id] of log.matchAll(/Worker started execution (\d+) /g)) {
			workers.set(id, (workers.get(id) ?? new Set()).add(worker));
		}
	}
	return workers;
}

module.exports = { accountOf };
