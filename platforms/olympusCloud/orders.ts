import {
	amount,
	identifier,
	listOf,
	moment,
	object,
	optionalObject,
	text,
} from '../../lib/event/schema';
import type { CommonMap, EventDeclaration } from '../../lib/platform';
import { delivery, sampleOf } from './delivery';

const newOrder = () =>
	delivery({
		id: identifier(),
		number: identifier(),
		order_type: text(),
		status: text(),
		table: text(),
		server: optionalObject({ id: identifier(), name: text() }),
		items: listOf(
			object({
				id: identifier(),
				menu_item_id: identifier(),
				name: text(),
				quantity: amount(),
				unit_price: amount(),
				total: amount(),
			}),
		),
		subtotal: amount(),
		tax: amount(),
		total: amount(),
		created_at: moment(),
	});

/**
 * The documentation prints this order twice: whole with one item, and with table, server and the
 * total that its payment fits, where the items are left out. The second item makes up the difference.
 */
const created = {
	id: 'order_456',
	number: '1042',
	order_type: 'dine_in',
	status: 'open',
	table: 'Table 7',
	server: { id: 'user_123', name: 'Jane Smith' },
	items: [
		{
			id: 'li_001',
			menu_item_id: 'item_burger',
			name: 'Classic Burger',
			quantity: 2,
			unit_price: 14.99,
			total: 29.98,
		},
		{
			id: 'li_002',
			menu_item_id: 'item_salad',
			name: 'Caesar Salad',
			quantity: 1,
			unit_price: 16.01,
			total: 16.01,
		},
	],
	subtotal: 45.99,
	tax: 3.91,
	total: 49.9,
	created_at: '2026-01-18T10:30:00Z',
};
/** The documents of the webhooks write amounts with decimals. */
const commonAt = (order: string): CommonMap => ({
	amount: { value: `{${order}.total}`, currency: `{${order}.currency}`, unit: 'major' },
	status: `{${order}.status}`,
	channel: `{${order}.order_type|${order}.source}`,
	reference: `{${order}.number}`,
	lines: { at: `${order}.items`, name: '{name}', quantity: '{quantity}' },
});
const common = commonAt('data');

const NUMBER = '[ #{common.reference|data.id}]';
const ORDER = `Order${NUMBER}`;
const PLACE = '[ at {data.table}]';
const CONTENT = `${PLACE}[: {common.lines}][, total {common.amount}]`;

export const orderEvents: readonly EventDeclaration[] = [
	{
		name: 'order.created',
		displayName: 'Order Created',
		description: 'A new order is submitted',
		resourceType: 'order',
		action: 'created',
		summary: `New order${NUMBER}${CONTENT}`,
		common,
		schema: newOrder,
		sample: sampleOf(created),
		evidence: 'documented',
		payloadEvidence: 'documented',
	},
	{
		name: 'order.updated',
		displayName: 'Order Updated',
		description: 'Items are added to an order or removed from it',
		resourceType: 'order',
		action: 'updated',
		summary: `${ORDER} updated${CONTENT}`,
		common,
		schema: () => delivery(),
		sample: sampleOf(created, 'evt_order_updated'),
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
	{
		name: 'order.sent',
		displayName: 'Order Sent',
		description: 'An order goes to the kitchen',
		resourceType: 'order',
		action: 'sent',
		summary: `${ORDER} sent to the kitchen[, {data.table}]`,
		common,
		schema: () => delivery(),
		sample: sampleOf({ ...created, status: 'sent' }, 'evt_order_sent'),
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
	{
		name: 'order.ready',
		displayName: 'Order Ready',
		description: 'All items of an order are ready for pickup',
		resourceType: 'order',
		action: 'ready',
		summary: `${ORDER} ready[, {data.table}]`,
		common,
		schema: () => delivery(),
		sample: sampleOf({ ...created, status: 'ready' }, 'evt_order_ready'),
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
	{
		name: 'order.completed',
		displayName: 'Order Completed',
		description: 'An order is closed',
		resourceType: 'order',
		action: 'completed',
		summary: `${ORDER} completed${PLACE}[, total {common.amount}]`,
		common,
		schema: () => delivery(),
		sample: sampleOf({ ...created, status: 'completed' }, 'evt_order_completed'),
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
	{
		name: 'order.cancelled',
		displayName: 'Order Cancelled',
		description: 'An order is voided',
		resourceType: 'order',
		action: 'cancelled',
		summary: `${ORDER} cancelled${CONTENT}`,
		common,
		schema: () => delivery(),
		sample: sampleOf({ ...created, status: 'cancelled' }, 'evt_order_cancelled'),
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
	{
		name: 'order.status_changed',
		displayName: 'Order Status Changed',
		description: 'An order moves to another status, in an older version of the API',
		resourceType: 'order',
		action: 'status_changed',
		summary:
			'Order[ #{common.reference|data.order.id}] changed[ from {data.previous_status}][ to {data.new_status}]',
		common: commonAt('data.order'),
		schema: () => delivery(),
		sample: sampleOf(
			{ order: { ...created, status: 'ready' }, previous_status: 'open', new_status: 'ready' },
			'evt_order_status_changed',
		),
		evidence: 'vendor',
		payloadEvidence: 'inferred',
	},
];
