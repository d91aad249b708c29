'use strict';

const { isFinished, listExecutions, outputOf, readExecution } = require('./executions');
const { poll } = require('./poll');
const { RestSession } = require('./rest');
const {
	completeDraft,
	publicationOutcome,
	registeredMethods,
	webhookPath,
} = require('./workflows');

/** @typedef {import('./workflows').Workflow} Workflow */

/** Works with a running n8n the way its editor does. Started and stopped elsewhere. */
class N8nClient {
	/**
	 * @param {string} url
	 * @param {import('./rest').Owner} owner
	 */
	constructor(url, owner) {
		this.session = new RestSession(url);
		this.url = url;
		this.owner = owner;
		/** @type {Map<string, Workflow>} the workflows this client activated */
		this.activated = new Map();
	}

	/** Makes the owner's account when n8n is new, and signs in. */
	async signIn() {
		await this.session.signIn(this.owner);
	}

	/**
	 * @param {string} type such as httpBasicAuth
	 * @param {Record<string, unknown>} data
	 * @param {string} [name]
	 * @returns {Promise<{ id: string, name: string }>} what a node's `credentials[type]` takes
	 */
	async createCredential(type, data, name = `${type} of a test`) {
		const { id } = await this.session.call('POST', '/rest/credentials', { name, type, data });
		return { id, name };
	}

	/**
	 * @param {import('./workflows').WorkflowDraft} draft
	 * @returns {Promise<Workflow>}
	 */
	async createWorkflow(draft) {
		return await this.session.call('POST', '/rest/workflows', completeDraft(draft));
	}

	/**
	 * Saves changed nodes, connections or settings; `activate` the result to make them live.
	 *
	 * @param {Workflow} workflow
	 * @param {Partial<import('./workflows').WorkflowDraft>} changes
	 * @returns {Promise<Workflow>}
	 */
	async updateWorkflow({ id }, changes) {
		return await this.session.call('PATCH', `/rest/workflows/${id}`, changes);
	}

	/**
	 * @param {{ id: string }} workflow
	 * @returns {Promise<Workflow & { staticData: Record<string, unknown> | null }>} as n8n has stored it now
	 */
	async readWorkflow({ id }) {
		return await this.session.call('GET', `/rest/workflows/${id}`);
	}

	/**
	 * Activates (publishes) and waits until every webhook of the workflow is live.
	 *
	 * @param {Workflow} workflow
	 * @throws {Error} with what a trigger said when it refused
	 */
	async activate(workflow) {
		const { id, versionId } = workflow;
		await this.session.call('POST', `/rest/workflows/${id}/activate`, { versionId });
		await publicationOutcome(this.session, id);
		this.activated.set(id, workflow);
		await this.waitUntilLive(workflow);
	}

	/** @param {Workflow} workflow */
	async waitUntilLive(workflow) {
		for (const node of workflow.nodes.filter(({ webhookId, disabled }) => webhookId && !disabled)) {
			const url = await this.webhookUrl(workflow, node.name);
			if (url === undefined) continue;
			await poll(`webhook ${url}`, async () => {
				const methods = await registeredMethods(url);
				return methods.length > 0 ? true : undefined;
			});
		}
	}

	/** @param {{ id: string }} workflow */
	async deactivate({ id }) {
		await this.session.call('POST', `/rest/workflows/${id}/deactivate`, {});
		this.activated.delete(id);
		await publicationOutcome(this.session, id);
	}

	/**
	 * Deactivates, archives and deletes, which is the only way n8n deletes a workflow.
	 *
	 * @param {{ id: string }} workflow
	 */
	async deleteWorkflow({ id }) {
		if (this.activated.has(id)) await this.deactivate({ id });
		await this.session.call('POST', `/rest/workflows/${id}/archive`, {});
		await this.session.call('DELETE', `/rest/workflows/${id}`);
	}

	/**
	 * @param {Workflow} workflow
	 * @param {string} [nodeName] default: the first node that has a webhook
	 * @param {'webhook' | 'webhook-test'} [kind]
	 * @returns {Promise<string | undefined>} undefined when the node has no URL of its own
	 */
	async webhookUrl(workflow, nodeName, kind = 'webhook') {
		const path = await webhookPath(this.session, workflow, nodeName);
		return path && `${this.url}/${kind}/${path}`;
	}

	/**
	 * Does what "Execute workflow" in the editor does: with a webhook trigger, n8n listens on the
	 * test URL until one call came or `stop` is called.
	 *
	 * @param {Workflow} workflow
	 * @param {string} triggerName
	 */
	async listenForTest(workflow, triggerName) {
		const answer = await this.run(workflow, triggerName);
		if (!answer.waitingForWebhook) throw new Error(`${triggerName} does not wait for a webhook`);
		const url = await this.webhookUrl(workflow, triggerName, 'webhook-test');
		if (!url) throw new Error(`${triggerName} has no webhook URL`);
		const stop = async () => await this.session.call('DELETE', `/rest/test-webhook/${workflow.id}`);
		return { url, stop };
	}

	/**
	 * Runs a workflow by hand, from the trigger given.
	 *
	 * @param {Workflow} workflow
	 * @param {string} triggerName
	 * @returns {Promise<{ executionId?: string, waitingForWebhook?: boolean }>}
	 */
	async run({ id }, triggerName) {
		const start = { triggerToStartFrom: { name: triggerName } };
		return await this.session.call('POST', `/rest/workflows/${id}/run`, start);
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

module.exports = { N8nClient };
