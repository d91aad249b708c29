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
const { SecretSearch } = require('./secretSearch');
const shared = require('./shared');

/** @type {ReturnType<typeof startAndWatch>[]} */
const started = [];
/** @type {SecretSearch[]} of the n8n that is shared */
const searches = [];
/** @type {string[]} where secrets were found in those that have been stopped */
const found = [];

afterAll(async () => {
	for (const search of searches) found.push(...search.findings());
	// Also what a failed test left running: jest would wait for it for ever.
	for (const n8n of await Promise.allSettled(started)) {
		if (n8n.status === 'fulfilled') await n8n.value.stop();
	}
	// Whatever the tests of this file were about: no secret may be where it does not belong.
	if (found.length > 0) throw new Error(`Secrets were found:\n${[...new Set(found)].join('\n')}`);
}, 60_000);

/** @typedef {Awaited<ReturnType<typeof connectToSharedN8n>>} SharedN8n */

/** The n8n that all test files share. Give workflows and credentials of your own to it. */
async function connectToSharedN8n() {
	const { url, owner, cookie, browserId, logFile, userFolder } = shared.facts();
	const client = new N8nClient(url, owner);
	Object.assign(client.session, { cookie, browserId });
	await client.signIn();
	const search = new SecretSearch({ logFile, userFolder });
	searches.push(search);
	return Object.assign(search.watch(client), {
		/** All that n8n has printed so far, at level debug. */
		log: () => fs.readFileSync(logFile, 'utf8'),
	});
}

/** @typedef {import('../../../scripts/n8n/process').StartOptions} StartOptions */

/**
 * A new n8n with the packed package in it, for tests that kill or configure it.
 *
 * @param {StartOptions} [options] `packages` instead of the packed one
 */
async function startFreshN8n(options) {
	const n8n = startAndWatch({ packages: [shared.facts().packed], ...options });
	started.push(n8n);
	return await n8n;
}

/** @param {StartOptions} options */
async function startAndWatch(options) {
	const n8n = await startN8n(options);
	const search = new SecretSearch(n8n);
	const { stop } = n8n;
	let isStopped = false;
	n8n.stop = async () => {
		// Before its folder is removed.
		if (!isStopped) found.push(...search.findings());
		isStopped = true;
		await stop();
	};
	return search.watch(n8n);
}

module.exports = { connectToSharedN8n, outputOf, startFreshN8n };
