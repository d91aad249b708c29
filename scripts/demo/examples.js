'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { describeNode, shownCredentials } = require('../n8n/nodeTypes');
const { root } = require('../paths');
const { PlainError } = require('../plainError');

/** @typedef {import('../n8n/workflows').Workflow} Workflow */
/** @typedef {import('../n8n/workflows').WorkflowNode} WorkflowNode */
/** @typedef {import('../n8n/process').N8n} N8n */
/** @typedef {import('./credentials').DemoCredential} DemoCredential */
/** @typedef {{ workflow: Workflow, trigger: WorkflowNode, platform: string }} ActiveExample */

const FOLDER = path.join(root, 'workflows');
const TRIGGER_TYPE = 'n8n-nodes-hospitality-webhooks.hospitalityTrigger';

/** @returns {import('../n8n/workflows').WorkflowDraft[]} the templates, by file name */
function readTemplates() {
	const files = fs.existsSync(FOLDER) ? fs.readdirSync(FOLDER).sort() : [];
	return files
		.filter((file) => file.endsWith('.json'))
		.map((file) => JSON.parse(fs.readFileSync(path.join(FOLDER, file), 'utf8')));
}

/**
 * The smallest workflow that receives the events of a platform.
 *
 * @param {{ id: string, name: string }} platform
 * @returns {import('../n8n/workflows').WorkflowDraft}
 */
function receiver({ id, name }) {
	const content = `## ${name}\nThe trigger checks that each delivery really comes from ${name}, and puts out one item. Its \`summary\` is a ready line of text: drag it into a Slack, Google Chat or mail node behind it.\n\nThe other workflows of the list are templates that do so; their notes say in three steps what to set.`;
	const note = { content, height: 208, width: 560 };
	return {
		name: `Receive ${name} events`,
		nodes: [
			{
				name: 'Note',
				type: 'n8n-nodes-base.stickyNote',
				position: [-48, -256],
				parameters: note,
			},
			{
				name: `${name} Trigger`,
				type: TRIGGER_TYPE,
				typeVersion: 2,
				position: [0, 0],
				parameters: { platform: id, events: ['*'] },
			},
		],
		connections: {},
	};
}

/**
 * Gives the nodes the demo's credentials, made in n8n where they are missing. A credential of
 * another product stays for the user to choose.
 *
 * @param {N8n} n8n
 * @param {WorkflowNode[]} nodes
 * @param {Record<string, DemoCredential>} demo by credential type
 */
async function withCredentials(n8n, nodes, demo) {
	/** @type {{ id: string, name: string, type: string }[]} */
	const existing = await n8n.session.call('GET', '/rest/credentials');
	const completed = [];
	for (const node of nodes) {
		const description = await describeNode(n8n.session, node);
		/** @type {NonNullable<WorkflowNode['credentials']>} */
		const credentials = {};
		for (const type of description ? shownCredentials(description, node) : []) {
			const wanted = demo[type];
			if (!wanted) continue;
			const same = existing.find(({ name, type: kind }) => name === wanted.name && kind === type);
			const { id, name } = same ?? (await n8n.createCredential(type, wanted.data, wanted.name));
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
 * @param {Record<string, DemoCredential>} demo by credential type
 */
async function refreshCredentials(n8n, demo) {
	for (const { id, name, type } of await n8n.session.call('GET', '/rest/credentials')) {
		const wanted = demo[type];
		if (wanted?.name !== name) continue;
		const changed = { name, type, data: wanted.data };
		await n8n.session.call('PATCH', `/rest/credentials/${id}`, changed);
	}
}

/**
 * Imports what n8n does not have yet: the templates, and for each platform a workflow that receives
 * its events. Those are activated, and come last, because n8n lists the newest first.
 *
 * @param {N8n} n8n
 * @param {readonly { id: string, name: string }[]} platforms
 * @param {Record<string, DemoCredential>} demo by credential type
 * @returns {Promise<ActiveExample[]>}
 */
async function importExamples(n8n, platforms, demo) {
	const templates = readTemplates();
	if (templates.length === 0) throw new PlainError('There are no workflows in workflows/.');
	await refreshCredentials(n8n, demo);
	/** @type {{ id: string, name: string }[]} */
	const present = await n8n.session.call('GET', '/rest/workflows');
	/** @param {import('../n8n/workflows').WorkflowDraft} draft */
	const imported = async (draft) => {
		const same = present.find(({ name }) => name === draft.name);
		if (same) return await n8n.readWorkflow(same);
		const nodes = await withCredentials(n8n, draft.nodes, demo);
		return await n8n.createWorkflow({ ...draft, nodes });
	};
	for (const template of templates) await imported(template);
	const active = [];
	for (const platform of platforms) {
		const workflow = await imported(receiver(platform));
		const trigger = workflow.nodes.find(({ type }) => type === TRIGGER_TYPE);
		if (!trigger) continue;
		await n8n.activate(workflow);
		active.push({ workflow, trigger, platform: platform.id });
	}
	return active;
}

module.exports = { importExamples };
