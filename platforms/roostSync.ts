import { definePlatform } from '../lib/platform';
import { events } from './roostSync/events';
import { wholeSeconds } from './shared/times';

/** @see https://manage.roostsync.com/docs/webhooks.html */
export const roostSync = definePlatform({
	id: 'roostSync',
	name: 'RoostSync',
	description:
		'Bookings, guests, orders and stock of hotels and rentals; webhooks are announced as a preview',
	docsUrl: 'https://manage.roostsync.com/docs/webhooks.html',
	checkedOn: '2026-11-25',
	uncertain: [
		'The payloads of all events but booking.created',
		'Which answers it repeats; 429 and 5xx are an interpretation of "fails to respond"',
		'Whether the service has left its preview',
	],
	requiresHttps: true,
	// The time in the body is no timestamp to check: retries of the same body go on for a day.
	signature: {
		kind: 'hmac',
		algorithm: 'sha256',
		encoding: 'hex',
		header: 'X-RoostSync-Signature',
		layout: { kind: 'single', prefix: 'sha256=' },
		signedContent: '{body}',
		secretFormat: 'text',
	},
	events,
	payload: {
		event: [{ body: 'event' }],
		id: [],
		occurredAt: [{ body: 'timestamp' }],
		// Only `booking_id` is documented; the others follow its pattern. A payment or order may
		// name its booking too, so that comes after them.
		resourceId: [
			{ body: 'data.payment_id' },
			{ body: 'data.order_id' },
			{ body: 'data.item_id' },
			{ body: 'data.booking_id' },
			{ body: 'data.id' },
		],
		account: { propertyId: { sources: [{ body: 'property_id' }], label: 'Property ID' } },
		data: [{ body: 'data' }],
	},
	dedupeBy: 'signedBytes',
	envelope: ({ name, occurredAt, data, account }) => ({
		event: name,
		timestamp: wholeSeconds(occurredAt),
		data,
		property_id: account.propertyId,
	}),
	headers: () => ({}),
	registration: {
		kind: 'manual',
		steps: [
			'In RoostSync, open Settings > Integrations > Webhooks and add an endpoint',
			'Paste the URL and select the events',
			'Generate a signing secret and copy it into the credential',
			'Send a test webhook, then enable the webhook',
		],
		notes: [
			'Webhooks are a preview at RoostSync: if the menu is missing, ask api@roostsync.com for early access, with the subject "Webhooks Early Access Request", your use case and the events you need',
			'Headers of your own that you add there reach the item when you name them under Options > Pass On Headers',
		],
	},
	retry: {
		delaysSeconds: [60, 300, 1800, 7200, 86400],
		// An interpretation: the documentation says that it repeats where an endpoint "fails to respond".
		repeats: [429, '5xx'],
		timeoutSeconds: 30,
		failingAfter: 1,
		note: 'Five retries up to a day apart, when no answer comes within 30 seconds. When all have failed, RoostSync marks the webhook as failing and notifies you',
	},
});
