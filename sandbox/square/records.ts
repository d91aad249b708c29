import { type RequestHandler, Router } from 'express';

import type { Platform } from '../../lib/platform';
import { notFound } from '../refusal';
import { cursorPage } from './page';

interface Kind {
	/** Below the version. */
	path: string;
	/** Under which an answer has one, and the list has them. */
	one: string;
	many?: string;
	/** What only the API says of it. */
	more?: Record<string, unknown>;
}

const KINDS: readonly Kind[] = [
	{ path: '/payments', one: 'payment', many: 'payments', more: { receipt_number: 'hYy9' } },
	{ path: '/refunds', one: 'refund' },
	{ path: '/bookings', one: 'booking', many: 'bookings' },
	{ path: '/customers', one: 'customer' },
	{ path: '/invoices', one: 'invoice', more: { invoice_number: '000001', status: 'PAID' } },
	{ path: '/gift-cards', one: 'gift_card', more: { state: 'ACTIVE' } },
	{ path: '/loyalty/accounts', one: 'loyalty_account', more: { balance: 10 } },
	{ path: '/disputes', one: 'dispute', more: { state: 'EVIDENCE_REQUIRED' } },
	{ path: '/payouts', one: 'payout', more: { status: 'PAID' } },
	{ path: '/terminals/checkouts', one: 'checkout', more: { status: 'COMPLETED' } },
	{ path: '/labor/timecards', one: 'timecard', more: { status: 'OPEN' } },
];

const MAIN_STREET = {
	id: 'FPYCBCHYMXFK1',
	name: 'Main Street',
	status: 'ACTIVE',
	timezone: 'America/New_York',
	currency: 'USD',
};
/** The second is what events about locations tell of. */
const LOCATIONS = [MAIN_STREET, { ...MAIN_STREET, id: 'location_1', name: 'Harbour' }];

/** The records of the samples: what Square knows of an order is more than its events say. */
export function recordRoutes({ events }: Platform): Router {
	const router = Router();
	const objects = events.flatMap(({ sample }) => Object.entries(objectIn(sample.data)));
	const ofKind = (key: string) => {
		const found = objects.filter(([name]) => name === key).map(([, object]) => object);
		return new Map(found.map((object) => [object.id ?? object.order_id, object]));
	};

	const orders = [...ofKind('order_created').values()].map(toOrder);
	router.get('/orders/:id', one('order', orders));
	router.post('/orders/search', (request, response) => {
		const { location_ids: wanted = [], ...rest } = request.body as { location_ids?: unknown[] };
		const found = orders.filter(({ location_id: at }) => wanted.includes(at));
		response.json(cursorPage('orders', found, rest));
	});
	for (const { path, one: name, many, more } of KINDS) {
		const records = [...ofKind(name).values()].map((record) => ({ ...record, ...more }));
		router.get(`${path}/:id`, one(name, records));
		if (many === undefined) continue;
		router.get(path, (request, response) => {
			response.json(cursorPage(many, records, request.query));
		});
	}
	router.get('/locations', (_request, response) => {
		response.json({ locations: LOCATIONS });
	});
	router.get('/locations/:id', one('location', LOCATIONS));
	return router;
}

function one(name: string, records: ReadonlyArray<Record<string, unknown>>): RequestHandler {
	return (request, response) => {
		const record = records.find(({ id }) => id === request.params.id);
		if (!record) throw notFound(`${name} ${String(request.params.id)}`);
		response.json({ [name]: record });
	};
}

function objectIn(data: Record<string, unknown>): Record<string, Record<string, unknown>> {
	return (data.object ?? {}) as Record<string, Record<string, unknown>>;
}

function toOrder({ order_id: id, ...created }: Record<string, unknown>): Record<string, unknown> {
	return {
		id,
		...created,
		ticket_name: 'Table 4',
		line_items: [{ uid: 'li_1', name: 'Classic Burger', quantity: '2' }],
		fulfillments: [{ type: 'PICKUP', pickup_details: { recipient: { display_name: 'A. Guest' } } }],
		total_money: { amount: 2998, currency: 'USD' },
	};
}
