import type { ApiDeclaration, CommonMap } from '../../lib/platform';

/** Below the host in the credential. */
export const BASE = '/v1';

const common: CommonMap = {
	amount: {
		value: '{money.totalPrice|money.hostPayout}',
		currency: '{money.currency}',
		unit: 'major',
	},
	startsAt: '{checkInDateLocalized|checkIn}',
	endsAt: '{checkOutDateLocalized|checkOut}',
	partySize: '{guestsCount|numberOfGuests.numberOfGuests}',
	guest: { name: '{guest.fullName}', email: '{guest.email}', phone: '{guest.phone}' },
	status: '{status}',
	channel: '{source}',
	reference: '{confirmationCode}',
};

/**
 * The older path of a single reservation ends on 1 March 2027.
 *
 * @see https://open-api-docs.guesty.com
 */
export const api: ApiDeclaration = {
	credential: 'guestyOAuth2Api',
	// The platform documents some by plan; the wait after a 429 tells.
	rateLimits: [],
	errors: { message: ['error.message', 'message', 'error'], requestId: [] },
	records: [
		{
			type: 'reservation',
			name: 'Reservation',
			resource: {
				name: 'Reservation',
				plural: 'reservations',
				description: 'Stays of guests in listings or hotels',
			},
			lookups: [
				{
					protocol: 'rest',
					path: '/reservations-v3',
					basePath: BASE,
					query: { 'reservationIds[]': '{id}' },
					recordAt: ['results.0', 'data.0'],
					evidence: 'documented',
				},
				{
					protocol: 'rest',
					path: '/reservations/{id}',
					basePath: BASE,
					recordAt: [],
					evidence: 'documented',
				},
			],
			list: {
				protocol: 'rest',
				path: '/reservations-v3/search',
				basePath: BASE,
				itemsAt: ['results', 'data'],
				paging: { kind: 'offset', limit: 'limit', offset: 'skip', pageSize: 100 },
				filters: [],
				evidence: 'documented',
			},
			essentials: [
				'_id',
				'confirmationCode',
				'status',
				'checkInDateLocalized',
				'checkOutDateLocalized',
				'listingId',
				'guestId',
				'guestsCount',
				'source',
				'money',
			],
			common,
			label: { name: ['confirmationCode', '_id'], value: '_id' },
		},
		{
			type: 'guest',
			name: 'Guest',
			lookups: [
				{
					protocol: 'rest',
					path: '/guests-crud/{id}',
					basePath: BASE,
					recordAt: ['data'],
					evidence: 'documented',
				},
			],
			essentials: ['_id', 'fullName', 'email', 'phone', 'preferredLanguage'],
			common: { guest: { name: '{fullName}', email: '{email}', phone: '{phone}' } },
			label: { name: ['fullName', '_id'], value: '_id' },
		},
		{
			type: 'listing',
			name: 'Listing',
			lookups: [
				{
					protocol: 'rest',
					path: '/listings/{id}',
					basePath: BASE,
					recordAt: [],
					evidence: 'documented',
				},
			],
			essentials: ['_id', 'nickname', 'title', 'address', 'accommodates', 'active'],
			label: { name: ['nickname', '_id'], value: '_id' },
		},
	],
};
