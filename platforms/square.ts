import { definePlatform } from '../lib/platform';
import { api } from './square/api';
import { bookingEvents } from './square/bookings';
import { businessEvents } from './square/business';
import { registration } from './square/registration';
import { saleEvents } from './square/sales';
import { stockEvents } from './square/stock';

/** Where an object says what it is, and at which location; `data.id` is not always its id. */
const OBJECTS = ['payment', 'refund', 'booking', 'invoice'];
const ORDERS = ['order_created', 'order_updated', 'order_fulfillment_updated'];

const body = (path: string) => ({ body: path });

/**
 * @see https://developer.squareup.com/docs/webhooks/overview
 * @see https://github.com/square/connect-api-specification
 */
export const square = definePlatform({
	id: 'square',
	name: 'Square',
	description: 'Orders, payments, bookings, stock and customers of shops and restaurants',
	aliases: ['Squareup', 'Square POS', 'Square for Restaurants', 'Square Appointments'],
	docsUrl: 'https://developer.squareup.com/docs/webhooks/overview',
	checkedOn: '2026-11-25',
	uncertain: [
		'The waits between attempts, the headers of a repetition and the source addresses are as several third parties quote them',
		'How many subscriptions an application may have, and when an old signature key ends, is not documented',
		'That a subscription which is gone is answered with 404 is inferred',
	],
	// The first two deliver from production, the others from the sandbox of Square.
	sourceAddresses: ['54.245.1.154', '34.202.99.168', '54.212.177.79', '107.20.218.8'],
	requiresHttps: true,
	signature: {
		kind: 'hmac',
		algorithm: 'sha256',
		encoding: 'base64',
		header: 'x-square-hmacsha256-signature',
		layout: { kind: 'single', prefix: '' },
		signedContent: '{url}{body}',
		secretFormat: 'text',
	},
	events: [...saleEvents, ...bookingEvents, ...stockEvents, ...businessEvents],
	payload: {
		event: [{ body: 'type' }],
		id: [{ body: 'event_id' }],
		occurredAt: [{ body: 'created_at' }],
		resourceId: [
			...OBJECTS.map((object) => body(`data.object.${object}.id`)),
			...ORDERS.map((object) => body(`data.object.${object}.order_id`)),
			body('data.object.inventory_counts.0.catalog_object_id'),
			body('data.id'),
		],
		account: {
			merchantId: { sources: [{ body: 'merchant_id' }], label: 'Merchant ID' },
			locationId: {
				sources: [
					body('location_id'),
					...[...OBJECTS, ...ORDERS].map((object) => body(`data.object.${object}.location_id`)),
					body('data.object.inventory_counts.0.location_id'),
				],
				label: 'Location ID',
			},
		},
		data: [{ body: 'data' }],
	},
	dedupeBy: 'eventId',
	envelope: ({ id, name, occurredAt, data, account }) => ({
		merchant_id: account.merchantId,
		// The object mostly says it itself.
		...(JSON.stringify(data).includes('"location_id"') ? {} : { location_id: account.locationId }),
		type: name,
		event_id: id,
		created_at: occurredAt,
		data,
	}),
	headers: ({ occurredAt }) => ({
		'square-environment': 'Production',
		'square-initial-delivery-timestamp': occurredAt,
	}),
	informativeHeaders: ['square-environment', 'square-retry-number', 'square-retry-reason'],
	registration,
	api,
	retry: {
		delaysSeconds: [60, 120, 240, 480, 960, 1920, 3600, 7200, 14400, 28800, 28800],
		repeats: ['3xx', '4xx', '5xx'],
		timeoutSeconds: 10,
		note: 'Up to eleven times within 24 hours after any answer but a 2xx; disabled after three weeks without one',
	},
});
