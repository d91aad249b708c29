import { definePlatform, type OutgoingEvent } from '../lib/platform';
import { events } from './lightspeedK/events';
import { registration } from './lightspeedK/registration';

/** `order.DELIVERED` is the resource `order` and the name `DELIVERED`. */
function envelope({ name, data, account }: OutgoingEvent) {
	const [resource, event] = name.split('.');
	return { resource, name: event, businessLocationId: account.businessLocationId, ...data };
}

/**
 * The fields of a delivery are not published where we could read them: that it names its event as a
 * subscription does is inferred.
 *
 * @see https://api-docs.lsk.lightspeed.app/
 */
export const lightspeedK = definePlatform({
	id: 'lightspeedK',
	name: 'Lightspeed K-Series',
	description: 'Online orders, payments and sold-out items of Lightspeed Restaurant',
	aliases: ['Lightspeed Restaurant', 'Lightspeed'],
	docsUrl: 'https://api-docs.lsk.lightspeed.app/',
	checkedOn: '2026-11-25',
	uncertain: [
		'The fields of a delivery, also the one that names its event: compare with a real one, and type the name that it has into Other Event Names',
		'That every delivery brings X-Lightspeed-Idempotency-Key; without it duplicates are known by their bytes',
		'That orders are told only of the endpoint that they were sent in for, which one client says',
		'Which answer is expected, how long it waits, and whether failed deliveries are repeated',
	],
	requiresHttps: false,
	signature: { kind: 'basic' },
	events,
	payload: {
		event: [
			{ template: '{resource}.{name}' },
			{ template: '{resource}.{event}' },
			{ body: 'eventType' },
			{ body: 'event' },
			{ body: 'type' },
		],
		id: [{ header: 'X-Lightspeed-Idempotency-Key' }],
		occurredAt: [],
		resourceId: [{ body: 'orderId' }, { body: 'accountId' }, { body: 'itemId' }, { body: 'id' }],
		account: {
			businessLocationId: {
				sources: [{ body: 'businessLocationId' }],
				label: 'Business Location ID',
			},
		},
		data: [],
	},
	dedupeBy: 'eventId',
	envelope,
	headers: ({ id }) => ({ 'X-Lightspeed-Idempotency-Key': id }),
	registration,
	api: {
		credential: 'lightspeedKOAuth2Api',
		rateLimits: [],
		errors: { message: ['message', 'error'], requestId: [] },
		records: [],
	},
	retry: { delaysSeconds: [], note: 'Whether failed deliveries are repeated is not documented' },
});
