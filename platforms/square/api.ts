import type { ApiDeclaration, CommonMap, RecordList } from '../../lib/platform';
import { API_VERSION, BASE, paging } from './paging';

const money = (field: string, more = ''): CommonMap['amount'] => ({
	value: `{${field}.amount${more === '' ? '' : `|${more}.amount`}}`,
	currency: `{${field}.currency${more === '' ? '' : `|${more}.currency`}}`,
	unit: 'minor',
});

/** Of one location, which Square demands. */
const orders: RecordList = {
	protocol: 'rest',
	method: 'POST',
	path: '/orders/search',
	basePath: BASE,
	body: { location_ids: ['{locationId}'] },
	itemsAt: ['orders'],
	paging,
	filters: [],
	evidence: 'documented',
};

const payments: RecordList = {
	protocol: 'rest',
	path: '/payments',
	basePath: BASE,
	itemsAt: ['payments'],
	paging,
	filters: [
		{
			name: 'dateFrom',
			field: 'begin_time',
			displayName: 'Date From',
			description: 'Only payments created at this time or later',
			type: 'dateTime',
		},
		{
			name: 'dateTo',
			field: 'end_time',
			displayName: 'Date To',
			description: 'Only payments created at this time or earlier',
			type: 'dateTime',
		},
		{
			name: 'locationId',
			field: 'location_id',
			displayName: 'Location ID',
			description: 'Only payments of this location',
			type: 'text',
		},
	],
	evidence: 'documented',
};

const bookings: RecordList = {
	protocol: 'rest',
	path: '/bookings',
	basePath: BASE,
	itemsAt: ['bookings'],
	paging,
	filters: [
		{
			name: 'customerId',
			field: 'customer_id',
			displayName: 'Customer ID',
			description: 'Only bookings of this customer',
			type: 'text',
		},
		{
			name: 'dateFrom',
			field: 'start_at_min',
			displayName: 'Date From',
			description: 'Only bookings that start at this time or later',
			type: 'dateTime',
		},
		{
			name: 'dateTo',
			field: 'start_at_max',
			displayName: 'Date To',
			description: 'Only bookings that start at this time or earlier',
			type: 'dateTime',
		},
		{
			name: 'locationId',
			field: 'location_id',
			displayName: 'Location ID',
			description: 'Only bookings at this location',
			type: 'text',
		},
	],
	evidence: 'documented',
};

/** A record that can be fetched by its id and nothing else. */
const lookups = (path: string, at: string) =>
	[
		{
			protocol: 'rest',
			path: `${path}/{id}`,
			basePath: BASE,
			recordAt: [at],
			evidence: 'documented',
		},
	] as const;

/** @see https://developer.squareup.com/reference/square */
export const api: ApiDeclaration = {
	credential: 'squareApi',
	headers: { 'Square-Version': API_VERSION },
	// The platform documents none; a 429 tells.
	rateLimits: [],
	errors: { message: ['errors.0.detail', 'errors.0.code'], requestId: [] },
	records: [
		{
			type: 'order',
			name: 'Order',
			resource: { name: 'Order', plural: 'orders', description: 'Orders of guests' },
			lookups: lookups('/orders', 'order'),
			list: orders,
			essentials: [
				'id',
				'location_id',
				'state',
				'version',
				'ticket_name',
				'reference_id',
				'line_items',
				'total_money',
				'created_at',
				'updated_at',
			],
			common: {
				amount: money('total_money'),
				guest: {
					name: '{fulfillments.0.pickup_details.recipient.display_name}',
					email: '{fulfillments.0.pickup_details.recipient.email_address}',
					phone: '{fulfillments.0.pickup_details.recipient.phone_number}',
				},
				status: '{state}',
				channel: '{source.name}',
				reference: '{ticket_name|reference_id}',
				lines: { at: 'line_items', name: '{name}', quantity: '{quantity}' },
			},
			label: { name: ['ticket_name', 'reference_id', 'id'], value: 'id' },
		},
		{
			type: 'payment',
			name: 'Payment',
			resource: { name: 'Payment', plural: 'payments', description: 'Payments of guests' },
			lookups: lookups('/payments', 'payment'),
			list: payments,
			essentials: [
				'id',
				'status',
				'source_type',
				'order_id',
				'location_id',
				'amount_money',
				'tip_money',
				'total_money',
				'receipt_number',
				'created_at',
			],
			common: {
				amount: money('total_money', 'amount_money'),
				status: '{status}',
				reference: '{receipt_number}',
			},
			label: { name: ['receipt_number', 'id'], value: 'id' },
		},
		{
			type: 'refund',
			name: 'Refund',
			lookups: lookups('/refunds', 'refund'),
			essentials: [
				'id',
				'status',
				'payment_id',
				'order_id',
				'amount_money',
				'reason',
				'created_at',
			],
			common: { amount: money('amount_money'), status: '{status}' },
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
			lookups: lookups('/bookings', 'booking'),
			list: bookings,
			essentials: [
				'id',
				'status',
				'start_at',
				'location_id',
				'customer_id',
				'customer_note',
				'appointment_segments',
			],
			common: { startsAt: '{start_at}', status: '{status}' },
			label: { name: ['id'], value: 'id' },
		},
		{
			type: 'customer',
			name: 'Customer',
			lookups: lookups('/customers', 'customer'),
			essentials: ['id', 'given_name', 'family_name', 'email_address', 'phone_number', 'note'],
			common: {
				guest: {
					name: '{given_name}[ {family_name}]',
					email: '{email_address}',
					phone: '{phone_number}',
				},
			},
			label: { name: ['given_name', 'id'], value: 'id' },
		},
		{
			type: 'invoice',
			name: 'Invoice',
			lookups: lookups('/invoices', 'invoice'),
			essentials: ['id', 'invoice_number', 'status', 'order_id', 'title', 'payment_requests'],
			common: { status: '{status}', reference: '{invoice_number}' },
			label: { name: ['invoice_number', 'id'], value: 'id' },
		},
		{
			type: 'gift_card',
			name: 'Gift Card',
			lookups: lookups('/gift-cards', 'gift_card'),
			essentials: ['id', 'type', 'state', 'balance_money', 'created_at'],
			common: { amount: money('balance_money'), status: '{state}' },
			label: { name: ['id'], value: 'id' },
		},
		{
			type: 'loyalty_account',
			name: 'Loyalty Account',
			lookups: lookups('/loyalty/accounts', 'loyalty_account'),
			essentials: ['id', 'program_id', 'balance', 'lifetime_points', 'customer_id'],
			label: { name: ['id'], value: 'id' },
		},
		{
			type: 'dispute',
			name: 'Dispute',
			lookups: lookups('/disputes', 'dispute'),
			essentials: ['id', 'state', 'reason', 'amount_money', 'due_at'],
			common: { amount: money('amount_money'), status: '{state}' },
			label: { name: ['id'], value: 'id' },
		},
		{
			type: 'payout',
			name: 'Payout',
			lookups: lookups('/payouts', 'payout'),
			essentials: ['id', 'status', 'location_id', 'amount_money', 'created_at', 'arrival_date'],
			common: {
				amount: {
					value: '{amount_money.amount}',
					currency: '{amount_money.currency_code|amount_money.currency}',
					unit: 'minor',
				},
				status: '{status}',
			},
			label: { name: ['id'], value: 'id' },
		},
		{
			type: 'checkout',
			name: 'Terminal Checkout',
			lookups: lookups('/terminals/checkouts', 'checkout'),
			essentials: ['id', 'status', 'amount_money', 'reference_id', 'payment_ids'],
			common: { amount: money('amount_money'), status: '{status}', reference: '{reference_id}' },
			label: { name: ['id'], value: 'id' },
		},
		{
			type: 'timecard',
			name: 'Timecard',
			lookups: lookups('/labor/timecards', 'timecard'),
			essentials: ['id', 'location_id', 'team_member_id', 'start_at', 'end_at', 'status'],
			common: { startsAt: '{start_at}', endsAt: '{end_at}', status: '{status}' },
			label: { name: ['id'], value: 'id' },
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
			lookups: lookups('/locations', 'location'),
			list: {
				protocol: 'rest',
				path: '/locations',
				basePath: BASE,
				itemsAt: ['locations'],
				paging: { kind: 'none' },
				filters: [],
				evidence: 'documented',
			},
			essentials: ['id', 'name', 'status', 'timezone', 'currency', 'address'],
			label: { name: ['name', 'id'], value: 'id' },
		},
	],
};
