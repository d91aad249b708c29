import {
	amount,
	flag,
	identifier,
	moment,
	object,
	optionalObject,
	text,
} from '../../lib/event/schema';
import type { EventDeclaration } from '../../lib/platform';

const about = (attributes: Parameters<typeof optionalObject>[0]) => () =>
	object({
		id: identifier(),
		type: text(),
		attributes: optionalObject({ ...attributes, updatedAt: moment() }),
	});

const status = about({ status: text(), state: text() });

const documented = { payloadEvidence: 'documented', evidence: 'documented' } as const;
const at = '2025-02-06T09:41:30.465Z';
const order = 'd9c5b7a0-55f2-4a7c-9d41-6cf2b1a3f0e2';

export const events: readonly EventDeclaration[] = [
	{
		...documented,
		name: 'booking.status.updated',
		displayName: 'Booking Status Updated',
		description: 'A table booking is confirmed, seated, completed, cancelled or not kept',
		resourceType: 'booking',
		action: 'status_updated',
		summary: 'Booking[ {id}][ is now {common.status}]',
		common: { status: '{attributes.status}' },
		schema: status,
		sample: {
			occurredAt: at,
			resourceId: '98656c4a-8c2f-4d35-b6c9-2f5b0a1d7e63',
			data: { status: 'seated', updatedAt: at },
		},
	},
	{
		...documented,
		name: 'order.state.updated',
		displayName: 'Order State Updated',
		description: 'An order is sent, paid, discarded or otherwise moves on in its course',
		resourceType: 'order',
		action: 'state_updated',
		summary: 'Order[ {id}][ is now {common.status}]',
		common: { status: '{attributes.state}' },
		schema: status,
		sample: { occurredAt: at, resourceId: order, data: { state: 'paid', updatedAt: at } },
	},
	{
		...documented,
		name: 'order.status.updated',
		displayName: 'Order Status Updated',
		description: 'The kitchen or a courier moves an order on: received, preparing, delivered',
		resourceType: 'order',
		action: 'status_updated',
		summary: 'Order[ {id}][ is now {common.status}]',
		common: { status: '{attributes.status}' },
		schema: status,
		sample: { occurredAt: at, resourceId: order, data: { status: 'preparing', updatedAt: at } },
	},
	{
		...documented,
		name: 'order.total.updated',
		displayName: 'Order Total Updated',
		description: 'The total, the tip or a correction of an order changes',
		resourceType: 'order',
		action: 'total_updated',
		summary: 'Order[ {id}][, total {common.amount}]',
		common: { amount: { value: '{attributes.total}', unit: 'major' } },
		schema: about({ total: amount(), tipAmount: amount(), correctionAmount: amount() }),
		sample: {
			occurredAt: at,
			resourceId: order,
			data: { total: '48.50', tipAmount: '4.00', correctionAmount: '0.00', updatedAt: at },
		},
	},
	{
		...documented,
		name: 'orders.payments.added',
		displayName: 'Order Payment Added',
		description: 'A payment is added to an order',
		resourceType: 'order',
		action: 'payment_added',
		summary: 'Payment[ {attributes.paymentId}] added[ to order {attributes.orderId|id}]',
		schema: about({ orderId: identifier(), paymentId: identifier() }),
		sample: {
			occurredAt: at,
			resourceId: order,
			data: {
				orderId: order,
				paymentId: 'c1d0be86-2d0b-4c55-8f0c-0b7a6e1f9a44',
				updatedAt: at,
			},
		},
	},
	{
		...documented,
		name: 'product.availability.updated',
		displayName: 'Product Availability Updated',
		description: 'A product is sold out or available again',
		resourceType: 'product',
		action: 'availability_updated',
		summary: 'Product[ {id}][ is now {common.status}]',
		common: {
			status: {
				value: '{attributes.isAvailable}',
				words: { true: 'available', false: 'unavailable' },
			},
		},
		schema: about({ isAvailable: flag() }),
		sample: {
			occurredAt: at,
			resourceId: '2f7e1b0d-4a55-4e0b-9b77-7a1d35c0e6a8',
			data: { isAvailable: false, updatedAt: at },
		},
	},
];
