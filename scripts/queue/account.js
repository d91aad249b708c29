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
	// What stays new has not run: its process was killed, and n8n never takes it up.
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
	const calledCrashed = calledCrashedBy(workerLogs);
	const stranded = untaken.filter((event) =>
		runsOf(event).every(({ id, status }) => status === 'crashed' && calledCrashed.has(id)),
	);
	const onAnother = (/** @type {Event} */ event) =>
		taken(event) > 0 && runsOf(event).some(({ id }) => (workers.get(id)?.size ?? 0) > 1);
	const known = new Set(events.map(({ id }) => id));
	const unknown = [...runs].filter(([id]) => !known.has(id)).flatMap(([, of]) => of);
	// n8n puts the error in the place of all that it had stored, the event too.
	const emptied = unknown.filter(({ status }) => status === 'error' || status === 'crashed');
	const isUnknown = (/** @type {Event} */ { id }) => (runs.get(id) ?? []).length === 0;
	const neverBegun = events.filter((event) => !isUnknown(event) && runsOf(event).length === 0);
	const cutShort = untaken.filter((event) => isCutShort(event) && !stranded.includes(event));
	return {
		events: events.length,
		deliveries: deliveries.length,
		attempts: attempts.length,
		received: answered((response) => !response.includes('"duplicate":true')),
		duplicates: answered((response) => response.includes('"duplicate":true')),
		notTaken: attempts.filter(({ status = 0 }) => status >= 300 || status === 0).length,
		runs: events.reduce((sum, event) => sum + runsOf(event).length, 0),
		runOnce: events.filter((event) => runsOf(event).length === 1).length,
		/** More than one run, of events that were under way when a process went or came back. */
		againAtKill: runAgain.filter(metKill).length,
		againElsewhere: runAgain.filter((event) => !metKill(event)).length,
		/** Acknowledged, and n8n has no execution of it. */
		lost: Math.max(0, events.filter(isUnknown).length - emptied.length),
		delivered: events.filter((event) => taken(event) > 0).length,
		deliveredAgain: events.filter((event) => taken(event) > 1).length,
		/** In the worker that was killed: before the Sender was done, or before the run had begun. */
		cutShort: cutShort.length + emptied.length + neverBegun.length,
		/** Waiting in the queue for their retry, and called crashed by that worker when it was back. */
		stranded: stranded.length,
		undelivered: untaken.filter((event) => !isCutShort(event)).length,
		retried: retried.length,
		retriedDelivered: retried.filter((event) => taken(event) > 0).length,
		onAnotherWorker: retried.filter(onAnother).length,
		unknownRuns: unknown.filter((run) => !emptied.includes(run)).map(({ id }) => id),
	};
}

/**
 * The executions that a worker had begun before it was killed, and whose end it does not know. When
 * it is back it calls them crashed, those too that another worker was about to take up.
 *
 * @param {string[]} logs
 */
function calledCrashedBy(logs) {
	const named = logs.flatMap((log) => [...log.matchAll(/Found unfinished executions: ([\d, ]+)/g)]);
	return new Set(named.flatMap(([, ids]) => ids.split(', ')));
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
