import type { ApiDeclaration, CommonMap, Lookup } from '../../lib/platform';

const one = (path: string, query?: Record<string, string>): Lookup => ({
	protocol: 'rest',
	path: `${path}/{id}`,
	...(query && { query }),
	recordAt: [],
	evidence: 'documented',
});

const stay: CommonMap = {
	amount: {
		value: '{totalGrossAmount.amount}',
		currency: '{totalGrossAmount.currency}',
		unit: 'major',
	},
	startsAt: '{arrival}',
	endsAt: '{departure}',
	partySize: ['{adults}', '{childrenAges.length}'],
	guest: {
		name: '[{primaryGuest.firstName} ]{primaryGuest.lastName}',
		email: '{primaryGuest.email}',
		phone: '{primaryGuest.phone}',
	},
	status: '{status}',
	channel: '{channelCode}',
	reference: '{id}',
};

/** @see https://api.apaleo.com/swagger */
export const api: ApiDeclaration = {
	credential: 'apaleoOAuth2Api',
	rateLimits: [
		{ protocol: 'rest', requests: 200, perSeconds: 1 },
		{ protocol: 'rest', requests: 3500, perSeconds: 60 },
	],
	errors: { message: ['messages.0', 'message', 'error_description', 'error'], requestId: [] },
	records: [
		{
			type: 'reservation',
			name: 'Reservation',
			resource: {
				name: 'Reservation',
				plural: 'reservations',
				description: 'Stays of guests in listings or hotels',
			},
			lookups: [one('/booking/v1/reservations')],
			list: {
				protocol: 'rest',
				path: '/booking/v1/reservations',
				itemsAt: ['reservations'],
				paging: {
					kind: 'page',
					limit: 'pageSize',
					page: 'pageNumber',
					pageSize: 100,
					totalAt: 'count',
				},
				filters: [
					{
						name: 'propertyId',
						field: 'propertyIds',
						displayName: 'Property ID',
						description: 'Only reservations of this property',
						type: 'text',
						placeholder: 'e.g. MUC',
					},
				],
				evidence: 'documented',
			},
			essentials: [
				'id',
				'bookingId',
				'status',
				'arrival',
				'departure',
				'adults',
				'childrenAges',
				'primaryGuest',
				'property',
				'unit',
				'channelCode',
				'totalGrossAmount',
				'balance',
				'comment',
			],
			common: stay,
			label: { name: ['id'], value: 'id' },
		},
		{
			type: 'booking',
			name: 'Booking',
			resource: {
				name: 'Booking',
				plural: 'bookings',
				description: 'Reservations of tables, appointments or rooms',
			},
			lookups: [one('/booking/v1/bookings', { expand: 'reservations' })],
			essentials: ['id', 'groupId', 'booker', 'comment', 'reservations', 'created'],
			common: {
				guest: {
					name: '[{booker.firstName} ]{booker.lastName}',
					email: '{booker.email}',
					phone: '{booker.phone}',
				},
				reference: '{id}',
			},
			label: { name: ['id'], value: 'id' },
		},
		{
			type: 'block',
			name: 'Block',
			lookups: [one('/booking/v1/blocks')],
			essentials: ['id', 'group', 'status', 'property', 'unitGroup', 'from', 'to'],
			common: { startsAt: '{from}', endsAt: '{to}', status: '{status}' },
			label: { name: ['id'], value: 'id' },
		},
		{
			type: 'folio',
			name: 'Folio',
			lookups: [one('/finance/v1/folios')],
			essentials: ['id', 'type', 'status', 'reservation', 'property', 'balance', 'isMainFolio'],
			common: {
				amount: { value: '{balance.amount}', currency: '{balance.currency}', unit: 'major' },
				status: '{status}',
				reference: '{id}',
			},
			label: { name: ['id'], value: 'id' },
		},
		{
			type: 'invoice',
			name: 'Invoice',
			lookups: [one('/finance/v1/invoices')],
			essentials: ['id', 'number', 'status', 'folioId', 'propertyId', 'subTotal', 'created'],
			common: { status: '{status}', reference: '{number}' },
			label: { name: ['number', 'id'], value: 'id' },
		},
		{
			type: 'property',
			name: 'Property',
			lookups: [one('/inventory/v1/properties')],
			essentials: ['id', 'code', 'name', 'location', 'timeZone', 'currencyCode', 'status'],
			label: { name: ['name', 'id'], value: 'id' },
		},
		{
			type: 'unit',
			name: 'Unit',
			lookups: [one('/inventory/v1/units')],
			essentials: ['id', 'name', 'property', 'unitGroup', 'status'],
			label: { name: ['name', 'id'], value: 'id' },
		},
		{
			type: 'maintenance',
			name: 'Maintenance',
			lookups: [one('/operations/v1/maintenances')],
			essentials: ['id', 'unit', 'from', 'to', 'type', 'description'],
			common: { startsAt: '{from}', endsAt: '{to}', status: '{type}' },
			label: { name: ['id'], value: 'id' },
		},
	],
};
