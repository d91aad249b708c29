import { type RequestHandler, Router } from 'express';

import { notFound, Refusal } from '../refusal';
import type { SandboxState } from '../state';
import { availability } from './availability';
import { bookingRoutes, dateFilter } from './bookingRoutes';
import { facilities, findFacility } from './facility';
import { onlineOrder } from './onlineOrder';
import { page } from './page';

/**
 * The reservation API, relative to `/v1`: facilities and their free times for everybody, bookings
 * and online orders with an `Api-Key` header.
 *
 * @see https://documentation.resmio.com/authenticatedapi.html
 */
export function resmioRoutes(state: SandboxState): Router {
	const router = Router();
	router.use('/facility', refuseWrongKey(state));
	router.get('/facility', (request, response) => {
		const all = facilities();
		response.json(page(request, all.length, (start, end) => all.slice(start, end)));
	});
	router.get('/facility/:facility', (request, response) => {
		response.json(findFacility(request.params.facility));
	});
	router.get('/facility/:facility/availability', (request, response) => {
		const { id } = findFacility(request.params.facility);
		const party = Number(request.query.num ?? 2);
		if (!Number.isInteger(party) || party < 1) {
			throw new Refusal(400, 'BAD_REQUEST', '"num" must be a number of guests');
		}
		const slots = availability(id, dateFilter(request, 'date__gte') ?? state.clock(), party);
		response.json(page(request, slots.length, (start, end) => slots.slice(start, end)));
	});
	router.use('/facility/:facility/:private', demandKey);
	router.use(bookingRoutes(state));
	// Inferred: the platform documents no path for online orders at all.
	router.get('/facility/:facility/productorders/:id', (request, response) => {
		const { id: facility } = findFacility(request.params.facility);
		const order = onlineOrder(facility, request.params.id);
		if (!order || !state.settings.inferredPaths) throw notFound('Online order');
		response.json(order);
	});
	return router;
}

/** Public endpoints need no key, but a wrong one is refused there too. */
function refuseWrongKey(state: SandboxState): RequestHandler {
	return (request, _response, next) => {
		const key = request.get('api-key');
		if (key !== undefined && key !== state.apiKey) throw unauthorized();
		next();
	};
}

const demandKey: RequestHandler = (request, _response, next) => {
	if (request.get('api-key') === undefined) throw unauthorized();
	next();
};

function unauthorized(): Refusal {
	return new Refusal(401, 'UNAUTHORIZED', 'The Api-Key header is missing or wrong');
}
