import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import { pagingFields } from '../../../lib/n8n/properties/listFields';
import { readPages } from '../../../lib/api/pages';
import { checkWebhook } from '../../../lib/registration/checkWebhook';
import { failedFirst, hasFailed } from '../../../lib/registration/deliveries';
import { withoutSecret } from '../../../lib/registration/withoutSecret';
import { webhookList } from '../../../lib/registration/webhookRequest';
import type { RecordList } from '../../../lib/api/declaration';
import type { Operation } from '../operation';
import { readText } from '../readFields';
import { NOT_FOUND } from '../record/failures';
import { shown, webhookOperation, type WebhookCall } from './call';
import { eventFields, urlField, webhookIdField } from './fields';
import { readEvents } from './events';

/** Deliveries are read back this far: failed ones among them come first. */
const MOST_DELIVERIES = 1000;

export const get: Operation = webhookOperation({
	value: 'get',
	name: 'Get',
	action: 'Get a webhook',
	description: 'Get one webhook by its ID',
	offers: ({ get: one, list }) => one !== undefined || list !== undefined,
	fields: [webhookIdField],
	async execute(call) {
		const { context, itemIndex, platform, flavour, send, apis } = call;
		const id = readText(context, 'webhookId', itemIndex);
		if (flavour.get) {
			return { items: [shown(await send(flavour.get, 'webhook', { id }))] };
		}
		for (const webhook of flavour.list
			? await readAll(call, webhookList(flavour, flavour.list))
			: []) {
			if (String(webhook.id) === id) return { items: [withoutSecret(webhook) as IDataObject] };
		}
		throw (await apis.open(platform, itemIndex)).failure({ what: 'webhook', id }, NOT_FOUND);
	},
});

export const getAll: Operation = webhookOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many webhooks',
	description: 'Get the webhooks of the account',
	offers: ({ list }) => list !== undefined,
	fields: pagingFields,
	async execute(call) {
		const { flavour } = call;
		if (!flavour.list) return { items: [] };
		const webhooks = await readAll(
			call,
			webhookList(flavour, flavour.list),
			undefined,
			limitOf(call),
		);
		return { items: webhooks.map(withoutSecret) as IDataObject[] };
	},
});

export const getDeliveries: Operation = webhookOperation({
	value: 'getDeliveries',
	name: 'Get Deliveries',
	action: 'Get the deliveries of a webhook',
	description: 'Get what was delivered, failed deliveries first, with their next retry',
	offers: ({ deliveries }) => deliveries !== undefined,
	fields: [
		webhookIdField,
		{
			displayName: 'Only Failed',
			name: 'onlyFailed',
			type: 'boolean',
			default: false,
			description: 'Whether to leave out deliveries that got through',
		},
		...pagingFields,
	],
	async execute(call) {
		const { context, itemIndex, flavour } = call;
		if (!flavour.deliveries) return { items: [] };
		const id = readText(context, 'webhookId', itemIndex);
		const list = webhookList(flavour, flavour.deliveries, { id });
		const found = await readAll(call, list, { what: 'webhook', id }, MOST_DELIVERIES);
		const isWanted =
			context.getNodeParameter('onlyFailed', itemIndex, false) === true ? hasFailed : () => true;
		const sorted = failedFirst(found.filter(isWanted)).slice(0, limitOf(call));
		return { items: sorted as IDataObject[] };
	},
});

export const check: Operation = webhookOperation({
	value: 'check',
	name: 'Check',
	action: 'Check the registration of a webhook',
	description: 'See what activating a Hospitality Trigger would change, without changing it',
	offers: () => true,
	fields: [
		{ ...urlField, description: 'The Production URL of the Hospitality Trigger' },
		...eventFields,
		{
			displayName: 'Webhook ID',
			name: 'knownId',
			type: 'string',
			default: '',
			placeholder: 'e.g. wh_abc123',
			description: 'Needed only for API families that cannot list webhooks',
		},
	],
	async execute({ context, itemIndex, platform, flavour, apis }) {
		const url = readText(context, 'url', itemIndex);
		if (!/^https?:\/\/[^/]/i.test(url)) {
			throw new NodeOperationError(context.getNode(), 'The URL is not valid', {
				itemIndex,
				description: 'Copy the Production URL from the Hospitality Trigger.',
			});
		}
		const events = readEvents(context, platform, itemIndex);
		const desired = { url, events, secretMark: '', target: flavour.id };
		const id = readText(context, 'knownId', itemIndex) || undefined;
		const api = await apis.open(platform, itemIndex);
		const result = await checkWebhook(flavour, desired, id, api.send);
		if (result.kind === 'failed') throw api.failure({ what: 'the webhooks' }, result.answer);
		const { plan, found, reported } = result;
		const summary = plan.length === 0 ? 'Everything is as it should be' : plan.join('; ');
		// Where the platform does not report its webhooks, nobody can say.
		const upToDate = reported ? plan.length === 0 : null;
		const webhook = found && { ...found, events: [...(found.events ?? [])] };
		return { items: [{ upToDate, summary, plan, reported, webhook }] };
	},
});

async function readAll(
	{ itemIndex, platform, apis }: WebhookCall,
	list: RecordList,
	asked: { what: string; id?: string } = { what: 'the webhooks' },
	limit = Infinity,
): Promise<Array<Record<string, unknown>>> {
	const { send, failure } = await apis.open(platform, itemIndex);
	const found: Array<Record<string, unknown>> = [];
	for await (const page of readPages(list, { account: {} }, send, { limit })) {
		if (page.kind === 'failed') throw failure(asked, page.answer);
		if (page.kind === 'items') found.push(...page.items);
	}
	return found;
}

function limitOf({ context, itemIndex }: WebhookCall): number {
	return context.getNodeParameter('returnAll', itemIndex, false) === true
		? Infinity
		: Number(context.getNodeParameter('limit', itemIndex, 50));
}
