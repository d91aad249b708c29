import { object } from '../../lib/event/schema';
import type { EventDeclaration } from '../../lib/platform';

interface Callback {
	displayName: string;
	description: string;
	resourceType: string;
	action: string;
	summary: string;
}

/** Names are those of a subscription; the samples are made up, because no fields are published. */
const callbacks: Readonly<Record<string, Callback>> = {
	'order.DELIVERED': {
		displayName: 'Order Delivered to the Till',
		description: 'An order that was sent in has arrived at the till',
		resourceType: 'order',
		action: 'delivered',
		summary: 'Order[ {orderId}] has arrived at the till',
	},
	'item.SALES_RESTRICTION_UPDATED': {
		displayName: 'Item Availability Updated',
		description: 'An item is sold out, limited or available again',
		resourceType: 'item',
		action: 'availability_updated',
		summary: 'Availability[ of item {itemId}] updated',
	},
	'order_api.ONLINE_ORDER_READINESS': {
		displayName: 'Online Order Readiness',
		description: 'A location begins or ceases to take online orders',
		resourceType: 'location',
		action: 'readiness_changed',
		summary: 'Online orders[ at {businessLocationId}]: readiness changed',
	},
	'order.FAILURE': {
		displayName: 'Order Failed',
		description: 'An order that was sent in could not be taken',
		resourceType: 'order',
		action: 'failed',
		summary: 'Order[ {orderId}] could not be taken',
	},
	'order.READY_FOR_PICKUP': {
		displayName: 'Order Ready for Pickup',
		description: 'An order can be fetched',
		resourceType: 'order',
		action: 'ready',
		summary: 'Order[ {orderId}] is ready for pickup',
	},
	'order.CANCELLED': {
		displayName: 'Order Cancelled',
		description: 'An order is called off',
		resourceType: 'order',
		action: 'cancelled',
		summary: 'Order[ {orderId}] is cancelled',
	},
	'payment.SUCCESS': {
		displayName: 'Payment Succeeded',
		description: 'A payment that was sent in is booked',
		resourceType: 'payment',
		action: 'succeeded',
		summary: 'Payment[ of order {orderId}] is booked',
	},
	'payment.FAILURE': {
		displayName: 'Payment Failed',
		description: 'A payment that was sent in could not be booked',
		resourceType: 'payment',
		action: 'failed',
		summary: 'Payment[ of order {orderId}] could not be booked',
	},
	'account.CHECK_WAS_UPDATED': {
		displayName: 'Check Updated',
		description: 'The check of a table changes',
		resourceType: 'check',
		action: 'updated',
		summary: 'Check[ {accountId}] updated',
	},
	'account.CLOSED': {
		displayName: 'Check Closed',
		description: 'The check of a table is closed',
		resourceType: 'check',
		action: 'closed',
		summary: 'Check[ {accountId}] closed',
	},
	'order_api.READY': {
		displayName: 'Online Orders Ready',
		description: 'A location takes online orders',
		resourceType: 'location',
		action: 'ready',
		summary: 'Online orders are taken[ at {businessLocationId}]',
	},
	'order_api.NOT_READY': {
		displayName: 'Online Orders Not Ready',
		description: 'A location takes no online orders',
		resourceType: 'location',
		action: 'not_ready',
		summary: 'Online orders are not taken[ at {businessLocationId}]',
	},
};

/** The id that a made-up sample carries, by what the event is about. */
const ID_FIELDS: Readonly<Record<string, string>> = {
	order: 'orderId',
	payment: 'orderId',
	check: 'accountId',
	item: 'itemId',
};

export const events: readonly EventDeclaration[] = Object.entries(callbacks).map(
	([name, callback]) => {
		const field = ID_FIELDS[callback.resourceType];
		const id = '12345678901';
		return {
			...callback,
			name,
			schema: () => object(),
			sample: {
				id: '5b0c1a52-6c53-4f0e-9a0f-3c1f6f1b7d10',
				account: { businessLocationId: '45454565682155' },
				data: field === undefined ? {} : { [field]: id },
				...(field !== undefined && { resourceId: id }),
			},
			payloadEvidence: 'inferred',
			evidence: 'documented',
		};
	},
);
