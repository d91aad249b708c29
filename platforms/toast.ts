import { definePlatform, type OutgoingEvent } from '../lib/platform';
import { events } from './toast/events';
import { CATEGORIES } from './toast/delivery';

/** Nobody is told of partners on behalf of one restaurant. */
const ofRestaurant = ({ name }: OutgoingEvent) => !name.startsWith('partner_');

function envelope(event: OutgoingEvent): Record<string, unknown> {
	const { name, id, occurredAt, data, account } = event;
	return {
		timestamp: occurredAt,
		eventCategory: CATEGORIES[name] ?? name,
		eventType: name,
		guid: id,
		details: {
			...(ofRestaurant(event) && { restaurantGuid: account.restaurantGuid }),
			...data,
		},
	};
}

function headers(event: OutgoingEvent): Record<string, string> {
	const { name, account } = event;
	return {
		'Toast-Event-Type': name,
		'Toast-Event-Category': CATEGORIES[name] ?? name,
		'Toast-Attempt-Number': '1',
		...(ofRestaurant(event) &&
			account.restaurantGuid !== undefined && {
				'Toast-Restaurant-External-ID': account.restaurantGuid,
			}),
	};
}

/** @see https://doc.toasttab.com/doc/devguide/apiWebhooksReference.html */
export const toast = definePlatform({
	id: 'toast',
	name: 'Toast',
	description: 'Orders, stock, menus and availability of restaurants',
	aliases: ['Toast POS', 'Toasttab'],
	docsUrl: 'https://doc.toasttab.com/doc/devguide/apiWebhooksReference.html',
	checkedOn: '2026-11-25',
	uncertain: [
		'Which timestamp is signed behind the body: everybody who receives takes the field timestamp of the body, as it is spelled',
		'The fields of guest_order_status, packaging_updated and partner events',
		'Where in Toast Web customers with Standard API access make a subscription',
	],
	requiresHttps: true,
	// The signed time is that of the event, which a repetition 15 minutes later still has. So its age
	// is no ground for a refusal; a second delivery of the same event is known by its GUID.
	signature: {
		kind: 'hmac',
		algorithm: 'sha256',
		encoding: 'base64',
		header: 'Toast-Signature',
		layout: { kind: 'single', prefix: '' },
		signedContent: '{body}{field:timestamp}',
		secretFormat: 'text',
	},
	events,
	payload: {
		// Not from the headers: they are not signed.
		event: [{ body: 'eventType' }, { body: 'eventCategory' }],
		id: [{ body: 'guid' }],
		occurredAt: [{ body: 'timestamp' }],
		resourceId: [{ body: 'details.order.guid' }, { body: 'details.itemGuid' }],
		account: {
			restaurantGuid: {
				sources: [{ body: 'details.restaurantGuid' }, { header: 'Toast-Restaurant-External-ID' }],
				label: 'Restaurant GUID',
			},
		},
		data: [{ body: 'details' }],
	},
	dedupeBy: 'eventId',
	informativeHeaders: ['Toast-Event-Type', 'Toast-Event-Category', 'Toast-Attempt-Number'],
	envelope,
	headers,
	registration: {
		kind: 'manual',
		steps: [
			'With Standard API access, make a webhook subscription in Toast Web with the URL and one event category; partners ask Toast support for it',
			'Put the secret of that subscription into the credential',
			'Make one workflow for each subscription, because each has a secret of its own',
		],
		notes: [
			'Toast waits 2 seconds for an answer. Leave the response of the trigger as it is: it answers before the workflow runs',
			'Orders can exceed 600 kB. n8n takes 16 MB unless N8N_PAYLOAD_SIZE_MAX says less; a proxy in front of it may take less',
			'Names and contacts of guests are left out of webhooks: fetch the order to have them',
			'New orders arrive as order_updated too: tell them by their status or the time they were opened',
			'Redirects are not followed, and any other answer of 4xx but 404 and 429 loses the event',
		],
	},
	retry: {
		delaysSeconds: [300, 600],
		repeats: [404, 429, '5xx'],
		timeoutSeconds: 2,
		note: 'After 5 and 10 more minutes; changes of a restaurant’s availability five times within a minute. An endpoint that goes on failing is paused or stopped, with a mail',
	},
});
