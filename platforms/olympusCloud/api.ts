import type { ApiDeclaration } from '../../lib/platform';
import { orderList } from './orderList';
import { paging } from './paging';

/** The version path of the vendor's SDKs; its guides write /v1. */
const SDK_BASE = '/api/v1';

/**
 * @see https://olympuscloud-docs-dev.pages.dev/docs/rest-api-examples/rest-api-orders
 * @see https://olympuscloud-docs-dev.pages.dev/docs/rest-api-examples/rest-api-errors
 * @see https://github.com/OlympusCloud/olympus-sdk-go
 */
export const api: ApiDeclaration = {
	credential: 'olympusCloudApi',
	// The numbers differ by plan; the headers and the wait after a 429 tell.
	rateLimits: [],
	rateHeaders: { remaining: 'x-rate-limit-remaining', reset: 'x-rate-limit-reset' },
	errors: {
		message: ['error.message', 'message', 'error'],
		requestId: ['error.request_id', 'request_id'],
		fieldsAt: 'details',
	},
	records: [
		{
			type: 'order',
			name: 'Order',
			resource: { name: 'Order', plural: 'orders', description: 'Orders of guests' },
			lookups: [
				{
					protocol: 'rest',
					path: '/commerce/orders/{id}',
					recordAt: ['data', 'order'],
					evidence: 'documented',
				},
			],
			list: orderList,
			essentials: [
				'id',
				'number',
				'status',
				'order_type',
				'source',
				'location_id',
				'currency',
				'total',
				'created_at',
				'updated_at',
			],
			common: {
				amount: { value: '{total}', currency: '{currency}', unit: 'major' },
				status: '{status}',
				channel: '{order_type|source}',
				reference: '{number}',
				lines: { at: 'items', name: '{name}', quantity: '{quantity}' },
			},
			label: { name: ['number', 'id'], value: 'id' },
		},
		{
			type: 'payment',
			name: 'Payment',
			lookups: [
				// Only the list is published, and capture and refund below this path.
				{
					protocol: 'rest',
					path: '/payments/{id}',
					basePath: SDK_BASE,
					recordAt: ['data', 'payment'],
					evidence: 'inferred',
				},
				{ protocol: 'list', field: 'id', pages: 10, evidence: 'documented' },
			],
			list: {
				protocol: 'rest',
				path: '/payments',
				basePath: SDK_BASE,
				itemsAt: ['payments', 'data'],
				paging,
				filters: [],
				evidence: 'documented',
			},
			essentials: ['id', 'order_id', 'status', 'method', 'amount', 'tip', 'total', 'created_at'],
			common: {
				amount: { value: '{total|amount}', currency: '{currency}', unit: 'major' },
				status: '{status}',
			},
			label: { name: ['id'], value: 'id' },
		},
		{
			type: 'menu_item',
			name: 'Menu Item',
			lookups: [
				// The documentation calls it a restaurant's id; deliveries carry a location's.
				{
					protocol: 'rest',
					path: '/restaurants/{locationId}/menu/items/{id}',
					recordAt: ['data', 'item'],
					evidence: 'documented',
				},
				{
					protocol: 'rest',
					path: '/central-menu/items/{id}',
					basePath: SDK_BASE,
					recordAt: ['data', 'item'],
					evidence: 'documented',
				},
			],
			essentials: ['id', 'name', 'price', 'currency', 'available', 'category_id', 'updated_at'],
			label: { name: ['name', 'id'], value: 'id' },
		},
		{
			type: 'location',
			name: 'Location',
			resource: {
				name: 'Location',
				plural: 'locations',
				description: 'Places that an account may access',
			},
			accountId: 'locationId',
			lookups: [],
			list: {
				protocol: 'rest',
				path: '/platform/locations',
				pathSetting: {
					name: 'locationsPath',
					displayName: 'Locations Path (Not Documented)',
					description:
						'Where Olympus Cloud lists the locations of an account. Only the permission platform.location.read is published, so the default is a guess.',
				},
				itemsAt: ['data', 'locations'],
				paging,
				filters: [],
				evidence: 'inferred',
			},
			essentials: ['id', 'name', 'status', 'timezone', 'address'],
			label: { name: ['name', 'id'], value: 'id' },
		},
	],
};
