import { Router } from 'express';

import { notFound, Refusal } from '../refusal';
import type { SandboxState } from '../state';
import { demandToken } from './access';
import { findLocation, locations } from './locations';
import { CATEGORIES, PRODUCTS } from './products';

/**
 * The REST endpoints for reading that clients report to work: locations of the account, and the
 * menus of one.
 */
export function restRoutes(state: SandboxState): Router {
	const router = Router();
	/** Both forms of an answer are in real use. */
	const wrap = (data: unknown) =>
		state.settings.restEnvelope === 'wrapped' ? { data, warnings: [], errors: [] } : data;

	router.get('/loc', demandToken(state, 'rest'), (_request, response) => {
		response.json(
			wrap(
				locations().map(({ locationUuid, locationId, name, timezone, urlName }) => ({
					locationUuid,
					locationId,
					name,
					timezone,
					urlName,
				})),
			),
		);
	});
	// Inferred: the fields of a menu.
	router.get('/loc/:locationUuid/menus', demandToken(state, 'rest'), (request, response) => {
		const location = findLocation(String(request.params.locationUuid));
		if (!location) throw notFound('Location');
		if (location === 'notGranted') {
			throw new Refusal(403, 'forbidden', 'This location has not granted access');
		}
		const products = PRODUCTS.filter(({ locationId }) => locationId === location.locationId);
		response.json(wrap([{ name: 'All day', categories: CATEGORIES, products }]));
	});
	return router;
}
