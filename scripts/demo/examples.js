'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { root } = require('../paths');
const { PlainError } = require('../plainError');

/** @typedef {import('../n8n/workflows').Workflow} Workflow */
/** @typedef {import('../n8n/workflows').WorkflowNode} WorkflowNode */
/** @typedef {import('../n8n/process').N8n} N8n */
/** @typedef {{ workflow: Workflow, trigger: WorkflowNode, platform: string }} ActiveExample */

const FOLDER = path.join(root, 'workflows');
const TRIGGER = /\.hospitalityTrigger$/;

/** @returns {import('../n8n/workflows').WorkflowDraft[]} the example workflows, by file name */
function readExamples() {
	const files = fs.existsSync(FOLDER) ? fs.readdirSync(FOLDER).sort() : [];
	return files
		.filter((file) => file.endsWith('.json'))
		.map((file) => JSON.parse(fs.readFileSync(path.join(FOLDER, file), 'utf8')));
}

/**
 * Points the nodes' credentials to those of this n8n, made with the demo's data where they are
 * missing. A credential of another product stays for the user to choose.
 *
 * @param {N8n} n8n
 * @param {WorkflowNode[]} nodes
 * @param {Record<string, Record<string, unknown>>} data by credential type
 */
async function withCredentials(n8n, nodes, data) {
	/** @type {{ id: string, name: string, type: string }[]} */
	const existing = await n8n.session.call('GET', '/rest/credentials');
	const completed = [];
	for (const node of nodes) {
		/** @type {NonNullable<WorkflowNode['credentials']>} */
		const credentials = {};
		for (const [type, wanted] of Object.entries(node.credentials ?? {})) {
			const fields = data[type];
			if (!fields) continue;
			const same = existing.find(({ name, type: kind }) => name === wanted.name && kind === type);
			const { id, name } = same ?? (await n8n.createCredential(type, fields, wanted.name));
			if (!same) existing.push({ id, name, type });
			credentials[type] = { id, name };
		}
		completed.push({ ...node, credentials });
	}
	return completed;
}

/**
 * Points the demo's API credentials of an earlier run to the sandbox of this one.
 *
 * @param {N8n} n8n
 * @param {Record<string, Record<string, unknown>>} data by credential type
 */
async function refreshCredentials(n8n, data) {
	for (const { id, name, type } of await n8n.session.call('GET', '/rest/credentials')) {
		if (!data[type]) continue;
		const changed = { name, type, data: data[type] };
		await n8n.session.call('PATCH', `/rest/credentials/${id}`, changed);
	}
}

/**
 * The platform that a trigger listens to. n8n does not save a parameter that has its default value.
 *
 * @param {WorkflowNode} trigger
 * @returns {string}
 */
function platformOf({ parameters }) {
	require('../typescript').registerTypeScript();
	return String(parameters?.platform ?? require('../../platforms').platforms[0].id);
}

/**
 * Imports the example workflows that n8n does not have yet, and activates those that receive.
 *
 * @param {N8n} n8n
 * @param {Record<string, Record<string, unknown>>} credentialData by credential type
 * @returns {Promise<ActiveExample[]>}
 */
async function importExamples(n8n, credentialData) {
	const examples = readExamples();
	if (examples.length === 0) throw new PlainError('There are no example workflows in workflows/.');
	await refreshCredentials(n8n, credentialData);
	/** @type {{ id: string, name: string }[]} */
	const present = await n8n.session.call('GET', '/rest/workflows');
	const active = [];
	for (const draft of examples) {
		const same = present.find(({ name }) => name === draft.name);
		const workflow = same
			? await n8n.readWorkflow(same)
			: await n8n.createWorkflow({
					...draft,
					nodes: await withCredentials(n8n, draft.nodes, credentialData),
				});
		const trigger = workflow.nodes.find(({ type }) => TRIGGER.test(type));
		if (!trigger) continue;
		await n8n.activate(workflow);
		active.push({ workflow, trigger, platform: platformOf(trigger) });
	}
	return active;
}

module.exports = { importExamples };
