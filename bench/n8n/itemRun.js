// @ts-check
const { randomUUID } = require('crypto');
const { setTimeout: sleep } = require('timers/promises');

const { N8nApiError } = require('../../scripts/n8n/rest');

/** @typedef {import('../../scripts/n8n/process').N8n} N8n */
/** @typedef {import('../../scripts/n8n/workflows').WorkflowNode} WorkflowNode */
/** @typedef {Awaited<ReturnType<typeof itemRun>>} ItemRun */
/** @typedef {Record<string, unknown>} Json of an item */

const LONGEST_RUN_MS = 120_000;
const BUSY_RETRIES = 20;
const BUSY_MS = 1000;

/**
 * A live workflow that is called with a list and gives each entry to the nodes as an item.
 *
 * @param {N8n} n8n
 * @param {WorkflowNode[]} nodes what is measured
 */
async function itemRun(n8n, nodes) {
	const workflow = await n8n.createWorkflow({
		nodes: [
			{
				name: 'Call',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				parameters: { httpMethod: 'POST', path: randomUUID() },
			},
			{
				name: 'Items',
				type: 'n8n-nodes-base.splitOut',
				parameters: { fieldToSplitOut: 'body.items', options: {} },
			},
			...nodes,
		],
		// The times are read from what n8n keeps.
		settings: { saveDataSuccessExecution: 'all' },
	});
	await n8n.activate(workflow);
	const url = String(await n8n.webhookUrl(workflow, 'Call'));
	let runs = 0;
	/**
	 * @param {Json[]} items
	 * @returns {Promise<{ ms: number, last: Json[] }>} the milliseconds that n8n notes for the nodes
	 *   together, and what came out of the last
	 */
	return async (items) => {
		const response = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ items }),
		});
		await response.arrayBuffer();
		if (!response.ok) throw new Error(`The workflow cannot be called: ${response.status}`);
		runs += 1;
		const ended = await whenFree(() =>
			n8n.waitForExecutions(workflow, runs, { timeoutMs: LONGEST_RUN_MS }),
		);
		const { data } = await whenFree(() => n8n.execution(String(ended.at(-1)?.id)));
		const { error, runData } = data.resultData;
		if (error) throw new Error(`${nodes.map(({ name }) => name)} failed: ${error.message}`);
		let ms = 0;
		for (const { name } of nodes) ms += runData[name][0].executionTime;
		const [output] = runData[String(nodes.at(-1)?.name)][0].data?.main ?? [];
		return { ms, last: (output ?? []).map(({ json }) => json) };
	};
}

/**
 * Asks again where n8n says 503: while it works on very many items it finds its own database slow.
 *
 * @template T
 * @param {() => Promise<T>} ask
 * @returns {Promise<T>}
 */
async function whenFree(ask, retries = BUSY_RETRIES) {
	try {
		return await ask();
	} catch (error) {
		if (!(error instanceof N8nApiError) || error.status !== 503 || retries === 0) throw error;
		await sleep(BUSY_MS);
		return await whenFree(ask, retries - 1);
	}
}

module.exports = { itemRun };
