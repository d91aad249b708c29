import { definePlatform } from '../lib/platform';
import { api } from './guesty/api';
import { events } from './guesty/events';
import { registration } from './guesty/registration';

/** The id of what an event is about, by its kind, and where the older events have theirs. */
const IDS = [
	'data.reservation._id',
	'data.reservation.id',
	'reservation._id',
	'reservationId',
	'data._id',
	'data.id',
	'guest._id',
	'listing._id',
	'task._id',
];

/** Named by the kind of an event; several of them may stand in one. */
const OF_KIND: Readonly<Record<string, string>> = {
	reservation: 'reservationId',
	guest: 'guestId',
	listing: 'listingId',
	calendar: 'listingId',
	payments: 'paymentId',
	task: 'taskId',
	'guest-folio': 'folioId',
};

function ownId(payload: Record<string, unknown>): unknown {
	const { event, data } = payload;
	const [kind] = typeof event === 'string' ? event.split('.') : [''];
	const field = Object.hasOwn(OF_KIND, kind) ? OF_KIND[kind] : undefined;
	if (field === undefined) return undefined;
	const inside = typeof data === 'object' && data !== null ? data : {};
	return (inside as Record<string, unknown>)[field] ?? payload[field];
}

const body = (path: string) => ({ body: path });

/** @see https://open-api-docs.guesty.com/docs/webhooks */
export const guesty = definePlatform({
	id: 'guesty',
	name: 'Guesty',
	description: 'Reservations, guests, messages and listings of short-term rentals',
	aliases: ['Guesty Open API', 'vacation rental', 'property management', 'Airbnb'],
	docsUrl: 'https://open-api-docs.guesty.com/docs/webhooks',
	checkedOn: '2026-11-25',
	uncertain: [
		'No delivery of an event of the second version is published: where its parts stand is as clients read them',
		'Under which name Guesty tells the signing secret differs between clients, so all of them are read',
		'The addresses of the API, the list of webhooks, the form of a reservation and the call for a guest are known from clients',
		'The waits between attempts are those of Svix, which delivers for Guesty; its own are not documented',
		'That only five access tokens are handed out a day is remembered, not looked up',
	],
	requiresHttps: true,
	signature: {
		kind: 'hmac',
		algorithm: 'sha256',
		encoding: 'base64',
		header: 'svix-signature',
		layout: { kind: 'versioned', version: 'v1', ed25519Version: 'v1a' },
		signedContent: '{id}.{timestamp}.{body}',
		timestamp: { source: { header: 'svix-timestamp' }, unit: 's', toleranceSeconds: 300 },
		idHeader: 'svix-id',
		secretFormat: 'whsec',
		// The newer names of the same, which one client takes too.
		alternatives: [
			{ header: 'webhook-signature', timestampHeader: 'webhook-timestamp', idHeader: 'webhook-id' },
		],
	},
	events,
	payload: {
		event: [{ body: 'event' }],
		id: [{ header: 'svix-id' }, { header: 'webhook-id' }],
		occurredAt: [
			{ body: 'meta.publishedAt' },
			{ body: 'publishedAt' },
			{ body: 'data.publishedAt' },
		],
		resourceId: [{ from: ownId }, ...IDS.map(body)],
		account: {
			accountId: {
				sources: [
					{ body: 'accountId' },
					{ body: 'data.accountId' },
					{ body: 'data.reservation.accountId' },
					{ body: 'reservation.accountId' },
				],
				label: 'Account ID',
			},
			listingId: {
				sources: [
					{ body: 'data.listingId' },
					{ body: 'data.reservation.listingId' },
					{ body: 'reservation.listingId' },
					{ body: 'listingId' },
				],
				label: 'Listing ID',
			},
		},
		data: [{ body: 'data' }],
	},
	dedupeBy: 'eventId',
	envelope: ({ id, name, occurredAt, data }) => ({
		event: name,
		meta: { eventId: id, publishedAt: occurredAt },
		data,
	}),
	headers: () => ({}),
	registration,
	api,
	retry: {
		delaysSeconds: [5, 300, 1800, 7200, 18_000, 36_000, 36_000],
		repeats: ['3xx', '4xx', '5xx'],
		timeoutSeconds: 15,
		note: 'Eight attempts over about 27 hours, as Svix makes them by default, after any answer but a 2xx',
	},
});
