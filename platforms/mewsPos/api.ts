import type { ApiDeclaration, RecordList } from '../../lib/platform';

const paging = {
	kind: 'cursor',
	limit: 'page[size]',
	cursor: 'page[after]',
	pageSize: 100,
	nextAt: { body: 'links.next' },
} as const;

/** A single booking cannot be fetched, so it is looked for among those that changed lately. */
const bookings: RecordList = {
	protocol: 'rest',
	path: '/v1/bookings',
	query: { include: 'customer,tables' },
	itemsAt: ['data'],
	paging,
	filters: [
		{
			name: 'updatedFrom',
			field: 'filter[updatedAtGteq]',
			displayName: 'Updated From',
			description: 'Only bookings that changed at this time or later',
			type: 'dateTime',
		},
	],
	evidence: 'documented',
};

/** @see https://mews-systems.gitbook.io/pos-api/ */
export const api: ApiDeclaration = {
	credential: 'mewsPosApi',
	headers: { Accept: 'application/vnd.api+json', 'Content-Type': 'application/vnd.api+json' },
	// Of the public demo; others are not published.
	rateLimits: [{ protocol: 'rest', requests: 200, perSeconds: 900 }],
	errors: {
		message: ['errors[0].detail', 'errors[0].title', 'message'],
		requestId: [],
	},
	records: [
		{
			type: 'order',
			name: 'Order',
			lookups: [
				{
					protocol: 'rest',
					path: '/v1/orders/{id}',
					query: { include: 'customer,booking,tables,invoice' },
					recordAt: ['data'],
					evidence: 'documented',
				},
			],
			essentials: ['id', 'type', 'attributes'],
			common: {
				status: '{attributes.status|attributes.state}',
				partySize: '{attributes.covers}',
			},
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
			lookups: [
				{
					protocol: 'list',
					field: 'id',
					pages: 5,
					since: { filter: 'updatedFrom', days: 1 },
					evidence: 'documented',
				},
			],
			list: bookings,
			essentials: ['id', 'type', 'attributes'],
			common: {
				startsAt: '{attributes.bookingDatetime}',
				partySize: '{attributes.partySize}',
				status: '{attributes.status}',
				reference: '{attributes.bookingReference}',
			},
			label: { name: ['attributes.bookingReference', 'id'], value: 'id' },
		},
		{
			type: 'product',
			name: 'Product',
			lookups: [
				{ protocol: 'rest', path: '/v1/products/{id}', recordAt: ['data'], evidence: 'documented' },
			],
			essentials: ['id', 'type', 'attributes'],
			label: { name: ['attributes.name', 'id'], value: 'id' },
		},
	],
};
