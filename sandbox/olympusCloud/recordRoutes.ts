import { type RequestHandler, Router } from 'express';
import { z } from 'zod';

import { demandApiKey, limitRate } from '../gateway';
import { notFound } from '../refusal';
import type { SandboxState } from '../state';
import { readBody } from '../validation';
import { type Order, orders } from './order';
import { page } from '../page';
import { locations, menuItems, payments } from './records';

const time = z
	.string()
	.refine((text) => !Number.isNaN(Date.parse(text)), 'must be an ISO 8601 time')
	.optional();
const orderQuery = z.object({
	status: z.string().optional(),
	location_id: z.string().optional(),
	customer_id: z.string().optional(),
	from_date: time,
	to_date: time,
});

/**
 * Orders, payments, menu items and locations, relative to the version path.
 *
 * Inferred: one payment by its id, and the list of locations.
 *
 * @see https://olympuscloud-docs-dev.pages.dev/docs/rest-api-examples/rest-api-orders
 */
export function recordRoutes(state: SandboxState): Router {
	const router = Router();
	const guarded = [limitRate(state), demandApiKey(state)] as const;
	const inferred: RequestHandler = (_request, _response, next) => {
		if (!state.settings.inferredPaths) throw notFound('Path');
		next();
	};
	/** Shows the one with the id of the path. */
	const one = (name: string, records: ReadonlyArray<{ id: string }>): RequestHandler => {
		return (request, response) => {
			const found = records.find(({ id }) => id === request.params.id);
			if (!found) throw notFound(name);
			response.json(found);
		};
	};

	router.get('/commerce/orders', ...guarded, listOrders(state));
	router.get('/commerce/orders/:id', ...guarded, one('Order', orders));
	router.get('/payments', ...guarded, list(state, payments));
	router.get('/payments/:id', ...guarded, inferred, one('Payment', payments));
	// Documented as public; the restaurant may be any.
	router.get('/restaurants/:restaurant/menu/items/:id', limitRate(state), one('Item', menuItems));
	router.get('/central-menu/items/:id', ...guarded, one('Item', menuItems));
	router.get('/platform/locations', ...guarded, inferred, list(state, locations));
	return router;
}

function list(state: SandboxState, records: readonly unknown[]): RequestHandler {
	return (request, response) => {
		response.json(page(state, request, records));
	};
}

function listOrders(state: SandboxState): RequestHandler {
	return (request, response) => {
		const asked = readBody(orderQuery, request.query, state.settings.validationStatus);
		const from = asked.from_date === undefined ? -Infinity : Date.parse(asked.from_date);
		const to = asked.to_date === undefined ? Infinity : Date.parse(asked.to_date);
		const isAsked = (order: Order) => {
			const created = Date.parse(order.created_at);
			return (
				(asked.status ?? order.status) === order.status &&
				(asked.location_id ?? order.location_id) === order.location_id &&
				(asked.customer_id ?? order.customer_id) === order.customer_id &&
				created >= from &&
				created <= to
			);
		};
		response.json(page(state, request, orders.filter(isAsked)));
	};
}
