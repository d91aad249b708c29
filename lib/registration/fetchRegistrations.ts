import { hasStatus, isGone, isSuccess, readRecord, type ApiAnswer } from '../api/answer';
import type { Send } from '../api/client';
import type { RecordList } from '../api/declaration';
import { readPages } from '../api/pages';
import type { ApiRequest } from '../api/request';
import { isObject } from '../json';
import type { WebhookApi, WebhookList, WebhookRequest } from './declaration';
import { splitUrlToken } from './urlToken';
import { secretFingerprint, type RegistrationReport, type ReportedWebhook } from './webhook';

export type Fetched =
	| { kind: 'answered'; report: RegistrationReport }
	| { kind: 'failed'; answer: ApiAnswer };

/**
 * What the platform says about its webhooks, as far as its API lets us ask: all of them, else the
 * one with the id, else nothing.
 */
export async function fetchRegistrations(
	api: WebhookApi,
	id: string | undefined,
	send: Send,
): Promise<Fetched> {
	if (api.list) {
		const webhooks: ReportedWebhook[] = [];
		let failure: ApiAnswer | undefined;
		for await (const page of readPages(toRecordList(api, api.list), { account: {} }, send, {
			filters: api.list.query,
		})) {
			if (page.kind === 'failed') failure = page.answer;
			if (page.kind === 'items') {
				for (const item of page.items) {
					const read = readWebhook(api, item);
					if (read) webhooks.push(read.webhook);
				}
			}
		}
		if (!failure) {
			const partial = !api.list.documented;
			return { kind: 'answered', report: { kind: 'all', webhooks, partial } };
		}
		// A list that is not documented may well be missing; a wrong key is worth saying.
		if (api.list.documented || hasStatus(failure, 401)) return { kind: 'failed', answer: failure };
	}
	if (api.only) {
		const answer = await send(toApiRequest(api, api.only));
		if (!isSuccess(answer)) return { kind: 'failed', answer };
		const found = readWebhook(api, answer.body);
		return { kind: 'answered', report: { kind: 'all', webhooks: found ? [found.webhook] : [] } };
	}
	if (!api.get || id === undefined) return { kind: 'answered', report: { kind: 'unknown' } };
	const answer = await send(toApiRequest(api, api.get(id)));
	if (!isSuccess(answer) && !isGone(answer)) return { kind: 'failed', answer };
	const webhook = isSuccess(answer) ? (readWebhook(api, answer.body)?.webhook ?? null) : null;
	return { kind: 'answered', report: { kind: 'one', webhook } };
}

/** The webhook in an answer or in a list, and its secret where that is shown; null when there is none. */
export function readWebhook(
	api: Pick<WebhookApi, 'webhookAt' | 'read' | 'secret'>,
	body: unknown,
): { webhook: ReportedWebhook; secret?: string } | null {
	const record = readRecord(body, api.webhookAt);
	if (!record) return null;
	const { id, url, events, active, secret } = api.read(record);
	const text = typeof id === 'number' ? String(id) : id;
	if (typeof text !== 'string' || text === '') return null;
	const parts = typeof url === 'string' ? splitUrlToken(api, url) : undefined;
	return {
		webhook: {
			id: text,
			...(typeof url === 'string' && { url: parts?.url ?? url }),
			...(parts && { secretFingerprint: secretFingerprint(parts.token, parts.url) }),
			...(Array.isArray(events) && { events: events.map(String) }),
			...(typeof active === 'boolean' && { active }),
		},
		...(typeof secret === 'string' && secret !== '' && { secret }),
	};
}

/** A declared call as the API client takes it. */
export function toApiRequest(
	{ basePath, baseUrlField }: Pick<WebhookApi, 'basePath' | 'baseUrlField'>,
	request: WebhookRequest,
): ApiRequest {
	return { protocol: 'rest', basePath, baseUrlField, ...request };
}

/** A declared list as it is read page by page. */
export function toRecordList(
	{ basePath, baseUrlField }: Pick<WebhookApi, 'basePath' | 'baseUrlField'>,
	{ path, itemsAt, paging = { kind: 'none' } }: WebhookList,
): RecordList {
	return {
		protocol: 'rest',
		path,
		basePath,
		baseUrlField,
		itemsAt,
		paging,
		filters: [],
		evidence: 'documented',
	};
}

/** What a platform reports of a webhook, without a secret that may be in it, however deep. */
export function withoutSecret(
	api: Pick<WebhookApi, 'secret'>,
	webhook: Record<string, unknown>,
): Record<string, unknown> {
	const shown = (value: unknown): unknown => {
		if (typeof value === 'string') return splitUrlToken(api, value)?.url ?? value;
		if (Array.isArray(value)) return value.map(shown);
		return isObject(value) ? withoutSecret(api, value) : value;
	};
	return Object.fromEntries(
		Object.entries(webhook)
			.filter(([field]) => !/secret|password|(key|token)$/i.test(field))
			.map(([field, value]) => [field, shown(value)]),
	);
}
