import { definePlatform } from '../lib/platform';
import { api } from './mewsPos/api';
import { events } from './mewsPos/events';
import { registration } from './mewsPos/registration';

/** JSON:API types of what the events are about. */
const TYPES: Readonly<Record<string, string>> = {
	booking: 'bookings',
	order: 'orders',
	orders: 'orders',
	product: 'products',
};

/**
 * The documentation speaks of several events in one delivery and shows one, so `data` may be a list.
 *
 * @see https://mews-systems.gitbook.io/pos-api/
 */
export const mewsPos = definePlatform({
	id: 'mewsPos',
	name: 'Mews POS',
	description: 'Table bookings, orders and sold-out products of restaurants and bars',
	aliases: ['Mews', 'Bizzon'],
	docsUrl: 'https://mews-systems.gitbook.io/pos-api/',
	checkedOn: '2026-11-25',
	uncertain: [
		'Which answer is expected, how long it waits, and whether failed deliveries are repeated',
		'Whether one delivery may hold several events: the documentation says so and shows one, and both are read',
		'Of which currency totals are, which no delivery says',
		'How a webhook is deleted: this package takes its events away instead',
		'How errors of its API are written',
	],
	requiresHttps: false,
	signature: {
		kind: 'hmac',
		algorithm: 'sha256',
		encoding: 'base64',
		header: 'X-Signature',
		layout: { kind: 'single', prefix: '' },
		signedContent: '{body}',
		secretFormat: 'text',
	},
	events,
	payload: {
		events: 'data',
		event: [{ delivery: 'meta.eventType' }],
		id: [],
		occurredAt: [{ body: 'attributes.updatedAt' }],
		resourceId: [{ body: 'id' }],
		account: {},
		data: [{ body: 'attributes' }],
	},
	dedupeBy: 'signedBytes',
	envelope: ({ name, data, occurredAt, resourceId }) => ({
		data: {
			id: resourceId,
			type: TYPES[name.split('.')[0]],
			attributes: { ...data, updatedAt: occurredAt },
		},
		meta: { eventType: name },
	}),
	headers: () => ({}),
	registration,
	api,
	retry: { delaysSeconds: [], note: 'Whether failed deliveries are repeated is not documented' },
});
