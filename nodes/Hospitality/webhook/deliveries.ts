import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { readRecord, readRecords, type ApiAnswer } from '../../../lib/api/answer';
import { pagingFields } from '../../../lib/n8n/properties/recordFields';
import { eventOptions, menu } from '../../../lib/n8n/properties/menu';
import type { WebhookApi } from '../../../lib/platform';
import type { Operation } from '../operation';
import { readText } from '../fields';
import { readId, webhookIdField } from './fields';
import { fieldsWhere, platformsWithWebhookApi, webhookOperation } from './operation';
import { readLimit } from './read';

/** One event of the catalogue. */
const eventTypeFields: INodeProperties[] = platformsWithWebhookApi.map((platform) =>
	menu({
		displayName: 'Event',
		name: 'eventType',
		displayOptions: { show: { platform: [platform.id] } },
		options: eventOptions(platform),
		default: platform.events[0]?.name ?? '',
		description: 'The event to send an example of',
	}),
);

export const sendTest: Operation = webhookOperation({
	value: 'sendTest',
	name: 'Send Test',
	action: 'Send a test event',
	description: 'Let the platform deliver an example of an event',
	needs: ({ test, testAll }) => test ?? testAll,
	fields: [
		...fieldsWhere(({ test }) => test !== undefined, [webhookIdField]),
		...fieldsWhere(
			({ test }) => test === undefined,
			[
				{
					displayName: 'The event goes to every webhook of the account that wants it',
					name: 'testAllNotice',
					type: 'notice',
					default: '',
				},
			],
		),
		...eventTypeFields,
	],
	async execute(run) {
		const { context, itemIndex, webhookApi, send } = run;
		const event = readText(context, 'eventType', itemIndex);
		if (webhookApi.test) {
			const id = readId(run);
			return {
				items: itemsIn(webhookApi, await send(webhookApi.test(id, event), { what: 'webhook', id })),
			};
		}
		if (!webhookApi.testAll) return { items: [] };
		return {
			items: itemsIn(webhookApi, await send(webhookApi.testAll(event), { what: 'a test event' })),
		};
	},
});

/** Deliveries are read back this far: failed ones among them come first. */
const MOST_DELIVERIES = 1000;

export const getDeliveries: Operation = webhookOperation({
	value: 'getDeliveries',
	name: 'Get Deliveries',
	action: 'Get the deliveries of a webhook',
	description: 'Get what was delivered, failed deliveries first, with their next retry',
	needs: ({ deliveries }) => deliveries,
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
	async execute(run) {
		const { context, itemIndex, needed, readAll } = run;
		const id = readId(run);
		const found = await readAll(needed.list(id), { what: 'webhook', id }, MOST_DELIVERIES);
		const onlyFailed = context.getNodeParameter('onlyFailed', itemIndex, false) === true;
		const items = failedFirst(found, needed.read, onlyFailed).slice(0, readLimit(run));
		return { items: items as IDataObject[] };
	},
});

export const retryDelivery: Operation = webhookOperation({
	value: 'retryDelivery',
	name: 'Retry Delivery',
	action: 'Retry a delivery',
	description: 'Deliver an event once more',
	needs: ({ retryDelivery: call }) => call,
	fields: [
		webhookIdField,
		{
			displayName: 'Delivery ID',
			name: 'deliveryId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. del_abc',
			description: 'The delivery to repeat, from Get Deliveries',
		},
	],
	async execute(run) {
		const deliveryId = readId(run, 'deliveryId');
		const { webhookApi, needed, send } = run;
		const request = needed(readId(run), deliveryId);
		const answer = await send(request, { what: 'delivery', id: deliveryId });
		return { items: itemsIn(webhookApi, answer) };
	},
});

/**
 * Deliveries in the order in which they need looking at: failed ones first, of these the ones that
 * are tried again soonest; all others stay in the platform's order.
 */
function failedFirst(
	deliveries: ReadonlyArray<Record<string, unknown>>,
	read: NonNullable<WebhookApi['deliveries']>['read'],
	onlyFailed: boolean,
): Array<Record<string, unknown>> {
	const known = deliveries.map((delivery) => ({ delivery, ...read(delivery) }));
	const failed = known.filter((one) => one.failed);
	const others = known.filter((one) => !one.failed && !onlyFailed);
	failed.sort((a, b) => unixTime(a.nextAttemptAt) - unixTime(b.nextAttemptAt));
	return [...failed, ...others].map(({ delivery }) => delivery);
}

/** Unix milliseconds; deliveries that are not tried again come last. */
function unixTime(at: unknown): number {
	const time = typeof at === 'string' ? Date.parse(at) : NaN;
	return Number.isNaN(time) ? Number.MAX_SAFE_INTEGER : time;
}

/** What an answer is about: one delivery or several, wrapped or bare. */
function itemsIn({ deliveryAt }: WebhookApi, answer: ApiAnswer): IDataObject[] {
	const body = answer.kind === 'answer' ? answer.body : undefined;
	const items = readRecords(body, deliveryAt) ?? [readRecord(body, deliveryAt) ?? {}];
	return items as IDataObject[];
}
