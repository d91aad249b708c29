import { wholeSeconds } from '../../platforms/shared/times';

const FIRST_NUMBER = 200;
const COUNT = 300;
/** The order of the platform's documentation of webhooks, `order_456`, and when it came in. */
const KNOWN_NUMBER = 456;
const KNOWN_CREATED = Date.parse('2026-01-18T10:30:00Z');
const HOUR_MS = 3_600_000;

const STATUSES = ['open', 'sent', 'ready', 'completed', 'cancelled'] as const;
const SOURCES = ['pos', 'qr_code', 'mobile_app', 'kiosk', 'online'] as const;

export type Order = ReturnType<typeof orderAt>;

/** All orders of the tenant, the newest first. */
export const orders: readonly Order[] = Array.from({ length: COUNT }, (_, index) =>
	orderAt(FIRST_NUMBER + COUNT - 1 - index),
);

/** Fields as the REST examples have them; amounts are decimals there, in the SDKs cents. */
function orderAt(number: number) {
	const sinceKnown = number - KNOWN_NUMBER;
	// From 0 for the known order, also for those before it.
	const turn = (length: number) => ((sinceKnown % length) + length) % length;
	const created = wholeSeconds(new Date(KNOWN_CREATED + sinceKnown * HOUR_MS).toISOString());
	const id = `order_${number}`;
	return {
		id,
		tenant_id: 'tenant_xyz',
		location_id: turn(4) === 3 ? 'loc_790' : 'loc_789',
		customer_id: `cust_${number % 10}`,
		number: String(1042 + sinceKnown),
		source: SOURCES[turn(SOURCES.length)],
		status: STATUSES[turn(STATUSES.length)],
		currency: 'USD',
		subtotal: 45.99,
		tax_total: 3.91,
		discount_total: 0,
		total: 49.9,
		items: [
			{
				id: 'li_001',
				order_id: id,
				name: 'Classic Burger',
				quantity: 2,
				unit_price: 14.99,
				total_price: 29.98,
				modifiers: [],
				notes: null,
			},
			{
				id: 'li_002',
				order_id: id,
				name: 'Caesar Salad',
				quantity: 1,
				unit_price: 16.01,
				total_price: 16.01,
				modifiers: [],
				notes: null,
			},
		],
		created_at: created,
		updated_at: created,
	};
}
