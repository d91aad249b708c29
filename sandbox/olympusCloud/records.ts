import { orders } from './order';

const PAYMENTS = 100;
const FIRST_PAYMENT = 700;
/** `pay_789` of the webhook samples pays for `order_456`. */
const ORDER_OF_PAYMENT_OFFSET = 333;

/** Card payments of a hundred orders. Inferred: their fields, from the webhook's. */
export const payments = Array.from({ length: PAYMENTS }, (_, index) => {
	const number = FIRST_PAYMENT + PAYMENTS - 1 - index;
	const order = orders.find(({ id }) => id === `order_${number - ORDER_OF_PAYMENT_OFFSET}`);
	return {
		id: `pay_${number}`,
		order_id: order?.id,
		location_id: order?.location_id,
		status: 'CAPTURED',
		method: 'card',
		amount: 49.9,
		tip: 10,
		total: 59.9,
		currency: 'USD',
		card: { brand: 'visa', last4: '4242' },
		transaction_id: 'ch_abc123',
		created_at: order?.created_at,
	};
});

/** `item_burger` and `item_salad` are the items of the webhook samples. Inferred: the fields besides id and price. */
export const menuItems = [
	menuItem('item_burger', 'Classic Burger', 14.99),
	menuItem('item_salad', 'Caesar Salad', 16.01),
	menuItem('item_fries', 'Fries', 4.99),
];

/** Inferred: the fields. */
export const locations = [
	{ id: 'loc_789', name: 'Main Street', status: 'open', timezone: 'America/New_York' },
	{ id: 'loc_790', name: 'Harbour', status: 'closed', timezone: 'America/New_York' },
];

function menuItem(id: string, name: string, price: number) {
	return {
		id,
		name,
		description: '',
		price,
		currency: 'USD',
		available: true,
		category_id: 'cat_mains',
		updated_at: '2026-01-10T08:00:00Z',
	};
}
