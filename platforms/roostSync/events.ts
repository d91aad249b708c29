import {
	amount,
	identifier,
	moment,
	object,
	optionalObject,
	requiredText,
	text,
} from '../../lib/event/schema';
import type { CommonMap, EventDeclaration, EventSample } from '../../lib/platform';

/** Of what surrounds the data one example is known, so only the name is asked of the others. */
const anyDelivery = () => object({ event: requiredText() });

const newBooking = () =>
	object({
		event: requiredText(),
		timestamp: moment(),
		property_id: identifier(),
		data: object({
			booking_id: identifier(),
			guest_name: text(),
			room: optionalObject({ id: identifier(), name: text() }),
			check_in: moment(),
			check_out: moment(),
			nights: amount(),
			total: amount(),
			source: text(),
			status: text(),
		}),
	});

const sampleOf = (data: Record<string, unknown>): EventSample => ({
	data,
	occurredAt: '2024-03-15T10:30:00Z',
	account: { propertyId: 'prop_abc123' },
});

const booking = {
	booking_id: 'bk_12345',
	guest_name: 'Juan dela Cruz',
	room: { id: 'rm_101', name: 'Room 101 - Deluxe' },
	check_in: '2024-03-20',
	check_out: '2024-03-22',
	nights: 2,
	total: 6000,
	source: 'direct',
	status: 'confirmed',
};
const { booking_id, guest_name, room } = booking;

/** The example has 6000 for two nights, without a currency. */
const stayed: CommonMap = {
	amount: { value: '{data.total}', unit: 'unknown' },
	startsAt: '{data.check_in}',
	endsAt: '{data.check_out}',
	guest: { name: '{data.guest_name}' },
	status: '{data.status}',
	channel: '{data.source}',
	reference: '{data.booking_id}',
};
const ordered: CommonMap = {
	amount: { value: '{data.total}', unit: 'unknown' },
	status: '{data.status}',
	reference: '{data.order_id}',
};
const paid: CommonMap = { amount: { value: '{data.amount}', unit: 'unknown' } };

const STAY = '[, {common.guest}][, {data.room.name}][, {common.when} to {common.until}]';

export const events: readonly EventDeclaration[] = [
	{
		name: 'booking.created',
		displayName: 'Booking Created',
		description: 'A stay is booked',
		resourceType: 'booking',
		action: 'created',
		summary: `New booking[ {data.booking_id}]${STAY}`,
		common: stayed,
		schema: newBooking,
		sample: sampleOf(booking),
		evidence: 'documented',
		payloadEvidence: 'documented',
	},
	{
		name: 'booking.updated',
		displayName: 'Booking Updated',
		description: 'The details of a booking change',
		resourceType: 'booking',
		action: 'updated',
		summary: `Booking[ {data.booking_id}] updated${STAY}`,
		common: stayed,
		schema: anyDelivery,
		sample: sampleOf({ ...booking, check_out: '2024-03-23', nights: 3, total: 9000 }),
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
	{
		name: 'booking.cancelled',
		displayName: 'Booking Cancelled',
		description: 'A booking is called off',
		resourceType: 'booking',
		action: 'cancelled',
		summary: `Booking[ {data.booking_id}] cancelled${STAY}`,
		common: stayed,
		schema: anyDelivery,
		sample: sampleOf({ ...booking, status: 'cancelled' }),
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
	{
		name: 'guest.checkin',
		displayName: 'Guest Checked In',
		description: 'A guest arrives and checks in',
		resourceType: 'guest',
		action: 'checked_in',
		summary:
			'Guest[ {data.guest_name}] checked in[ to {data.room.name}][ (booking {data.booking_id})]',
		common: stayed,
		schema: anyDelivery,
		sample: sampleOf({ booking_id, guest_name, room }),
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
	{
		name: 'guest.checkout',
		displayName: 'Guest Checked Out',
		description: 'A guest checks out and leaves',
		resourceType: 'guest',
		action: 'checked_out',
		summary:
			'Guest[ {data.guest_name}] checked out[ of {data.room.name}][ (booking {data.booking_id})]',
		common: stayed,
		schema: anyDelivery,
		sample: sampleOf({ booking_id, guest_name, room }),
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
	{
		name: 'order.created',
		displayName: 'Order Created',
		description: 'An order is entered at the point of sale',
		resourceType: 'order',
		action: 'created',
		summary: 'New order[ {data.order_id}]',
		common: ordered,
		schema: anyDelivery,
		sample: sampleOf({ order_id: 'ord_12345', total: 450 }),
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
	{
		name: 'order.completed',
		displayName: 'Order Completed',
		description: 'An order is paid and closed',
		resourceType: 'order',
		action: 'completed',
		summary: 'Order[ {data.order_id}] completed',
		common: ordered,
		schema: anyDelivery,
		sample: sampleOf({ order_id: 'ord_12345', total: 450, status: 'completed' }),
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
	{
		name: 'inventory.low',
		displayName: 'Inventory Low',
		description: 'The stock of an item falls below its reorder level',
		resourceType: 'inventory_item',
		action: 'low_stock',
		summary: 'Low stock[: {data.name|data.item_id}][, {data.quantity} left]',
		schema: anyDelivery,
		sample: sampleOf({ item_id: 'itm_12345', name: 'Bath Towels', quantity: 4 }),
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
	{
		name: 'payment.received',
		displayName: 'Payment Received',
		description: 'A payment goes through',
		resourceType: 'payment',
		action: 'received',
		summary: 'Payment[ {data.payment_id}] received[ for booking {data.booking_id}]',
		common: paid,
		schema: anyDelivery,
		sample: sampleOf({ payment_id: 'pay_12345', booking_id, amount: 6000 }),
		evidence: 'documented',
		payloadEvidence: 'inferred',
	},
];
