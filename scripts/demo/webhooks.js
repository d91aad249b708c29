'use strict';

const { DEMO_LOGIN, DEMO_SECRET } = require('./credentials');

/** @typedef {import('./examples').ActiveExample} ActiveExample */

/**
 * Enters the URLs of the example workflows at the platforms' developer pages, so that there the
 * first event is two clicks away. What is entered already, by an earlier start or by the workflow
 * itself over the platform's API, stays as it is.
 *
 * @param {import('../n8n/process').N8n} n8n
 * @param {import('../../sandbox/start').Sandbox} sandbox
 * @param {ActiveExample[]} examples
 */
async function enterWebhooks(n8n, { state }, examples) {
	const { developerPageOf } = require('../../sandbox/developerPages');
	const { addWebhook, webhooksOf } = require('../../sandbox/webhooks');
	for (const { platform: id, workflow, trigger } of examples) {
		const platform = state.platforms.find((one) => one.id === id);
		const url = await n8n.webhookUrl(workflow, trigger.name);
		if (!platform || !url) continue;
		const page = developerPageOf(platform);
		for (const events of webhookEvents(platform, page.events, trigger.parameters?.events)) {
			const isEntered = webhooksOf(state, platform).some(
				(webhook) =>
					webhook.url === url &&
					(page.events === 'many' || webhook.events.join() === events.join()),
			);
			if (isEntered) continue;
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
 * @param {unknown} selected by the trigger; all where it selects nothing by name
 * @returns {string[][]}
 */
function webhookEvents(platform, form, selected) {
	const named = (Array.isArray(selected) ? selected : []).filter((name) => name !== '*');
	if (form === 'many') return [named.length > 0 ? named : ['*']];
	const all = platform.events.map(({ name }) => name);
	return (named.length > 0 ? named : all).map((name) => [name]);
}

module.exports = { enterWebhooks };
