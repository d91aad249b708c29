import type { ApiDeclaration, RecordList } from '../../lib/platform';

/** What every list of the API answers: `{meta: {limit, offset, total_count, …}, objects: […]}`. */
const paging = {
	kind: 'offset',
	limit: 'limit',
	offset: 'offset',
	pageSize: 100,
	totalAt: 'meta.total_count',
} as const;

const bookings: RecordList = {
	protocol: 'rest',
	path: '/facility/{facilityId}/bookings',
	itemsAt: ['objects'],
	paging,
	// Inferred: documented for availability, and usual in this kind of API for every date.
	filters: [
		{
			name: 'dateFrom',
			field: 'date__gte',
			displayName: 'Date From',
			description: 'Only bookings for this time or later',
			type: 'dateTime',
		},
		{
			name: 'dateTo',
			field: 'date__lte',
			displayName: 'Date To',
			description: 'Only bookings for this time or earlier',
			type: 'dateTime',
		},
		{
			name: 'status',
			field: 'status',
			displayName: 'Status',
			description: 'Only bookings with exactly this status',
			type: 'text',
			placeholder: 'e.g. confirmed',
		},
	],
	evidence: 'documented',
};

const availability: RecordList = {
	protocol: 'rest',
	path: '/facility/{id}/availability',
	itemsAt: ['objects'],
	paging,
	filters: [
		{
			name: 'date',
			field: 'date__gte',
			displayName: 'From Date',
			description: 'The first day to look for free times',
			type: 'date',
			required: true,
			default: '={{ $today.toISODate() }}',
		},
		{
			name: 'guests',
			field: 'num',
			displayName: 'Guests',
			description: 'Number of guests to seat',
			type: 'number',
			required: true,
			default: 2,
		},
	],
	evidence: 'documented',
};

/**
 * @see https://documentation.resmio.com/authenticatedapi.html
 * @see https://documentation.resmio.com/unauthenticatedapi.html
 */
export const api: ApiDeclaration = {
	credential: 'resmioApi',
	// The platform documents none.
	rateLimits: [],
	// Inferred: the forms of the framework that the answers come from.
	errors: { message: ['error_message', 'error'], requestId: [] },
	records: [
		{
			type: 'booking',
			name: 'Booking',
			resource: {
				name: 'Booking',
				plural: 'bookings',
				description: 'Reservations of tables, appointments or rooms',
			},
			lookups: [
				{
					protocol: 'rest',
					path: '/facility/{facilityId}/bookings/{id}',
					recordAt: [],
					evidence: 'inferred',
				},
				// Oldest first, as far as is known: what is new stands behind years of others.
				{
					protocol: 'list',
					field: 'id',
					pages: 20,
					since: { filter: 'dateFrom', days: 2 },
					evidence: 'inferred',
				},
				{ protocol: 'list', field: 'id', pages: 20, evidence: 'documented' },
			],
			list: bookings,
			essentials: [
				'id',
				'ref_num',
				'status',
				'date',
				'num',
				'name',
				'email',
				'phone',
				'comment',
				'facility',
			],
			common: {
				startsAt: '{date}',
				partySize: '{num}',
				guest: { name: '{name}', email: '{email}', phone: '{phone}' },
				status: '{status}',
				reference: '{ref_num}',
			},
			label: { name: ['ref_num', 'id'], value: 'id' },
		},
		{
			type: 'facility',
			name: 'Facility',
			resource: {
				name: 'Facility',
				plural: 'facilities',
				description: 'Restaurants and their free tables',
			},
			accountId: 'facilityId',
			lookups: [{ protocol: 'rest', path: '/facility/{id}', recordAt: [], evidence: 'documented' }],
			list: {
				protocol: 'rest',
				path: '/facility',
				itemsAt: ['objects'],
				paging,
				filters: [],
				evidence: 'documented',
			},
			availability,
			essentials: ['id', 'name', 'slug', 'city', 'phone', 'timezone', 'booking_enabled'],
			label: { name: ['name', 'slug'], value: 'slug' },
		},
		{
			type: 'order',
			name: 'Online Order',
			resource: { name: 'Order', plural: 'orders', description: 'Orders of guests' },
			lookups: [
				{
					protocol: 'rest',
					path: '/facility/{facilityId}/productorders/{id}',
					pathSetting: {
						name: 'onlineOrderPath',
						displayName: 'Online Order Path (Not Documented)',
						description:
							'Where resmio serves one online order. Nothing public says where, so the default is a guess: ask resmio for the path of your account. {facilityId} and {id} are filled in.',
					},
					recordAt: [],
					evidence: 'inferred',
				},
			],
			essentials: ['id', 'ref_num', 'status', 'date', 'name', 'total', 'facility'],
			common: {
				amount: { value: '{total}', unit: 'unknown' },
				guest: { name: '{name}' },
				status: '{status}',
				reference: '{ref_num}',
			},
			label: { name: ['ref_num', 'id'], value: 'id' },
		},
	],
};
