'use strict';

/** @typedef {import('n8n-workflow').INodeTypeDescription} NodeDescription */
/** @typedef {import('n8n-workflow').INodeParameters} NodeParameters */
/** @typedef {Pick<import('./workflows').WorkflowNode, 'type' | 'typeVersion' | 'parameters'>} NodeOfType */

/** @type {Map<string, Promise<NodeDescription[]>>} by URL of the n8n asked */
const described = new Map();

/**
 * @param {import('./rest').RestSession} session
 * @returns {Promise<NodeDescription[]>} every node type n8n has loaded, an entry for each group of versions
 */
async function nodeDescriptions(session) {
	const asked = described.get(session.url) ?? session.call('GET', '/types/nodes.json');
	described.set(session.url, asked);
	return await asked;
}

/**
 * @param {import('./rest').RestSession} session
 * @param {NodeOfType} node
 * @returns {Promise<NodeDescription | undefined>} undefined when n8n does not have this type in this version
 */
async function describeNode(session, { type, typeVersion = 1 }) {
	return (await nodeDescriptions(session)).find(({ name, version }) => {
		return name === type && [version].flat().includes(typeVersion);
	});
}

/** n8n's own, as the editor uses them. Only here, so that the setup can load this file before. */
const helpers = () => require('n8n-workflow').NodeHelpers;

/**
 * The parameters as the editor shows them: with defaults, without those that are hidden or unknown.
 *
 * @param {NodeDescription} description
 * @param {NodeOfType} node
 * @returns {NodeParameters}
 */
function shownParameters(description, { typeVersion = 1, parameters = {} }) {
	const { properties } = description;
	const shown = { returnDefaults: true, returnHidden: false };
	return (
		helpers().getNodeParameters(
			properties,
			parameters,
			shown.returnDefaults,
			shown.returnHidden,
			{ typeVersion },
			description,
		) ?? {}
	);
}

/**
 * The credential types that the editor asks for in a node with these parameters.
 *
 * @param {NodeDescription} description
 * @param {NodeOfType} node
 * @returns {string[]}
 */
function shownCredentials(description, node) {
	const values = shownParameters(description, node);
	return (description.credentials ?? [])
		.filter((credential) =>
			helpers().displayParameter(
				values,
				credential,
				{ typeVersion: node.typeVersion ?? 1 },
				description,
			),
		)
		.map(({ name }) => name);
}

module.exports = { describeNode, nodeDescriptions, shownCredentials, shownParameters };
