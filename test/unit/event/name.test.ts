import {
	findEvent,
	guessResource,
	isSelected,
	sameName,
	selectEvents,
} from '../../../lib/event/name';
import { iFood } from '../../../platforms/iFood';
import { olympusCloud } from '../../../platforms/olympusCloud';
import { resmio } from '../../../platforms/resmio';

describe('guessResource', () => {
	it.each([
		['spa_booking.create', 'spa_booking', 'created'],
		['SPA_BOOKING_CREATED', 'spa_booking', 'created'],
		['order.canceled', 'order', 'cancelled'],
		['order.item.remove', 'order_item', 'removed'],
		['menu_item.low_stock', 'menu_item', 'low_stock'],
		[' Room.Update ', 'room', 'updated'],
		['ping', 'ping', 'unknown'],
		['reservation/dates_changed', 'reservation', 'dates_changed'],
		['orders/create', 'orders', 'created'],
		['Reservation/created', 'reservation', 'created'],
		['order:created', 'order', 'created'],
		['booking-created', 'booking', 'created'],
		['Order Created', 'order', 'created'],
		['orderCreated', 'order', 'created'],
		['ServiceOrderUpdated', 'service_order', 'updated'],
		['POSOrderCreated', 'pos_order', 'created'],
		['order.itemAdded', 'order', 'item_added'],
		['NEW_BOOKING', 'booking', 'created'],
		['CancelBooking', 'booking', 'cancelled'],
		['reservation.new', 'reservation', 'created'],
		['reservation.created.v2', 'reservation', 'created'],
		['booking.status.updated', 'booking_status', 'updated'],
		['created', 'unknown', 'created'],
		['.created', 'unknown', 'created'],
		['order.', 'order', 'unknown'],
		['PLACED', 'placed', 'unknown'],
		['order.toString', 'order', 'to_string'],
		['_', '_', 'unknown'],
		['預約.新增', '預約', '新增'],
	])('of %j is a %s that was %s', (name, resourceType, action) => {
		expect(guessResource(name)).toEqual({ resourceType, action });
	});
});

describe('findEvent', () => {
	it('compares the case where the platform does', () => {
		expect(findEvent(olympusCloud, 'order.created')?.displayName).toBe('Order Created');
		expect(findEvent(olympusCloud, 'Order.Created')).toBeUndefined();
	});

	it('ignores the case where the platform does', () => {
		expect(findEvent(resmio, 'BOOKING_CREATED')?.name).toBe('booking_created');
		expect(sameName(resmio, 'Booking_Created', 'BOOKING_CREATED')).toBe(true);
		expect(sameName({}, 'a.b', 'A.b')).toBe(false);
	});

	it.each(['toString', '__proto__', 'constructor', ''])('does not know %j', (name) => {
		expect(findEvent(olympusCloud, name)).toBeUndefined();
	});
});

describe('selectEvents', () => {
	it.each([
		[['a', 'b'], '', ['a', 'b']],
		[['a', ' a ', 'b'], 'b, c', ['a', 'b', 'c']],
		[[], 'a,b;c\nd\r\n e ', ['a', 'b', 'c', 'd', 'e']],
		[[], 'a.b c.d, e', ['a.b c.d', 'a.b', 'c.d', 'e']],
		[['*'], ' , ;\n', ['*']],
		['a', undefined, ['a']],
		[undefined, 7, []],
		[[null, 3, ''], null, []],
	])('of %j and %j is %j', (chosen, typed, selected) => {
		expect(selectEvents(chosen, typed)).toEqual(selected);
	});
});

describe('isSelected', () => {
	it.each([
		[['order.created'], 'order.created', true],
		[['order.created'], 'order.create', false],
		[['order.created'], 'Order.Created', true],
		[['*'], 'anything', true],
		[['order.*'], 'order.created', true],
		[['order.*'], 'orders.created', false],
		[['reservation/*'], 'Reservation/Created', true],
		[[], 'order.created', false],
		[['order.created'], 'unknown', true],
		[[], 'unknown', true],
	])('with %j selected, %s: %p', (selection, event, selected) => {
		expect(isSelected({ events: [] }, selection, event)).toBe(selected);
	});

	it.each([
		[['*'], false],
		[['KEEP*'], false],
		[['PLACED', 'KEEPALIVE'], true],
	])('with %j selected, a heartbeat: %p', (selection, selected) => {
		expect(isSelected(iFood, selection, 'KEEPALIVE')).toBe(selected);
	});

	it('minds the case where two events differ by nothing else', () => {
		const [event] = olympusCloud.events;
		const platform = {
			events: ['Order.Created', 'order.created'].map((name) => ({ ...event, name })),
		};
		expect(isSelected(platform, ['order.created'], 'Order.Created')).toBe(false);
		expect(isSelected(platform, ['order.created'], 'ORDER.CREATED')).toBe(true);
	});
});
