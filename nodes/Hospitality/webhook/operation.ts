import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { isSuccess, type ApiAnswer } from '../../../lib/api/answer';
import type { Send } from '../../../lib/api/client';
import { readPages } from '../../../lib/api/pages';
import { apiOptions } from '../../../lib/n8n/properties/recordFields';
import { menu, showWhen } from '../../../lib/n8n/properties/menu';
import { webhookApiMenu } from '../../../lib/n8n/properties/registration';
import type { ApiRegistration, Platform, WebhookApi } from '../../../lib/platform';
import type { WebhookList, WebhookRequest } from '../../../lib/registration/declaration';
import { toApiRequest, toRecordList } from '../../../lib/registration/fetchRegistrations';
import { platforms } from '../../../platforms';
import type { Operation, OperationResult } from '../operation';
import { platformField } from '../fields';

export type PlatformWithWebhookApi = Platform & { registration: ApiRegistration };

/** Platforms whose webhooks can be managed. */
export const platformsWithWebhookApi: readonly PlatformWithWebhookApi[] = (
	platforms as readonly Platform[]
).filter((platform): platform is PlatformWithWebhookApi => platform.registration.kind === 'api');

/** What an operation on webhooks works with. */
export interface WebhookRun<Needed> {
	context: IExecuteFunctions;
	itemIndex: number;
	platform: PlatformWithWebhookApi;
	webhookApi: WebhookApi;
	/** What the operation needs of the webhook API. */
	needed: NonNullable<Needed>;
	/**
	 * Sends one call.
	 *
	 * @param asked for the words of an error: what was asked for, and which one
	 * @throws NodeApiError unless the answer is accepted
	 */
	send: (
		request: WebhookRequest,
		asked: Asked,
		accept?: (answer: ApiAnswer) => boolean,
	) => Promise<ApiAnswer>;
	/** Reads a list to its end, or to a limit. */
	readAll: (
		list: WebhookList,
		asked: Asked,
		limit?: number,
	) => Promise<Array<Record<string, unknown>>>;
	/** Sends a request as it is. Never throws for an answer. */
	fetch: Send;
	/** The error that an answer ends in. */
	failure: (asked: Asked, answer: ApiAnswer) => Error;
}

interface Asked {
	what: string;
	id?: string;
}

interface WebhookOperation<Needed>
	extends Pick<Operation, 'value' | 'name' | 'action' | 'description'> {
	/** The part of a webhook API that the operation needs; undefined where there is none. */
	needs: (api: WebhookApi) => Needed;
	fields: INodeProperties[];
	execute: (run: WebhookRun<Needed>) => Promise<OperationResult>;
}

/** An operation on the webhooks of a platform, for those webhook APIs that have the call for it. */
export function webhookOperation<Needed>({
	needs,
	fields,
	execute,
	...words
}: WebhookOperation<Needed>): Operation {
	const offers = (api: WebhookApi) => needs(api) !== undefined;
	const offering = platformsWithWebhookApi.filter(({ registration }) =>
		registration.webhookApis.some(offers),
	);
	return {
		...words,
		properties: [
			platformField(offering),
			...offering.flatMap((platform) => webhookApiField(platform, offers)),
			...fields,
			apiOptions(offering, []),
		],
		async run(context, itemIndex, apis) {
			const platform = readPlatform(context, itemIndex);
			const webhookApi = readWebhookApi(context, platform, offers, itemIndex);
			const needed = needs(webhookApi);
			if (needed === undefined || needed === null) {
				throw notOffered(context, platform, webhookApi.name, offers, itemIndex);
			}
			const api = await apis.open(platform, itemIndex);
			const { failure } = api;
			return await execute({
				context,
				itemIndex,
				platform,
				webhookApi,
				needed,
				failure,
				fetch: api.send,
				async send(request, asked, accept = isSuccess) {
					const answer = await api.send(toApiRequest(webhookApi, request));
					if (accept(answer)) return answer;
					throw failure(asked, answer);
				},
				async readAll(list, asked, limit = Infinity) {
					const found: Array<Record<string, unknown>> = [];
					const key = { account: {} };
					const pages = readPages(toRecordList(webhookApi, list), key, api.send, {
						filters: list.query,
						limit,
					});
					for await (const page of pages) {
						if (page.kind === 'failed') throw failure(asked, page.answer);
						if (page.kind === 'items') found.push(...page.items);
					}
					return found;
				},
			});
		},
	};
}

/** Fields that only some webhook APIs have a use for. */
export function fieldsWhere(
	holds: (api: WebhookApi) => boolean,
	fields: INodeProperties[],
): INodeProperties[] {
	const ids = platformsWithWebhookApi.flatMap(({ registration }) =>
		registration.webhookApis.filter(holds).map(({ id }) => id),
	);
	return showWhen({ webhookApi: ids }, fields);
}

/** The menu of a platform's webhook APIs that offer an operation. */
function webhookApiField(
	{ id, registration }: PlatformWithWebhookApi,
	offers: (api: WebhookApi) => boolean,
): INodeProperties[] {
	const offering = registration.webhookApis.filter(offers);
	if (offering.length === 0) return [];
	return showWhen({ platform: [id] }, [
		menu({
			displayName: 'Webhook API',
			name: 'webhookApi',
			options: webhookApiMenu(offering),
			default: offering[0].id,
			description:
				'Which of the documented webhook APIs the account has. Use the same as in the Hospitality Trigger.',
		}),
	]);
}

function readPlatform(context: IExecuteFunctions, itemIndex: number): PlatformWithWebhookApi {
	const id = context.getNodeParameter('platform', itemIndex, platformsWithWebhookApi[0].id);
	const platform = platformsWithWebhookApi.find((known) => known.id === id);
	if (platform) return platform;
	throw new NodeOperationError(context.getNode(), `"${String(id)}" has no webhook API`, {
		itemIndex,
		description: 'Webhooks of this platform are managed in its dashboard.',
	});
}

function readWebhookApi(
	context: IExecuteFunctions,
	platform: PlatformWithWebhookApi,
	offers: (api: WebhookApi) => boolean,
	itemIndex: number,
): WebhookApi {
	const { registration } = platform;
	const first = registration.webhookApis.find(offers);
	const id = context.getNodeParameter('webhookApi', itemIndex, first?.id);
	const webhookApi = registration.webhookApis.find((known) => known.id === id);
	if (webhookApi) return webhookApi;
	throw notOffered(context, platform, String(id), offers, itemIndex);
}

function notOffered(
	context: IExecuteFunctions,
	{ name, registration }: PlatformWithWebhookApi,
	chosen: string,
	offers: (api: WebhookApi) => boolean,
	itemIndex: number,
): NodeOperationError {
	const offering = registration.webhookApis.filter(offers).map((offered) => offered.name);
	return new NodeOperationError(
		context.getNode(),
		`The webhook API ${chosen} of ${name} does not offer this operation`,
		{ itemIndex, description: `It is part of: ${offering.join(', ')}.` },
	);
}
