import { NodeOperationError } from 'n8n-workflow';
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { openApi } from '../../../lib/n8n/apiTransport';
import { readPages } from '../../../lib/api/pages';
import { apiProfile } from '../../../lib/api/profile';
import { webhookList } from '../../../lib/registration/webhookRequest';
import { managed } from './flavours';

/** Somebody is waiting for the menu to open. */
const TIMEOUT_MS = 10_000;
const MOST_WEBHOOKS = 500;

/** The webhooks of the account by their URL, where the API family can list them. */
export async function searchWebhooks(
	context: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const id = context.getCurrentNodeParameter('platform');
	const platform = managed.find((known) => known.id === id);
	const profile = platform && apiProfile(platform);
	if (!platform || !profile) return { results: [] };
	const chosen = context.getCurrentNodeParameter('apiFlavour');
	const { flavours } = platform.registration;
	const flavour = flavours.find((known) => known.id === chosen) ?? flavours[0];
	if (!flavour.list) {
		throw new NodeOperationError(
			context.getNode(),
			`The API family ${flavour.name} cannot list webhooks`,
			{ description: 'Choose By ID and enter the ID of the webhook.' },
		);
	}
	const { name: platformName } = platform;
	const api = await openApi(context, { name: platformName, api: profile, timeoutMs: TIMEOUT_MS });
	const results: INodeListSearchResult['results'] = [];
	const list = webhookList(flavour, flavour.list);
	for await (const page of readPages(list, { account: {} }, api.send, { limit: MOST_WEBHOOKS })) {
		if (page.kind === 'failed') {
			throw api.failure({ what: 'a list of webhooks' }, page.answer);
		}
		if (page.kind === 'unknown') break;
		for (const webhook of page.items) {
			const name = `${String(webhook.url)} (${String(webhook.id)})`;
			if (!name.toLowerCase().includes(filter.toLowerCase())) continue;
			results.push({ name, value: String(webhook.id) });
		}
	}
	return { results };
}
