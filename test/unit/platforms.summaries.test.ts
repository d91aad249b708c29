import { normaliseEvent } from '../../lib/event/normalise';
import type { Platform } from '../../lib/platform';
import { platforms } from '../../platforms';
import { outgoing } from './platforms/outgoing';

const expected: Record<string, Record<string, string>> = {
	gustaio: {
		'order.create': 'New order order_123',
		'order.update': 'Order order_123 updated, now accepted',
		'experience.create': 'New experience Wine Tasting',
		'experience.update': 'Experience Wine Tasting updated',
		'experience.delete': 'Experience experience_123 deleted',
		'menu_item.create': 'New menu item Tomato Soup',
		'menu_item.update': 'Menu item Tomato Soup updated',
		'menu_item.delete': 'Menu item menu_item_123 deleted',
	},
	olympusCloud: {
		'order.created': 'New order #1042, total 32.53',
		'order.updated': 'Order #1042 updated, total 32.53',
		'order.sent': 'Order #1042 sent to the kitchen',
		'order.ready': 'Order #1042 ready',
		'order.completed': 'Order #1042 completed, total 32.53',
		'order.cancelled': 'Order #1042 cancelled, total 32.53',
		'order.status_changed': 'Order #1042 changed from open to ready',
		'payment.processed': 'Payment pay_789 processed, 59.9 by card for order order_456',
		'payment.failed': 'Payment pay_789 failed, 49.9 by card for order order_456',
		'payment.refunded': 'Payment pay_789 refunded, 49.9 by card for order order_456',
		'payment.voided': 'Payment pay_789 voided, 49.9 by card for order order_456',
		'payment.captured': 'Payment pay_789 captured, 59.9 by card for order order_456',
		'payment.completed': 'Payment pay_789 completed, 59.9 by card for order order_456',
		'inventory.low_stock': 'Low stock: Chicken Breast, 5 lb',
		'inventory.out_of_stock': 'Out of stock: Chicken Breast',
		'inventory.updated': 'Stock updated: Chicken Breast, 40 lb',
		'inventory.low': 'Low stock: Chicken Breast, 5 lb',
		'menu.item_updated': 'Menu item Classic Burger updated, price 14.99',
		'menu.item_availability': 'Availability of menu item Classic Burger changed',
		'menu.price_changed': 'Price of menu item Classic Burger changed to 15.99',
		'location.hours_changed': 'Opening hours of Main Street changed',
		'location.status_changed': 'Location loc_789 changed, now closed',
		'reservation.created': 'New reservation res_123, party of 4',
		'reservation.updated': 'Reservation res_123 updated, party of 6',
		'reservation.cancelled': 'Reservation res_123 cancelled, party of 6',
		'kds.ticket.bumped': 'Kitchen ticket ticket_123 done for order order_456',
		'table.status_changed': 'Table table_7 changed, now occupied',
		'voice.call.ended': 'Voice call call_123 ended',
	},
	resmio: {
		booking_created: 'New booking 51918313 at the-fish',
		booking_updated: 'Booking 51918313 updated at the-fish',
		booking_deleted: 'Booking 51918313 cancelled or deleted at the-fish',
		productorder_created: 'New online order 7204518 at the-fish',
		productorder_updated: 'Online order 7204518 updated at the-fish',
		productorder_deleted: 'Online order 7204518 cancelled or deleted at the-fish',
	},
	goTab: {
		ORDER_PLACED: 'New order at Table 12 in Patio, total 1850',
		OPEN_TAB: 'Tab tab_xxxxxxxxx opened at Taproom',
		CLOSE_TAB: 'Tab tab_xxxxxxxxx closed at Taproom',
		ITEM_ADDED: 'Item added: 2 x Pale Ale, price 700',
		ITEM_REMOVED: 'Item removed: 2 x Pale Ale',
		ITEM_VOIDED: 'Item voided: 2 x Pale Ale',
		ITEM_COMPED: 'Item comped: 2 x Pale Ale',
		PRODUCT_UPDATED: 'Product prd_xxxxxxxxx updated at Taproom',
		CATEGORY_UPDATED: 'Category 3021 updated because of PRODUCT_UPDATED',
		MENU_UPDATED: 'Menu updated at Taproom',
		LOCATION_UPDATED: 'Location Taproom updated',
		FISCAL_DAY_END: 'Fiscal day ended at Taproom',
		GUEST_VERIFIED: 'Guest verified at Taproom',
		GUEST_SUBSCRIBED: 'Guest subscribed at Taproom',
		GUEST_UNSUBSCRIBED: 'Guest unsubscribed at Taproom',
		QR_SCANNED: 'QR code scanned at Taproom',
	},
	roostSync: {
		'booking.created':
			'New booking bk_12345, Juan dela Cruz, Room 101 - Deluxe, 2024-03-20 to 2024-03-22, total 6000',
		'booking.updated':
			'Booking bk_12345 updated, Juan dela Cruz, Room 101 - Deluxe, 2024-03-20 to 2024-03-23, total 9000',
		'booking.cancelled':
			'Booking bk_12345 cancelled, Juan dela Cruz, Room 101 - Deluxe, 2024-03-20 to 2024-03-22',
		'guest.checkin': 'Guest Juan dela Cruz checked in to Room 101 - Deluxe (booking bk_12345)',
		'guest.checkout': 'Guest Juan dela Cruz checked out of Room 101 - Deluxe (booking bk_12345)',
		'order.created': 'New order ord_12345, total 450',
		'order.completed': 'Order ord_12345 completed, total 450',
		'inventory.low': 'Low stock: Bath Towels, 4 left',
		'payment.received': 'Payment pay_12345 received, 6000 for booking bk_12345',
	},
	standardWebhooks: {
		'example.event': 'Example event',
	},
	custom: {
		'example.event': 'Example event res_1',
	},
};

describe.each(platforms.map((platform): [string, Platform] => [platform.id, platform]))(
	'the summary of a sample of %s',
	(id, platform) => {
		it.each(platform.events.map((event) => [event.name, event] as const))(
			'%s says what happened to what',
			(name, event) => {
				const payload = JSON.parse(JSON.stringify(platform.envelope(outgoing(event)))) as Record<
					string,
					unknown
				>;
				const { summary } = normaliseEvent(platform, { headers: {}, payload }, 0);
				expect(summary).toBe(expected[id][name]);
			},
		);
	},
);
