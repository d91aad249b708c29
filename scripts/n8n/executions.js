'use strict';

/**
 * @typedef {object} ExecutionSummary
 * @property {string} id
 * @property {string} status success, error, crashed, canceled, waiting, running, new
 * @property {string} mode webhook, manual, trigger, …
 * @property {string} workflowId
 * @property {string | null} [startedAt]
 * @property {string | null} [waitTill] when n8n takes it up again
 */

/**
 * @typedef {ExecutionSummary & { data: import('n8n-workflow').IRunExecutionData, customData?: Record<string, string> }} Execution
 *   `data.resultData.runData[nodeName][run].data.main[output]` holds the items of a node
 */

const UNFINISHED = ['new', 'running'];
/** What an execution may be that has no time of its start. */
const NOT_STARTED = ['new', 'error', 'crashed', 'canceled'];
/** n8n gives no more at once. */
const PAGE = 100;

/** @param {Pick<ExecutionSummary, 'status'>} execution */
const isFinished = ({ status }) => !UNFINISHED.includes(status);

/** @param {ExecutionSummary} execution */
const hasRun = (execution) => isFinished(execution) && Boolean(execution.startedAt);

/**
 * Looks twice: n8n asks its database for those under way and for those that have ended at the same
 * time, and one that ends just then is in neither answer. It is in the next.
 *
 * @param {import('./rest').RestSession} session
 * @param {string} workflowId
 * @returns {Promise<ExecutionSummary[]>} all of them, the oldest first
 */
async function listExecutions(session, workflowId) {
	const looks = [await lookAt(session, workflowId), await lookAt(session, workflowId)];
	const found = new Map(looks.flat().map((execution) => [execution.id, execution]));
	return [...found.values()].sort((a, b) => Number(a.id) - Number(b.id));
}

/**
 * Goes back by the time of their start, because n8n sorts by it but cuts its own pages by id: its
 * cursor skips executions near a cut that did not start in the order of their ids. Those that never
 * started, as in the queue of a worker that was killed, are asked for by their status.
 *
 * @param {import('./rest').RestSession} session
 * @param {string} workflowId
 * @returns {Promise<ExecutionSummary[]>}
 */
async function lookAt(session, workflowId) {
	/** @type {Map<string, ExecutionSummary>} */
	const found = new Map();
	/** @type {string | undefined} */
	let startedBefore;
	let known;
	let page;
	/** @param {Record<string, unknown>} filter */
	const read = async (filter) => {
		const query = encodeURIComponent(JSON.stringify({ workflowId, ...filter }));
		return await session.call('GET', `/rest/executions?limit=${PAGE}&filter=${query}`);
	};
	do {
		page = await read({ startedBefore });
		known = found.size;
		for (const execution of page.results) found.set(execution.id, execution);
		startedBefore = page.results.findLast(hasRun)?.startedAt;
		// Older versions of n8n give no cursor.
	} while ((page.nextCursor ?? page.results.length >= PAGE) && found.size > known);
	if (found.size > PAGE) {
		const { results } = await read({ status: NOT_STARTED });
		for (const execution of results) found.set(execution.id, execution);
	}
	return [...found.values()];
}

/**
 * @param {import('./rest').RestSession} session
 * @param {string} executionId
 * @returns {Promise<Execution>}
 */
async function readExecution(session, executionId) {
	const execution = await session.call('GET', `/rest/executions/${executionId}`);
	// Only here, so that the programs that install it can load this file before.
	const flatted = require('flatted');
	return { ...execution, data: flatted.parse(execution.data) };
}

/**
 * What a node gave to one of its outputs in its last run.
 *
 * @param {Execution} execution
 * @param {string} nodeName
 * @param {number} [output]
 * @returns {any[]} the `json` of each item
 */
function outputOf(execution, nodeName, output = 0) {
	const runs = execution.data.resultData.runData[nodeName] ?? [];
	/** @type {{ json: any }[]} */
	const items = runs.at(-1)?.data?.main[output] ?? [];
	return items.map(({ json }) => json);
}

module.exports = { isFinished, listExecutions, outputOf, readExecution };
