'use strict';

const os = require('node:os');
const path = require('node:path');

/**
 * The helpers that n8n hands to a node while it executes, HTTP client and network policy included,
 * without an n8n around them. n8n reads its settings once, so only those of the first call count.
 *
 * @param {Record<string, string>} [settings] environment variables of n8n
 * @returns {import('n8n-workflow').IExecuteFunctions['helpers']}
 */
function executeHelpers(settings = {}) {
	// n8n-core writes a settings file as soon as it is used; it must not be the user's own.
	process.env.N8N_USER_FOLDER ??= path.join(os.tmpdir(), 'hospitality-n8n-core');
	Object.assign(process.env, settings);
	const { ExecuteContext } = require('n8n-core');
	const { createRunExecutionData, Workflow } = require('n8n-workflow');
	/** @type {import('n8n-workflow').INode} */
	const node = {
		id: 'node',
		name: 'Node',
		type: 'test.node',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const type = {
		description: {
			displayName: 'Node',
			name: 'node',
			group: [],
			version: 1,
			description: '',
			defaults: {},
			inputs: [],
			outputs: [],
			properties: [],
		},
	};
	const nodeTypes = /** @type {import('n8n-workflow').INodeTypes} */ (
		/** @type {unknown} */ ({ getByNameAndVersion: () => type })
	);
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const additionalData = /** @type {import('n8n-workflow').IWorkflowExecuteAdditionalData} */ ({});
	const input = { main: [[{ json: {} }]] };
	const executeData = { data: input, node, source: null };
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		'manual',
		createRunExecutionData({}),
		0,
		input.main[0],
		input,
		executeData,
		[],
	);
	return context.helpers;
}

module.exports = { executeHelpers };
