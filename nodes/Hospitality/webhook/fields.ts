import { NodeOperationError } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodeProperties,
} from 'n8n-workflow';

import { readPages } from '../../../lib/api/pages';
import { selectEvents } from '../../../lib/event/name';
import { openApi } from '../../../lib/n8n/apiTransport';
import { locatorField } from '../../../lib/n8n/properties/recordFields';
import { eventProperties } from '../../../lib/n8n/properties/events';
import type { Platform } from '../../../lib/platform';
import { readWebhook, toRecordList } from '../../../lib/registration/fetchRegistrations';
import { wantedEvents } from '../../../lib/registration/webhook';
import { readText } from '../fields';
import { platformsWithWebhookApi, type WebhookRun } from './operation';

export const webhookIdField = locatorField({
	name: 'webhookId',
	displayName: 'Webhook',
	search: 'searchWebhooks',
	required: true,
	mode: 'id',
	example: 'e.g. wh_abc123',
	description: 'The webhook to work with. Not every webhook API can list them.',
});

export const urlField: INodeProperties = {
	displayName: 'URL',
	name: 'url',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. https://n8n.example.com/webhook/…',
	description:
		'Where the platform delivers to, such as the Production URL of a Hospitality Trigger',
};

/** The menus of events that the Trigger has too, for platforms with a webhook API. */
export const eventFields: INodeProperties[] = eventProperties(platformsWithWebhookApi).map(
	(field) =>
		field.name === 'events' ? { ...field, description: 'Which events are delivered' } : field,
);

/** An id that the path of a call takes. @throws NodeOperationError for none */
export function readId(
	{ context, itemIndex }: Pick<WebhookRun<unknown>, 'context' | 'itemIndex'>,
	name = 'webhookId',
): string {
	const id = readText(context, name, itemIndex);
	// As a part of a path the two with dots would lead to another one, encoded or not.
	if (!['', '.', '..'].includes(id)) return id;
	throw new NodeOperationError(context.getNode(), `"${id}" is no ID`, {
		itemIndex,
		description: 'Enter the ID as the platform shows it, or check the expression it comes from.',
	});
}

/** The events that are selected or typed in. @throws NodeOperationError when there is none */
export function readEvents(
	context: IExecuteFunctions,
	platform: Platform,
	itemIndex: number,
): string[] {
	const selection = selectEvents(
		context.getNodeParameter('events', itemIndex, []),
		context.getNodeParameter('otherEvents', itemIndex, ''),
	);
	if (selection.length > 0) return wantedEvents(platform, selection);
	throw new NodeOperationError(context.getNode(), 'No event is selected', {
		itemIndex,
		description: 'Select the events to be delivered, or All Events.',
	});
}

/** The user is waiting for the menu to open. */
const TIMEOUT_MS = 10_000;
const MOST_WEBHOOKS = 500;

/** The webhooks of the account by their URL, where the webhook API can list them. */
export async function searchWebhooks(
	context: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const id = context.getCurrentNodeParameter('platform');
	const platform = platformsWithWebhookApi.find((known) => known.id === id);
	if (!platform?.api) return { results: [] };
	const chosen = context.getCurrentNodeParameter('webhookApi');
	const { webhookApis } = platform.registration;
	const webhookApi = webhookApis.find((known) => known.id === chosen) ?? webhookApis[0];
	if (!webhookApi.list) {
		throw new NodeOperationError(
			context.getNode(),
			`The webhook API ${webhookApi.name} cannot list webhooks`,
			{ description: 'Choose By ID and enter the ID of the webhook.' },
		);
	}
	const { name, api: profile } = platform;
	const api = await openApi(context, { name, api: profile, timeoutMs: TIMEOUT_MS });
	const results: INodeListSearchResult['results'] = [];
	const list = toRecordList(webhookApi, webhookApi.list);
	for await (const page of readPages(list, { account: {} }, api.send, {
		filters: webhookApi.list.query,
		limit: MOST_WEBHOOKS,
	})) {
		if (page.kind === 'failed') throw api.failure({ what: 'a list of webhooks' }, page.answer);
		if (page.kind === 'unknown') break;
		for (const item of page.items) {
			const webhook = readWebhook(webhookApi, item)?.webhook;
			if (!webhook) continue;
			const label = `${webhook.url ?? 'unknown URL'} (${webhook.id})`;
			if (!label.toLowerCase().includes(filter.toLowerCase())) continue;
			results.push({ name: label, value: webhook.id });
		}
	}
	return { results };
}
