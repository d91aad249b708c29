import { definePlatform } from '../lib/platform';
import { api } from './apaleo/api';
import { events } from './apaleo/events';
import { registration } from './apaleo/registration';

/** `Reservation` and `created` are `reservation/created`. */
function eventName({ topic, type }: Record<string, unknown>): unknown {
	const isNamed = typeof topic === 'string' && typeof type === 'string' && topic !== '';
	return isNamed ? `${topic.toLowerCase()}/${type.toLowerCase()}` : undefined;
}

/** @see https://apaleo.dev/guides/webhook/overview.html */
export const apaleo = definePlatform({
	id: 'apaleo',
	name: 'Apaleo',
	description: 'Reservations, folios, invoices and units of hotels',
	aliases: ['Apaleo PMS', 'hotel', 'property management'],
	docsUrl: 'https://apaleo.dev/guides/webhook/overview.html',
	checkedOn: '2026-11-25',
	uncertain: [
		'Whether Apaleo takes a user name and password in the URL is not documented, so a token stands in it',
		'That one subscription can be asked for by its ID is inferred',
		'That the check of the URL may come without a body, and that webhooks.manage is needed, is told by one implementer each',
		'For how long Apaleo waits for an answer is not documented, and its repetitions over 24 hours are as one client quotes them',
		'The limits of calls, the form of errors and the answer to a list that is empty are told by one implementer, and the path of a maintenance by two',
		'Of payment transactions only a part of the events is named',
	],
	sourceAddresses: ['34.240.36.71', '52.212.76.75', '63.33.249.221'],
	requiresHttps: true,
	signature: { kind: 'token', in: { query: 'token' } },
	events,
	payload: {
		event: [{ from: eventName }],
		id: [{ body: 'id' }],
		occurredAt: [{ body: 'timestamp' }],
		resourceId: [{ body: 'data.entityId' }],
		account: {
			accountId: { sources: [{ body: 'accountId' }], label: 'Account ID' },
			propertyId: { sources: [{ body: 'propertyId' }], label: 'Property ID' },
		},
		data: [{ body: 'data' }],
	},
	dedupeBy: 'eventId',
	envelope: ({ id, name, occurredAt, data, account }) => {
		const [topic = '', type = ''] = name.split('/');
		return {
			topic: `${topic.slice(0, 1).toUpperCase()}${topic.slice(1)}`,
			type,
			id,
			accountId: account.accountId,
			propertyId: account.propertyId,
			timestamp: Date.parse(occurredAt),
			data,
		};
	},
	headers: () => ({}),
	setupCheck: { kind: 'acknowledge', field: 'type', value: 'healthcheck', orEmpty: true },
	registration,
	api,
	retry: {
		delaysSeconds: [],
		repeats: ['3xx', '4xx', '5xx'],
		note: 'For up to 24 hours after any answer but a 2xx, in no certain order; how often is not documented',
	},
});
