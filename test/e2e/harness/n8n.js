'use strict';

/*
 * The real n8n of the end-to-end tests; the calls are described in scripts/n8n/process.js.
 *
 *   import { connectToSharedN8n, outputOf, startFreshN8n, type SharedN8n } from './harness/n8n';
 *
 *   let n8n: SharedN8n;
 *   beforeAll(async () => { n8n = await connectToSharedN8n(); });
 *
 * Tests that kill, restart or configure n8n start their own; it is stopped after the test file:
 *
 *   const n8n = await startFreshN8n({ env: { N8N_LOG_LEVEL: 'debug' } });
 */

const fs = require('node:fs');
const { N8nClient } = require('../../../scripts/n8n/client');
const { outputOf } = require('../../../scripts/n8n/executions');
const { startN8n } = require('../../../scripts/n8n/process');
const shared = require('./shared');

/** @type {Promise<import('../../../scripts/n8n/process').N8n>[]} */
const started = [];

// Also what a failed test left running: jest would wait for it for ever.
afterAll(async () => {
	for (const n8n of await Promise.allSettled(started)) {
		if (n8n.status === 'fulfilled') await n8n.value.stop();
	}
}, 60_000);

/** @typedef {Awaited<ReturnType<typeof connectToSharedN8n>>} SharedN8n */

/** The n8n that all test files share. Give workflows and credentials of your own to it. */
async function connectToSharedN8n() {
	const { url, owner, cookie, browserId, logFile } = shared.facts();
	const client = new N8nClient(url, owner);
	Object.assign(client.session, { cookie, browserId });
	await client.signIn();
	return Object.assign(client, {
		/** All that n8n has printed so far, at level debug. */
		log: () => fs.readFileSync(logFile, 'utf8'),
	});
}

/**
 * A new n8n with the packed package in it, for tests that kill or configure it.
 *
 * @param {Omit<import('../../../scripts/n8n/process').StartOptions, 'packages'>} [options]
 * @returns {Promise<import('../../../scripts/n8n/process').N8n>}
 */
async function startFreshN8n(options) {
	const n8n = startN8n({ ...options, packages: [shared.facts().packed] });
	started.push(n8n);
	return await n8n;
}

module.exports = { connectToSharedN8n, outputOf, startFreshN8n };
