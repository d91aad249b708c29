import { definePlatform, type OutgoingEvent, type Source } from '../lib/platform';
import { events, RECORD_PLACES } from './hostaway/events';
import { numericId } from './shared/numericId';

/** The fields of the records that hold the time of an event. An update has none of its own. */
const TIME_FIELDS: Readonly<Record<string, string>> = {
	'reservation.created': 'reservationDate',
	'message.received': 'date',
};

function timeOf(payload: Record<string, unknown>): unknown {
	const name = typeof payload.event === 'string' ? payload.event : '';
	const field = Object.hasOwn(TIME_FIELDS, name) ? TIME_FIELDS[name] : undefined;
	const around = payload.payload as Record<string, unknown> | null | undefined;
	const record = (payload.data ?? around?.data) as Record<string, unknown> | null | undefined;
	const time = field === undefined ? undefined : record?.[field];
	if (typeof time !== 'string') return undefined;
	// Times are in UTC, and written without it.
	return /(?:Z|[+-]\d\d:?\d\d)$/i.test(time) ? time : `${time.replace(' ', 'T')}Z`;
}

const inRecord = (field: string): Source[] =>
	RECORD_PLACES.map((place) => ({ body: `${place}.${field}` }));

function envelope({ name, occurredAt, data, account, resourceId }: OutgoingEvent) {
	const time = Object.hasOwn(TIME_FIELDS, name)
		? { [TIME_FIELDS[name]]: occurredAt.replace('T', ' ').slice(0, 'yyyy-mm-dd hh:mm:ss'.length) }
		: {};
	return {
		object: name.startsWith('message') ? 'conversationMessage' : name.split('.')[0],
		event: name,
		accountId: numericId(account.accountId),
		data: {
			...time,
			...data,
			id: numericId(resourceId) ?? data.id,
			listingMapId: numericId(account.listingId) ?? data.listingMapId,
		},
	};
}

/** @see https://api.hostaway.com/documentation */
export const hostaway = definePlatform({
	id: 'hostaway',
	name: 'Hostaway',
	description: 'Reservations and guest messages of vacation rentals',
	aliases: ['Vacation Rental', 'Unified Webhooks'],
	docsUrl: 'https://api.hostaway.com/documentation',
	checkedOn: '2026-11-25',
	uncertain: [
		'The envelope around the record, which one receiver of live deliveries describes: the record stands in data or in payload.data',
		'The waits before the second and third repetition, of which only their end after about an hour is said',
		'The time of an update, which its record does not name',
		'That its documentation stands at this address, which is remembered: what is declared here is from its repository',
		'Where the dashboard has the page for webhooks, and the words on it',
	],
	requiresHttps: false,
	signature: { kind: 'basic' },
	events,
	payload: {
		event: [{ body: 'event' }],
		id: [],
		occurredAt: [{ from: timeOf }],
		resourceId: inRecord('id'),
		account: {
			accountId: {
				sources: [{ body: 'accountId' }, ...inRecord('accountId')],
				label: 'Account ID',
			},
			listingId: { sources: inRecord('listingMapId'), label: 'Listing ID' },
		},
		data: RECORD_PLACES.map((place) => ({ body: place })),
	},
	dedupeBy: 'signedBytes',
	envelope,
	headers: () => ({}),
	registration: {
		kind: 'manual',
		steps: [
			'Make up a user name and a long random password, and enter both in the credential',
			'In Hostaway, open Settings > Hostaway API and go to Webhooks, or call POST /v1/webhooks/unifiedWebhooks with isEnabled, url, login and password',
			'Add a unified webhook: paste the URL, and enter the user name as login and the password of the credential',
			'Enter an address for alerts, to which Hostaway writes when deliveries fail',
			'Save the webhook and see that it is enabled',
		],
		notes: [
			'Hostaway sends all its events to every webhook: choose in this node which of them start the workflow',
			'Without a login at the webhook, deliveries come without proof and are refused',
			'The older webhooks for reservations and messages fire as well where they are still set: delete them',
			'A webhook that fails for five days is switched off',
			'Dates of a reservation whose channel names none (isDatesUnspecified is 1) are those of yesterday',
		],
	},
	retry: {
		delaysSeconds: [60, 600, 2400],
		repeats: ['5xx', 429],
		timeoutSeconds: 20,
		note: 'Three repetitions after network errors, 5xx and 429: the first after about a minute, all within about an hour. Other answers of the 4xx class are final',
	},
});
