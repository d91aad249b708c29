'use strict';

const { isFinished, listExecutions, outputOf, readExecution } = require('./executions');
const { poll } = require('./poll');

/** Waits for executions and reads them. */
class ExecutionReader {
	/** @param {import('./rest').RestSession} session */
	constructor(session) {
		this.session = session;
	}

	/** @param {{ id: string }} workflow */
	async executions({ id }) {
		return await listExecutions(this.session, id);
	}

	/** @param {string} executionId */
	async execution(executionId) {
		return await readExecution(this.session, executionId);
	}

	/**
	 * Waits until `count` executions of the workflow have ended (or wait for something).
	 *
	 * @param {{ id: string }} workflow
	 * @param {number} count
	 * @param {{ timeoutMs?: number }} [options] default 30 s
	 * @returns {Promise<import('./executions').ExecutionSummary[]>} all ended ones, the oldest first
	 */
	async waitForExecutions(workflow, count, options) {
		return await poll(
			`${count} executions of workflow ${workflow.id}`,
			async () => {
				const finished = (await this.executions(workflow)).filter(isFinished);
				return finished.length >= count ? finished : undefined;
			},
			{ everyMs: 100, ...options },
		);
	}

	/**
	 * Waits for the executions and reads what one node gave out in each.
	 *
	 * @param {{ id: string }} workflow
	 * @param {string} nodeName
	 * @param {number} count
	 * @param {{ timeoutMs?: number, output?: number }} [options]
	 * @returns {Promise<any[]>} the `json` of all items, in the order of the executions
	 */
	async waitForOutput(workflow, nodeName, count, { timeoutMs = 30_000, output = 0 } = {}) {
		const summaries = await this.waitForExecutions(workflow, count, { timeoutMs });
		const items = [];
		for (const { id } of summaries) {
			items.push(...outputOf(await this.execution(id), nodeName, output));
		}
		return items;
	}
}

module.exports = { ExecutionReader };
