import { PRODUCTS } from './products';

const TABS = 120;
const TABS_A_DAY = 60;
const FIRST_DAY = 20_230_101;
const FIRST_OPENED = Date.parse('2023-01-01T00:00:00Z');
const DAY_MS = 86_400_000;
const TEN_MINUTES_MS = 600_000;
/** Of every eight cents one is tax. */
const TAX_DIVISOR = 8;

export interface Order {
	orderId: string;
	orderUuid: string;
	tabId: string;
	locationId: string;
	status: string;
	name: string;
	[time: string]: string | boolean | null;
}

export type Tab = ReturnType<typeof tabAt>;

/** Two fiscal days of tabs with one order each; the first are those of the webhook samples. */
export const tabs: readonly Tab[] = Array.from({ length: TABS }, (_, index) => tabAt(index));
export const orders: readonly Order[] = Array.from({ length: TABS }, (_, index) => orderAt(index));

/** The items of the sample order cost what it says: 1850 cents. */
export const itemsOf = (index: number) =>
	PRODUCTS.slice(0, 2).map((product, position) => ({
		itemId: String(88_001 + 2 * index + position),
		productId: product.productId,
		name: product.name,
		sku: null,
		externalInventoryId: null,
		quantity: 1,
		quantityInitial: 1,
		subtotal: product.basePrice,
		subtotalInitial: product.basePrice,
		fee: 0,
		discount: 0,
		comped: 0,
		voided: 0,
		options: [],
		ordered: true,
	}));

function tabAt(index: number) {
	const subtotal = PRODUCTS[0].basePrice + PRODUCTS[1].basePrice;
	const tax = Math.floor(subtotal / TAX_DIVISOR);
	const tabUuid = uuid('tab', index);
	return {
		index,
		tabId: String(4401 + index),
		tabUuid,
		locationId: '1234',
		name: `Table ${12 + (index % 20)}`,
		href: `https://gotab.io/loc/taproom/tab/${tabUuid}`,
		status: index % 3 === 0 ? 'OPEN' : 'CLOSED',
		fiscalDay: FIRST_DAY + Math.floor(index / TABS_A_DAY),
		hasPlacedOrders: true,
		numGuests: 1 + (index % 6),
		subtotal,
		tax,
		autograt: 0,
		total: subtotal + tax,
		opened: openedAt(index),
		closed: index % 3 === 0 ? null : openedAt(index + 6),
		server: { name: 'Sam', userId: '71' },
	};
}

function orderAt(index: number): Order {
	const time = openedAt(index);
	return {
		orderId: String(5551 + index),
		orderUuid: uuid('ord', index),
		tabId: String(4401 + index),
		locationId: '1234',
		status: index % 3 === 0 ? 'SENT' : 'DELIVERED',
		name: `Order ${index + 1}`,
		created: time,
		// Some of the platform's times carry no zone and mean UTC.
		placed: time.replace('+00:00', ''),
		scheduled: null,
		sent: time,
		prepared: null,
		fulfilled: index % 3 === 0 ? null : time,
		statusChanged: time,
		isAsap: true,
	};
}

function uuid(prefix: string, index: number): string {
	return `${prefix}_${index === 0 ? 'xxxxxxxxx' : String(index).padStart(9, '0')}`;
}

function openedAt(index: number): string {
	const day = Math.floor(index / TABS_A_DAY);
	const at = FIRST_OPENED + day * DAY_MS + (index % TABS_A_DAY) * TEN_MINUTES_MS;
	return new Date(at).toISOString().replace('Z', '+00:00');
}
