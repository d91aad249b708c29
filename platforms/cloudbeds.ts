import { definePlatform, type OutgoingEvent } from '../lib/platform';
import { events, SPELLINGS } from './cloudbeds/events';

/** Whose id an event is about, by the first half of its name; its others are what it belongs to. */
const ABOUT: Readonly<Record<string, readonly string[]>> = {
	reservation: SPELLINGS.reservation,
	guest: SPELLINGS.guest,
	accounting: SPELLINGS.transaction,
	housekeeping: SPELLINGS.room,
	roomblock: SPELLINGS.block,
	allotmentBlock: SPELLINGS.block,
};

function spellingsOf(event: unknown): readonly string[] {
	const [object] = typeof event === 'string' ? event.split('/') : [];
	return object !== undefined && Object.hasOwn(ABOUT, object) ? ABOUT[object] : [];
}

function resourceIdOf(payload: Record<string, unknown>): unknown {
	const spelling = spellingsOf(payload.event).find(
		(name) => typeof payload[name] === 'string' || typeof payload[name] === 'number',
	);
	return spelling === undefined ? undefined : payload[spelling];
}

/** An id in the spelling and the type that the data has already; in the first spelling where it has none. */
function withId(
	data: Record<string, unknown>,
	spellings: readonly string[],
	id: string | undefined,
): Record<string, unknown> {
	const [name] = [...spellings.filter((spelling) => spelling in data), ...spellings];
	if (id === undefined || name === undefined) return data;
	const isNumber = typeof data[name] === 'number' && Number.isSafeInteger(Number(id));
	return { ...data, [name]: isNumber ? Number(id) : id };
}

function envelope({ name, occurredAt, data, account, resourceId }: OutgoingEvent) {
	const property = SPELLINGS.property.filter((spelling) => spelling in data);
	const named = property.reduce(
		(all, spelling) => withId(all, [spelling], account.propertyId),
		property.length > 0 ? data : withId(data, ['propertyID'], account.propertyId),
	);
	return {
		...withId(named, spellingsOf(name), resourceId),
		version: '1.0',
		event: name,
		// What is posted has a time of its own, without an offset.
		...(!name.startsWith('accounting/') && { timestamp: Date.parse(occurredAt) / 1000 }),
	};
}

/** @see https://developers.cloudbeds.com/docs/webhooks-1 */
export const cloudbeds = definePlatform({
	id: 'cloudbeds',
	name: 'Cloudbeds',
	description: 'Reservations, guests, rooms and accounting of hotels and hostels',
	aliases: ['Hostel', 'myfrontdesk'],
	docsUrl: 'https://developers.cloudbeds.com/docs/webhooks-1',
	checkedOn: '2026-11-25',
	uncertain: [
		'The fields authHeaderName and authHeaderValue of postWebhook, which one implementer quotes from the description of the API',
		'The names of most events, which several receivers list, and the fields of those whose payload is inferred',
		'Which answers Cloudbeds takes for a success, for how long it waits, and whether it repeats what failed',
	],
	requiresHttps: true,
	// Cloudbeds sends whatever header was named when the webhook was registered.
	signature: { kind: 'token', in: { header: 'X-Webhook-Token', prefix: '' } },
	events,
	payload: {
		event: [{ body: 'event' }],
		id: [],
		occurredAt: [{ body: 'timestamp' }],
		resourceId: [{ from: resourceIdOf }],
		account: {
			propertyId: {
				sources: SPELLINGS.property.map((name) => ({ body: name })),
				label: 'Property ID',
			},
		},
		data: [],
	},
	dedupeBy: 'signedBytes',
	envelope,
	headers: () => ({}),
	registration: {
		kind: 'manual',
		steps: [
			'Enter a long random text as signing secret in the credential',
			'Have an API key or an OAuth app of Cloudbeds whose scopes read what the events are about, for example read:reservation',
			'Call POST https://api.cloudbeds.com/api/v1.3/postWebhook with the header x-api-key, from an HTTP Request node or with curl, as a form with these fields: object=reservation, action=created, endpointUrl=the Production URL, authHeaderName=X-Webhook-Token, authHeaderValue=the signing secret',
			'Look at success in the answer, which may be false with the status 200 as well, and keep the subscriptionID',
			'Repeat the call for every event: its name is object/action',
		],
		notes: [
			'The header has to be called X-Webhook-Token: without authHeaderName and authHeaderValue, deliveries come without proof and are refused',
			'To change the secret, keep the old one as the previous secret in the credential, register anew with the new one, and delete the old subscriptions with DELETE /deleteWebhook?subscriptionID=',
			'Cloudbeds spells ids differently from event to event, such as propertyID and propertyId: take them from resourceId and account of the item',
			'The notices hold few details: fetch the reservation with getReservation',
		],
	},
	retry: {
		delaysSeconds: [],
		note: 'Whether failed deliveries are repeated is not documented',
	},
});
