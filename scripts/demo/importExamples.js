'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { describeNode, shownCredentials } = require('../n8n/nodeTypes');
const { root } = require('../paths');
const { demoTemplates } = require('./templates');

/** @typedef {import('../n8n/workflows').Workflow} Workflow */
/** @typedef {import('../n8n/workflows').WorkflowDraft} WorkflowDraft */
/** @typedef {import('../n8n/workflows').WorkflowNode} WorkflowNode */
/** @typedef {import('../n8n/process').N8n} N8n */
/** @typedef {import('../../sandbox/start').Sandbox} Sandbox */
/** @typedef {import('./credentials').DemoCredential} DemoCredential */

/**
 * @typedef {object} ActiveExample a workflow that a platform's webhook starts
 * @property {Workflow} workflow
 * @property {WorkflowNode} node that has the webhook
 * @property {string} platform
 * @property {string[]} events `*` for all
 * @property {boolean} isReceiver whether it is the one that only receives
 */

const FOLDER = path.join(root, 'workflows');
const PACKAGE = 'n8n-nodes-hospitality-webhooks';
const TRIGGER_TYPE = `${PACKAGE}.hospitalityTrigger`;

/**
 * A template with what its note asks for.
 *
 * @param {import('./templates').DemoTemplate} template
 * @returns {WorkflowDraft & { name: string }}
 */
function completed({ file, entries = {} }) {
	const draft = JSON.parse(fs.readFileSync(path.join(FOLDER, file), 'utf8'));
	/** @type {WorkflowNode[]} */
	const nodes = draft.nodes;
	return {
		...draft,
		nodes: nodes.map((node) => ({
			...node,
			parameters: { ...node.parameters, ...entries[node.name] },
		})),
	};
}

/**
 * The smallest workflow that does something with the events of a platform. It registers its webhook
 * where the demo has an account for that.
 *
 * @param {import('../../lib/platform').Platform} platform
 * @param {Record<string, DemoCredential>} demo by credential type
 * @returns {WorkflowDraft & { name: string }}
 */
function receiver({ id, name, api, registration: { kind } }, demo) {
	const byHand = kind === 'api' && !(api && demo[api.credential]);
	const content = `## ${name} to Slack, in two nodes\nThe trigger checks that each delivery really comes from ${name}, and puts out one item. Its \`summary\` is a ready line of text, which the Slack node posts.\n\nSend an event from the sandbox's page for ${name} and look into its inbox.`;
	return {
		name: `Receive ${name} events`,
		nodes: [
			{
				name: 'Note',
				type: 'n8n-nodes-base.stickyNote',
				position: [-48, -240],
				parameters: { content, height: 192, width: 560 },
			},
			{
				name: `${name} Trigger`,
				type: TRIGGER_TYPE,
				typeVersion: 2,
				position: [0, 0],
				parameters: {
					platform: id,
					events: ['*'],
					...(byHand && { registration: 'manual' }),
				},
			},
			{
				name: 'Slack',
				type: 'n8n-nodes-base.slack',
				typeVersion: 2.7,
				position: [224, 0],
				parameters: {
					select: 'channel',
					channelId: { __rl: true, mode: 'name', value: '#events' },
					text: "={{ $json.summary.replaceAll('&', '&amp;').replaceAll('<', '&lt;') }}",
					otherOptions: { includeLinkToWorkflow: false },
				},
			},
		],
		connections: {
			[`${name} Trigger`]: { main: [[{ node: 'Slack', type: 'main', index: 0 }]] },
		},
	};
}

/**
 * Gives the nodes the demo's credentials, made in n8n where they are missing.
 *
 * @param {N8n} n8n
 * @param {WorkflowNode[]} nodes
 * @param {Record<string, DemoCredential>} demo by credential type
 */
async function withCredentials(n8n, nodes, demo) {
	/** @type {{ id: string, name: string, type: string }[]} */
	const existing = await n8n.session.call('GET', '/rest/credentials');
	const result = [];
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
		result.push({ ...node, credentials });
	}
	return result;
}

/**
 * Points the demo's credentials of an earlier start to the sandbox of this one.
 *
 * @param {N8n} n8n
 * @param {Record<string, DemoCredential>} demo by credential type
 */
async function refreshCredentials(n8n, demo) {
	for (const { id, name, type } of await n8n.session.call('GET', '/rest/credentials')) {
		const wanted = demo[type];
		if (wanted?.name !== name || !wanted.changes) continue;
		const changed = { name, type, data: wanted.data };
		await n8n.session.call('PATCH', `/rest/credentials/${id}`, changed);
	}
}

/**
 * Imports and publishes what n8n does not have yet: for each platform a workflow that receives its
 * events, and the templates. Begins with the last, because n8n lists the newest first.
 *
 * @param {N8n} n8n
 * @param {Sandbox} sandbox
 * @param {Record<string, DemoCredential>} demo by credential type
 * @returns {Promise<ActiveExample[]>} those that receivers begin, in the order of the platforms
 */
async function importExamples(n8n, { url, state }, demo) {
	await refreshCredentials(n8n, demo);
	/** @type {{ id: string, name: string }[]} */
	const present = await n8n.session.call('GET', '/rest/workflows');
	/** @type {Map<string, string>} ids by file */
	const ids = new Map();
	/**
	 * @param {WorkflowDraft & { name: string }} draft
	 * @param {boolean} active
	 */
	const imported = async (draft, active) => {
		const same = present.find(({ name }) => name === draft.name);
		if (same) {
			const workflow = await n8n.readWorkflow(same);
			if (workflow.active) await n8n.waitUntilLive(workflow);
			return workflow;
		}
		const nodes = await withCredentials(n8n, draft.nodes, demo);
		const workflow = await n8n.createWorkflow({ ...draft, nodes });
		if (!active) return workflow;
		await n8n.activate(workflow);
		return { ...workflow, active };
	};

	const examples = [];
	for (const template of demoTemplates(`${url}/inbox/endpoint/events`).reverse()) {
		const draft = completed(template);
		const errorWorkflow = template.errorWorkflow && ids.get(template.errorWorkflow);
		if (errorWorkflow) draft.settings = { ...draft.settings, errorWorkflow };
		const workflow = await imported(draft, template.active === true);
		ids.set(template.file, workflow.id);
		examples.unshift(...exampleOf(workflow, draft));
	}
	for (const platform of [...state.platforms].reverse()) {
		const draft = receiver(platform, demo);
		let workflow = await imported(draft, true);
		if (!workflow.active) {
			await n8n.activate(workflow);
			workflow = { ...workflow, active: true };
		}
		examples.unshift(...exampleOf(workflow, draft, true));
	}
	return examples;
}

/**
 * @param {Workflow} workflow
 * @param {WorkflowDraft} draft n8n leaves out parameters that have their default, the draft does not
 * @param {boolean} [isReceiver]
 * @returns {ActiveExample[]} empty where no platform starts it
 */
function exampleOf(workflow, draft, isReceiver = false) {
	const trigger = workflow.nodes.find(({ type }) => type === TRIGGER_TYPE);
	const node = trigger ?? workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.webhook');
	if (!workflow.active || !node) return [];
	const declared = draft.nodes.find(({ type }) => type.startsWith(PACKAGE))?.parameters;
	const { platform, events = ['*'] } = { ...declared, ...trigger?.parameters };
	return [{ workflow, node, platform, events, isReceiver }];
}

module.exports = { importExamples };
