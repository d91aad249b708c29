'use strict';

/**
 * What the test files need to reach the shared n8n. Jest hands environment variables set by the
 * global setup to all test files, and nothing else.
 *
 * @typedef {object} SharedN8nFacts
 * @property {string} url
 * @property {import('../../../scripts/n8n/rest').Owner} owner
 * @property {string} logFile
 * @property {string} userFolder
 * @property {import('../../../scripts/n8n/package').PackedPackage} packed
 * @property {string} cookie of the session; n8n allows only a few sign-ins a minute
 * @property {string} browserId the session is bound to
 */

const FACTS = 'HOSPITALITY_SHARED_N8N';

/** @type {() => Promise<void>} */
let endShared = async () => {};

module.exports = {
	/** @param {SharedN8nFacts} facts */
	publish(facts) {
		process.env[FACTS] = JSON.stringify(facts);
	},

	/** @returns {SharedN8nFacts} */
	facts() {
		const text = process.env[FACTS];
		if (!text) throw new Error('No shared n8n: run the end-to-end tests with `npm run test:e2e`');
		return JSON.parse(text);
	},

	/** @param {() => Promise<void>} end what the global teardown does */
	keep(end) {
		endShared = end;
	},

	async end() {
		await endShared();
	},
};
