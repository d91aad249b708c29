'use strict';

const { DEMO_LOGIN, DEMO_SECRET } = require('./credentials');

/** @typedef {import('./importExamples').ActiveExample} ActiveExample */
/** @typedef {import('../../sandbox/state').SandboxState} SandboxState */

/**
 * Enters the URLs of the example workflows at the platforms' developer pages, so that there the
 * first event is two clicks away. What is entered already, by an earlier start or by the workflow
 * itself over the platform's API, stays as it is, but gets the workflow's name.
 *
 * @param {import('../n8n/process').N8n} n8n
 * @param {import('../../sandbox/start').Sandbox} sandbox
 * @param {ActiveExample[]} examples
 */
async function enterWebhooks(n8n, { state }, examples) {
	const { developerPageOf } = require('../../sandbox/developerPages');
	const { addWebhook, webhooksOf } = require('../../sandbox/webhooks');
	for (const { platform: id, workflow, node, events: selected } of examples) {
		const platform = state.platforms.find((one) => one.id === id);
		const url = await n8n.webhookUrl(workflow, node.name);
		if (!platform || !url) continue;
		const page = developerPageOf(platform);
		for (const events of webhookEvents(platform, page.events, selected)) {
			const entered = webhooksOf(state, platform).find(
				(webhook) =>
					webhook.url === url &&
					(page.events === 'many' || webhook.events.join() === events.join()),
			);
			if (entered) {
				if (page.hasDescription && entered.description === undefined) {
					// As somebody would who has to tell them apart; and in the order of the examples.
					state.webhooks.delete(entered.id);
					state.webhooks.keep({ ...entered, description: workflow.name });
				}
				continue;
			}
			const isBasic = platform.signature.kind === 'basic';
			/** @type {import('../../sandbox/webhooks').SetUp} */
			const setUp = { url, events, secret: isBasic ? '' : DEMO_SECRET };
			if (isBasic) Object.assign(setUp, DEMO_LOGIN);
			if (page.hasDescription) setUp.description = workflow.name;
			const webhook = addWebhook(state, platform, setUp);
			state.webhooks.keep({ ...webhook, status: 'active' });
		}
	}
}

/**
 * The events of each webhook: all in one, or a webhook for each where the platform wants it so.
 *
 * @param {import('../../lib/platform').Platform} platform
 * @param {'many' | 'one'} form
 * @param {string[]} selected by the trigger
 * @returns {string[][]}
 */
function webhookEvents(platform, form, selected) {
	const named = selected.filter((name) => name !== '*');
	if (form === 'many') return [named.length > 0 ? named : ['*']];
	const all = platform.events.map(({ name }) => name);
	return (named.length > 0 ? named : all).map((name) => [name]);
}

/**
 * Leads the webhooks of an earlier start, whose n8n may have had another port, to the one of this.
 *
 * @param {SandboxState} state
 * @param {string} n8nUrl
 */
function moveWebhooks({ webhooks }, n8nUrl) {
	for (const webhook of [...webhooks.values()]) {
		const { hostname, pathname } = new URL(webhook.url);
		if (hostname !== new URL(n8nUrl).hostname || !pathname.startsWith('/webhook')) continue;
		webhooks.keep({ ...webhook, url: n8nUrl + pathname });
	}
}

module.exports = { enterWebhooks, moveWebhooks };
