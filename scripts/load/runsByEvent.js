'use strict';

const { each } = require('./each');

const AT_A_TIME = 5;

/** @typedef {{ id: string, status: string }} Run an execution, and how it stands with it */

/**
 * @param {import('../n8n/rest').RestSession} session
 * @param {readonly { id: string, status: string }[]} executions
 * @param {RegExp} idOfEvent which is found in all that n8n stored of an execution
 * @returns {Promise<Map<string, Run[]>>} by the id of the event
 */
async function runsByEvent(session, executions, idOfEvent) {
	/** @type {Map<string, Run[]>} */
	const runs = new Map();
	await each(executions, AT_A_TIME, async ({ id }) => {
		// As n8n sends it: what is looked for is in there, however far the execution came.
		const { data, status } = await session.call('GET', `/rest/executions/${id}`);
		const event = idOfEvent.exec(data)?.[0] ?? `nothing known of execution ${id}`;
		runs.set(event, [...(runs.get(event) ?? []), { id, status }]);
	});
	return runs;
}

module.exports = { runsByEvent };
