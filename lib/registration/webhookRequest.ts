import type { ApiCall, ApiFlavour } from '../platform';
import type { RecordList } from '../api/declaration';
import type { ApiRequest } from '../api/request';

/** What a path of a webhook family has places for. */
export interface WebhookIds {
	id?: string;
	deliveryId?: string;
}

/** One call of a family of webhook endpoints, with the ids in its path. */
export function webhookRequest(
	{ basePath }: Pick<ApiFlavour, 'basePath'>,
	{ method, path }: ApiCall,
	ids: WebhookIds = {},
	body?: Record<string, unknown>,
): ApiRequest {
	return { protocol: 'rest', method, basePath, path: fillIds(path, ids), ...(body && { body }) };
}

/** A list of a family, such as its webhooks or the deliveries of one, to be read page by page. */
export function webhookList(
	{ basePath }: Pick<ApiFlavour, 'basePath'>,
	{ path, itemsAt, paging }: NonNullable<ApiFlavour['deliveries']>,
	ids: WebhookIds = {},
): RecordList {
	return {
		protocol: 'rest',
		path: fillIds(path, ids),
		basePath,
		itemsAt,
		paging: paging ?? { kind: 'none' },
		filters: [],
		evidence: 'documented',
	};
}

function fillIds(path: string, ids: WebhookIds): string {
	return path
		.replace('{id}', encodeURIComponent(ids.id ?? ''))
		.replace('{deliveryId}', encodeURIComponent(ids.deliveryId ?? ''));
}
