import type { IDataObject } from 'n8n-workflow';

import { readRecords } from '../../../lib/api/answer';
import type { Operation } from '../operation';
import { readText } from '../readFields';
import { shown, webhookOperation } from './call';
import { eventTypeFields, webhookIdField } from './fields';
import { fieldsWhere, type Offers } from './flavours';

/** Some families test one webhook, others all that want the event. */
const testsOne: Offers = ({ test }) => test?.path.includes('{id}') ?? false;

export const sendTest: Operation = webhookOperation({
	value: 'sendTest',
	name: 'Send Test',
	action: 'Send a test event',
	description: 'Let the platform deliver an example of an event',
	offers: ({ test }) => test !== undefined,
	fields: [...fieldsWhere(testsOne, [webhookIdField]), ...eventTypeFields],
	async execute({ context, itemIndex, flavour, send }) {
		const id = testsOne(flavour) ? readText(context, 'webhookId', itemIndex) : '';
		const body = { event_type: readText(context, 'eventType', itemIndex) };
		const what = id === '' ? 'a test event' : 'webhook';
		const answer = await send(flavour.test ?? flavour.create, what, { id }, body);
		const deliveries = answer.kind === 'answer' ? readRecords(answer.body, ['data']) : undefined;
		return { items: deliveries ? (deliveries as IDataObject[]) : [shown(answer)] };
	},
});

const retriesDeliveries: Offers = ({ retryDelivery: retry }) => retry !== undefined;
const replaysEvents: Offers = ({ replayEvent }) => replayEvent !== undefined;

export const retryDelivery: Operation = webhookOperation({
	value: 'retryDelivery',
	name: 'Retry Delivery',
	action: 'Retry a delivery',
	description: 'Deliver an event once more',
	offers: (flavour) => retriesDeliveries(flavour) || replaysEvents(flavour),
	prefers: retriesDeliveries,
	fields: [
		...fieldsWhere(retriesDeliveries, [
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
		]),
		...fieldsWhere(replaysEvents, [
			{
				displayName: 'Event ID',
				name: 'eventId',
				type: 'string',
				required: true,
				default: '',
				placeholder: 'e.g. evt_abc123',
				description: 'The event to deliver again to all webhooks that want it',
			},
		]),
	],
	async execute({ context, itemIndex, flavour, send }) {
		if (flavour.retryDelivery) {
			const id = readText(context, 'webhookId', itemIndex);
			const deliveryId = readText(context, 'deliveryId', itemIndex);
			const ids = { id, deliveryId };
			return { items: [shown(await send(flavour.retryDelivery, 'delivery', ids))] };
		}
		const { replayEvent } = flavour;
		if (!replayEvent) return { items: [] };
		const eventId = readText(context, 'eventId', itemIndex);
		const body = { [replayEvent.eventIdField]: eventId };
		const answer = await send(replayEvent, `event ${eventId}`, {}, body);
		const deliveries = answer.kind === 'answer' ? readRecords(answer.body, ['data']) : undefined;
		return { items: deliveries ? (deliveries as IDataObject[]) : [shown(answer)] };
	},
});
