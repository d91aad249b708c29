import type { PathSetting, ApiDeclaration } from '../../lib/platform';
import {
	locationQuery,
	locationsQuery,
	orderQuery,
	productAtLocationQuery,
	productQuery,
	tabQuery,
} from './queries';

const PATH = '/api/graph';

/** The prose of the documentation and its examples name different ones. */
const pathSetting: PathSetting = {
	name: 'graphPath',
	displayName: 'GraphQL Path',
	description: 'The documentation also shows /api/v2/graph; both are in use',
};

const graphQl = { protocol: 'graphQl', path: PATH, pathSetting } as const;

/**
 * @see https://docs.gotab.io/concepts/rate-limits/
 * @see https://docs.gotab.io/concepts/error-handling/
 */
export const api: ApiDeclaration = {
	credential: 'goTabApi',
	rateLimits: [
		{ protocol: 'rest', requests: 100, perSeconds: 60 },
		{ protocol: 'graphQl', requests: 4, perSeconds: 1 },
	],
	rateHeaders: { remaining: 'x-ratelimit-remaining', reset: 'x-ratelimit-reset' },
	errors: {
		message: ['errors.0.message', 'message', 'error'],
		requestId: ['errors.0.extensions.requestId', 'requestId'],
		fieldsAt: 'details',
		errorsAt: 'errors',
		codeAt: ['errors.0.extensions.code', 'errors.0.type', 'error'],
		statusByCode: {
			UNAUTHENTICATED: 401,
			invalid_token: 401,
			FORBIDDEN: 403,
			NOT_FOUND: 404,
			rate_limit_exceeded: 429,
			RATE_LIMIT_EXCEEDED: 429,
			INTERNAL_SERVER_ERROR: 500,
		},
	},
	records: [
		{
			type: 'order',
			name: 'Order',
			resource: { name: 'Order', plural: 'orders', description: 'Orders of guests' },
			lookups: [
				{
					...graphQl,
					query: orderQuery,
					variables: { id: '{id}' },
					recordAt: ['data.orderByOrderUuid'],
					evidence: 'documented',
				},
			],
			essentials: ['orderId', 'orderUuid', 'tabId', 'status', 'name', 'placed', 'fulfilled'],
			common: { status: '{status}', reference: '{name}' },
			label: { name: ['name', 'orderUuid'], value: 'orderUuid' },
		},
		{
			type: 'tab',
			name: 'Tab',
			// What happens to an item is told with the UUID of its tab.
			eventsAbout: [{ resourceType: 'item', idAt: ['data.tabUuid'] }],
			lookups: [
				{
					...graphQl,
					query: tabQuery,
					variables: { id: '{id}' },
					recordAt: ['data.tabsList.0'],
					evidence: 'inferred',
				},
			],
			essentials: ['tabId', 'tabUuid', 'name', 'status', 'numGuests', 'total', 'opened', 'closed'],
			// The API counts in cents.
			common: {
				amount: { value: '{total}', unit: 'minor' },
				partySize: '{numGuests}',
				status: '{status}',
				reference: '{name}',
				lines: { at: 'itemsList', name: '{name}', quantity: '{quantity}' },
			},
			label: { name: ['name', 'tabUuid'], value: 'tabUuid' },
		},
		{
			type: 'product',
			name: 'Product',
			lookups: [
				{
					...graphQl,
					query: productAtLocationQuery,
					variables: { id: '{id}', location: '{locationUuid}' },
					recordAt: ['data.location.productsList.0'],
					evidence: 'inferred',
				},
				{
					...graphQl,
					query: productQuery,
					variables: { id: '{id}' },
					recordAt: ['data.productsList.0'],
					evidence: 'inferred',
				},
			],
			essentials: ['productId', 'productUuid', 'name', 'categoryId', 'basePrice', 'available'],
			common: { amount: { value: '{basePrice}', unit: 'minor' } },
			label: { name: ['name', 'productUuid'], value: 'productUuid' },
		},
		{
			type: 'location',
			name: 'Location',
			resource: {
				name: 'Location',
				plural: 'locations',
				description: 'Places that an account may access',
			},
			accountId: 'locationUuid',
			eventsAbout: [{ resourceType: 'location', idAt: ['account.locationUuid'] }],
			lookups: [
				{
					...graphQl,
					query: locationQuery,
					variables: { id: '{id}' },
					recordAt: ['data.location'],
					evidence: 'documented',
				},
			],
			list: {
				...graphQl,
				query: locationsQuery,
				variables: {},
				itemsAt: ['data.locationsList'],
				paging: { kind: 'none' },
				filters: [],
				evidence: 'documented',
			},
			essentials: ['name', 'locationUuid', 'locationId', 'timezone'],
			label: { name: ['name', 'locationUuid'], value: 'locationUuid' },
		},
	],
};
