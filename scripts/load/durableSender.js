'use strict';

const SENDER = 'Sender';

/** @param {...string} nodes one for each output */
const to = (...nodes) => ({ main: nodes.map((node) => [{ node, type: 'main', index: 0 }]) });

/**
 * A Sender whose retries wait in n8n's database, with what belongs to it: both ends, and the Wait
 * node that leads back. Whatever comes before it is led to `SENDER`.
 *
 * @param {object} options
 * @param {string} options.url
 * @param {string} options.data an expression
 * @param {string} options.retryDelays in seconds; each of them takes n8n more than a minute
 * @param {Record<string, unknown>} [options.options]
 * @param {{ id: string, name: string }} options.secret
 */
function durableSender({ url, data, retryDelays, options = {}, secret }) {
	return {
		nodes: [
			{
				name: SENDER,
				type: 'n8n-nodes-hospitality-webhooks.hospitalitySender',
				parameters: {
					operation: 'send',
					platform: 'custom',
					event: 'item.sold',
					data,
					url,
					retryMode: 'durable',
					retrySchedule: 'custom',
					retryDelays,
					options,
				},
				credentials: { hospitalityWebhookSecretApi: secret },
			},
			{ name: 'End', type: 'n8n-nodes-base.noOp' },
			{
				name: 'Wait',
				type: 'n8n-nodes-base.wait',
				typeVersion: 1.1,
				parameters: { resume: 'specificTime', dateTime: '={{ $json.delivery.resumeAt }}' },
			},
		],
		connections: { [SENDER]: to('End', 'End', 'Wait'), Wait: to(SENDER) },
	};
}

module.exports = { SENDER, durableSender, to };
