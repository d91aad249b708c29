import type { RecordList } from '../../lib/platform';
import { paging } from './paging';

/** Orders of the account, the newest first. */
export const orderList: RecordList = {
	protocol: 'rest',
	path: '/commerce/orders',
	itemsAt: ['data', 'orders'],
	paging,
	// The SDKs know `status`; the other filters are from an older specification.
	filters: [
		{
			name: 'customerId',
			field: 'customer_id',
			displayName: 'Customer ID',
			description: 'Only orders of this customer',
			type: 'text',
		},
		{
			name: 'dateFrom',
			field: 'from_date',
			displayName: 'Date From',
			description: 'Only orders created at this time or later',
			type: 'dateTime',
		},
		{
			name: 'dateTo',
			field: 'to_date',
			displayName: 'Date To',
			description: 'Only orders created at this time or earlier',
			type: 'dateTime',
		},
		{
			name: 'locationId',
			field: 'location_id',
			displayName: 'Location ID',
			description: 'Only orders of this location',
			type: 'text',
		},
		{
			name: 'status',
			field: 'status',
			displayName: 'Status',
			description: 'Only orders with exactly this status',
			type: 'text',
			placeholder: 'e.g. open',
		},
	],
	evidence: 'documented',
};
