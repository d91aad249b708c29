'use strict';

const flatted = require('flatted');

/**
 * @typedef {object} ExecutionSummary
 * @property {string} id
 * @property {string} status success, error, crashed, canceled, waiting, running, new
 * @property {string} mode webhook, manual, trigger, …
 * @property {string} workflowId
 */

/**
 * @typedef {ExecutionSummary & { data: any, customData?: Record<string, string> }} Execution
 *   `data` is n8n's IRunExecutionData: `data.resultData.runData[nodeName][run].data.main[output]`
 */

const UNFINISHED = ['new', 'running'];

/** @param {ExecutionSummary} execution */
const isFinished = ({ status }) => !UNFINISHED.includes(status);

/**
 * @param {import('./rest').RestSession} session
 * @param {string} workflowId
 * @returns {Promise<ExecutionSummary[]>} all of them, the oldest first
 */
async function listExecutions(session, workflowId) {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	/** @type {Map<string, ExecutionSummary>} */
	const found = new Map();
	let cursor = '';
	do {
		const page = await session.call(
			'GET',
			`/rest/executions?limit=100&filter=${filter}${cursor && `&cursor=${cursor}`}`,
		);
		for (const execution of page.results) found.set(execution.id, execution);
		cursor = page.nextCursor ?? '';
	} while (cursor);
	return [...found.values()].sort((a, b) => Number(a.id) - Number(b.id));
}

/**
 * @param {import('./rest').RestSession} session
 * @param {string} executionId
 * @returns {Promise<Execution>}
 */
async function readExecution(session, executionId) {
	const execution = await session.call('GET', `/rest/executions/${executionId}`);
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
