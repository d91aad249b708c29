'use strict';

/*
 * The real n8n of the end-to-end tests; the calls are described in scripts/n8n/driver.js.
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
const { N8nClient, outputOf, startN8n } = require('../../../scripts/n8n/driver');
const shared = require('./shared');

/** The n8n that all test files share. Give workflows and credentials of your own to it. */
class SharedN8n extends N8nClient {
	/** All that n8n has printed so far, at level debug. */
	log() {
		return fs.readFileSync(shared.facts().logFile, 'utf8');
	}
}

/** @type {Promise<import('../../../scripts/n8n/driver').N8n>[]} */
const started = [];

// Also what a failed test left running: jest would wait for it for ever.
afterAll(async () => {
	for (const n8n of await Promise.allSettled(started)) {
		if (n8n.status === 'fulfilled') await n8n.value.stop();
	}
}, 60_000);

/** @returns {Promise<SharedN8n>} */
async function connectToSharedN8n() {
	const { url, owner, cookie, browserId } = shared.facts();
	const n8n = new SharedN8n(url, owner);
	Object.assign(n8n.session, { cookie, browserId });
	await n8n.signIn();
	return n8n;
}

/**
 * A new n8n with the packed package in it, for tests that kill or configure it.
 *
 * @param {Omit<import('../../../scripts/n8n/driver').StartOptions, 'packages'>} [options]
 * @returns {Promise<import('../../../scripts/n8n/driver').N8n>}
 */
async function startFreshN8n(options) {
	const n8n = startN8n({ ...options, packages: [shared.facts().packed] });
	started.push(n8n);
	return await n8n;
}

module.exports = { SharedN8n, connectToSharedN8n, outputOf, startFreshN8n };
