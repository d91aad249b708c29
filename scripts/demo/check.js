'use strict';

const { isFinished, outputOf } = require('../n8n/executions');
const { DEMO_LOGIN, DEMO_SECRET } = require('./credentials');

/** @typedef {import('./examples').ActiveExample} ActiveExample */
/** @typedef {{ platform: string, event: string, eventId: string, summary: string, status: string, arrived: boolean }} Row */

/**
 * The first event that a trigger listens to by name; undefined lets the sandbox choose.
 *
 * @param {ActiveExample} example
 */
function wantedEvent({ trigger }) {
	/** @type {unknown} */
	const events = trigger.parameters?.events;
	const names = Array.isArray(events) ? events : [];
	return names.find((name) => name !== '*');
}

/**
 * Has the sandbox send one signed event of the workflow's platform to the workflow.
 *
 * @param {import('../n8n/process').N8n} n8n
 * @param {string} sandboxUrl
 * @param {ActiveExample} example
 */
async function fire(n8n, sandboxUrl, example) {
	const response = await fetch(`${sandboxUrl}/fire`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({
			platform: example.platform,
			event: wantedEvent(example),
			url: await n8n.webhookUrl(example.workflow, example.trigger.name),
			secret: DEMO_SECRET,
			...DEMO_LOGIN,
		}),
	});
	return await response.json();
}

/** @param {string} platform */
const nothing = (platform) => ({
	platform,
	event: '-',
	eventId: '-',
	summary: '-',
	arrived: false,
});

/**
 * @param {import('../n8n/process').N8n} n8n
 * @param {string} sandboxUrl
 * @param {ActiveExample} example
 * @returns {Promise<Row>}
 */
async function checkOne(n8n, sandboxUrl, example) {
	const { platform, workflow, trigger } = example;
	const missing = nothing(platform);
	try {
		const before = (await n8n.executions(workflow)).filter(isFinished).length;
		const answer = await fire(n8n, sandboxUrl, example);
		if (answer.status !== 200) {
			return { ...missing, status: `refused: ${JSON.stringify(answer.body ?? answer)}` };
		}
		// A start a few minutes ago has sent the same notice.
		if (answer.body?.duplicate) {
			return { ...missing, status: 'received before, so dropped as a repetition', arrived: true };
		}
		const finished = await n8n.waitForExecutions(workflow, before + 1);
		const execution = await n8n.execution(String(finished.at(-1)?.id));
		const event = outputOf(execution, trigger.name).at(0);
		if (!event) return { ...missing, status: `execution ${execution.status}, nothing received` };
		const arrived = execution.status === 'success' && event.platform === platform;
		const { eventId, summary } = event;
		return { platform, event: event.event, eventId, summary, status: execution.status, arrived };
	} catch (error) {
		return { ...missing, status: /** @type {Error} */ (error).message };
	}
}

/** @param {Row[]} rows */
function formatTable(rows) {
	/** @type {(keyof Row)[]} */
	const columns = ['platform', 'event', 'eventId', 'summary', 'status'];
	const lines = [
		columns,
		...rows.map((row) => columns.map((column) => String(row[column] ?? '-'))),
	];
	const widths = columns.map((_, index) => {
		return Math.max(...lines.map((line) => String(line[index]).length));
	});
	return lines
		.map((line) =>
			line
				.map((cell, index) => cell.padEnd(widths[index] ?? 0))
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
}

/**
 * Fires one documented event per platform and prints what each example workflow received.
 *
 * @param {import('../n8n/process').N8n} n8n
 * @param {import('../../sandbox/start').Sandbox} sandbox
 * @param {ActiveExample[]} examples
 * @returns {Promise<boolean>} whether all arrived
 */
async function checkExamples(n8n, { url, state }, examples) {
	const rows = [];
	for (const example of examples) rows.push(await checkOne(n8n, url, example));
	for (const { id } of state.platforms) {
		if (!examples.some(({ platform }) => platform === id)) {
			rows.push({ ...nothing(id), status: 'no example workflow' });
		}
	}
	const arrived = rows.filter((row) => row.arrived).length;
	console.log(`\n${formatTable(rows)}\n`);
	console.log(`${arrived} of ${rows.length} events arrived`);
	return arrived === rows.length;
}

module.exports = { checkExamples };
