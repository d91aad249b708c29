import { randomBytes } from 'crypto';
import express, { type Request, Router } from 'express';
import { z } from 'zod';

import type { Platform } from '../../lib/platform';
import { limitRate } from '../gateway';
import { newId } from '../newId';
import { demandAccessToken, handOutTokens } from '../oauth2';
import { notFound, Refusal, writeRefusalAs } from '../refusal';
import type { SandboxState, Webhook } from '../state';
import { isHttpUrl, readBody } from '../validation';
import { webhooksOf } from '../webhooks';

const wanted = z.object({
	url: z.string().refine(isHttpUrl, 'must be a URL'),
	events: z.array(z.string().min(1)).min(1),
});

/** Refused for new webhooks since they are about to end. */
const LEGACY = ['reservation.new', 'reservation.updated'];

/**
 * The platform's API, relative to its host.
 *
 * Inferred: the forms of the answers and of errors, and which records there are.
 *
 * @see https://open-api-docs.guesty.com/docs/webhooks
 */
export function guestyRoutes(state: SandboxState, platform: Platform): Router {
	const router = Router();
	router.post('/oauth2/token', handOutTokens(state));
	router.use('/v1', limitRate(state), demandAccessToken(state), express.json());
	router.use('/v1', webhookRoutes(state, platform), recordRoutes(platform));
	return router;
}

export const writeGuestyRefusal = writeRefusalAs(({ code, message }) => ({
	error: { code, message },
}));

function webhookRoutes(state: SandboxState, platform: Platform): Router {
	const router = Router();
	const find = ({ params: { id } }: Request): Webhook => {
		const webhook = state.webhooks.get(String(id));
		if (webhook?.platformId !== platform.id) throw notFound('Webhook');
		return webhook;
	};
	router.get('/webhooks', (_request, response) => {
		response.json(webhooksOf(state, platform).map(show));
	});
	router.post('/webhooks', (request, response) => {
		const { url, events } = readBody(wanted, request.body, 400);
		assertNotLegacy(events);
		const webhook: Webhook = {
			id: newId('wh'),
			platformId: platform.id,
			url,
			events,
			status: 'active',
			secret: `whsec_${randomBytes(24).toString('base64')}`,
			createdAt: state.clock(),
		};
		state.webhooks.keep(webhook);
		response.status(201).json(show(webhook));
	});
	router.put('/webhooks/:id', (request, response) => {
		const webhook = find(request);
		const changes = readBody(wanted.partial(), request.body, 400);
		assertNotLegacy(changes.events ?? []);
		Object.assign(webhook, changes);
		state.webhooks.keep(webhook);
		response.json(show(webhook));
	});
	router.delete('/webhooks/:id', (request, response) => {
		state.webhooks.delete(find(request).id);
		response.status(204).end();
	});
	router.get('/webhooks-v2/secret', (request, response) => {
		const webhook = webhooksOf(state, platform).find(({ url }) => url === request.query.url);
		if (!webhook) throw notFound('Webhook');
		response.json({ key: webhook.secret });
	});
	return router;
}

function assertNotLegacy(events: readonly string[]): void {
	const legacy = events.find((name) => LEGACY.includes(name));
	if (legacy !== undefined) {
		throw new Refusal(400, 'BAD_REQUEST', `${legacy} is not supported any more`);
	}
}

function show({ id, url, events }: Webhook) {
	return { _id: id, accountId: '5b1a2c3d4e5f60718293a4b5', url, events };
}

/** What the samples are about. */
function recordRoutes({ events }: Platform): Router {
	const router = Router();
	const data = events.map(({ sample }) => sample.data);
	const about = (field: string) => [...new Set(data.map((one) => one[field]).filter(Boolean))];
	const reservations = about('reservationId').map((_id) => ({
		_id,
		confirmationCode: 'GY-4711',
		status: 'confirmed',
		checkInDateLocalized: '2026-10-02',
		checkOutDateLocalized: '2026-10-05',
		guestsCount: 2,
		source: 'airbnb2',
		guest: { fullName: 'A. Guest' },
		money: { totalPrice: 420.5, currency: 'EUR' },
	}));
	const one = (name: string, ids: unknown[], more: object) => (request: Request) => {
		const { id } = request.params;
		if (!ids.includes(id)) throw notFound(name);
		return { _id: id, ...more };
	};
	const guest = one('Guest', about('guestId'), { fullName: 'A. Guest', email: 'g@example.com' });
	const listing = one('Listing', about('listingId'), { nickname: 'Harbour Loft' });
	router.get('/guests-crud/:id', (request, response) => void response.json(guest(request)));
	router.get('/listings/:id', (request, response) => void response.json(listing(request)));
	router.get('/reservations-v3/search', (request, response) => {
		const [skip, limit] = [Number(request.query.skip ?? 0), Number(request.query.limit ?? 25)];
		const results = reservations.slice(skip, skip + limit);
		response.json({ results, pagination: { hasMore: skip + limit < reservations.length } });
	});
	router.get('/reservations-v3', (request, response) => {
		const ids = [request.query['reservationIds[]'] ?? request.query.reservationIds].flat();
		response.json({ results: reservations.filter(({ _id }) => ids.includes(String(_id))) });
	});
	router.get('/reservations/:id', (request, response) => {
		const found = reservations.find(({ _id }) => _id === request.params.id);
		if (!found) throw notFound('Reservation');
		response.json(found);
	});
	return router;
}
