import type { ApiDeclaration } from '../../lib/platform';
import { customerWords, orderWords } from './events';

/**
 * @see https://www.hubrise.com/developers/api/general-concepts
 * @see https://www.hubrise.com/developers/api/order-management
 */
export const api: ApiDeclaration = {
	credential: 'hubRiseApi',
	rateLimits: [{ protocol: 'rest', requests: 500, perSeconds: 60 }],
	errors: { message: ['message', 'error_type'], requestId: [], fieldsAt: 'errors' },
	records: [
		{
			type: 'order',
			name: 'Order',
			resource: { name: 'Order', plural: 'orders', description: 'Orders of guests' },
			lookups: [
				{
					protocol: 'rest',
					path: '/locations/{locationId}/orders/{id}',
					recordAt: [],
					evidence: 'documented',
				},
				{ protocol: 'rest', path: '/location/orders/{id}', recordAt: [], evidence: 'documented' },
			],
			list: {
				protocol: 'rest',
				path: '/location/orders',
				itemsAt: [],
				paging: {
					kind: 'cursor',
					limit: 'count',
					cursor: 'cursor',
					pageSize: 100,
					nextAt: { header: 'x-cursor-next' },
				},
				filters: [
					{
						name: 'after',
						field: 'after',
						displayName: 'Created After',
						description: 'Only orders created at this time or later',
						type: 'dateTime',
					},
					{
						name: 'before',
						field: 'before',
						displayName: 'Created Before',
						description: 'Only orders created at this time or earlier',
						type: 'dateTime',
					},
					{
						name: 'status',
						field: 'status',
						displayName: 'Status',
						description: 'Only orders with exactly this status',
						type: 'text',
						placeholder: 'e.g. new',
					},
				],
				evidence: 'documented',
			},
			essentials: [
				'id',
				'location_id',
				'status',
				'service_type',
				'expected_time',
				'total',
				'created_at',
			],
			common: orderWords(),
			label: { name: ['id'], value: 'id' },
		},
		{
			type: 'customer',
			name: 'Customer',
			lookups: [
				{
					protocol: 'rest',
					path: '/customer_lists/{customerListId}/customers/{id}',
					recordAt: [],
					evidence: 'documented',
				},
			],
			essentials: ['id', 'first_name', 'last_name', 'email', 'phone'],
			common: customerWords(),
			label: { name: ['last_name', 'id'], value: 'id' },
		},
		{
			type: 'catalog',
			name: 'Catalog',
			lookups: [{ protocol: 'rest', path: '/catalogs/{id}', recordAt: [], evidence: 'documented' }],
			essentials: ['id', 'name', 'location_id', 'created_at'],
			label: { name: ['name', 'id'], value: 'id' },
		},
	],
};
