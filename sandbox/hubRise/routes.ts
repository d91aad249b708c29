import express, { type RequestHandler, Router } from 'express';
import { z } from 'zod';

import type { Platform } from '../../lib/platform';
import { countCall } from '../callCounter';
import { newId } from '../newId';
import { notFound, Refusal, writeRefusalAs } from '../refusal';
import type { SandboxState, Webhook } from '../state';
import { isHttpUrl, readBody } from '../validation';
import { webhooksOf } from '../webhooks';

const MINUTE_MS = 60_000;
const CALLS_PER_MINUTE = 500;

const callback = z.object({
	url: z.string().refine(isHttpUrl, 'is not a valid URL').nullable(),
	events: z.record(z.string(), z.array(z.string())),
});

/**
 * The API of one connection, relative to `/v1`: its callback, and the orders and customers of the
 * samples.
 *
 * @see https://www.hubrise.com/developers/api/callbacks
 */
export function hubRiseRoutes(state: SandboxState, platform: Platform): Router {
	const router = Router();
	router.use(limitRate(state), demandToken(state), express.json());
	router
		.route('/v1/callback')
		.get((_request, response) => {
			response.json(show(callbackOf(state, platform)));
		})
		.post((request, response) => {
			const { url, events } = readBody(callback, request.body);
			const before = callbackOf(state, platform);
			if (before) state.webhooks.delete(before.id);
			if (url !== null) {
				state.webhooks.keep({
					id: newId('callback'),
					platformId: platform.id,
					url,
					events: Object.entries(events).flatMap(([resource, types]) =>
						types.map((type) => `${resource}.${type}`),
					),
					status: 'active',
					// The client secret of the app.
					secret: before?.secret ?? state.apiKey,
					createdAt: state.clock(),
				});
			}
			response.json(show(callbackOf(state, platform)));
		})
		.delete((_request, response) => {
			const before = callbackOf(state, platform);
			if (before) state.webhooks.delete(before.id);
			response.json(show(undefined));
		});
	router.get(
		['/v1/location/orders/:id', '/v1/locations/:location/orders/:id'],
		(request, response) => {
			response.json(sampleOf(platform, 'order.create', String(request.params.id)));
		},
	);
	router.get('/v1/location/orders', (_request, response) => {
		response.json([sampleOf(platform, 'order.create')]);
	});
	router.get('/v1/customer_lists/:list/customers/:id', (request, response) => {
		response.json(sampleOf(platform, 'customer.create', String(request.params.id)));
	});
	router.get('/v1/catalogs/:id', (request, response) => {
		const { id } = request.params;
		response.json({ id, name: 'Spring menu', location_id: '3r4s3-1', data: { products: [] } });
	});
	return router;
}

export const writeHubRiseRefusal = writeRefusalAs(({ code, message, more }) => ({
	error_type: code.toLowerCase(),
	message,
	...(more.details && { errors: more.details }),
}));

function callbackOf(state: SandboxState, platform: Platform): Webhook | undefined {
	return webhooksOf(state, platform).at(-1);
}

function show(webhook: Webhook | undefined) {
	const events: Record<string, string[]> = {};
	for (const name of webhook?.events ?? []) {
		const [resource, type] = name.split('.');
		(events[resource] ??= []).push(type);
	}
	return { url: webhook?.url ?? null, events };
}

/** The state in an event's sample, under its own id alone. */
function sampleOf({ events }: Platform, name: string, id?: string): Record<string, unknown> {
	const data = events.find((event) => event.name === name)?.sample.data;
	if (!data || (id !== undefined && data.id !== id)) throw notFound('Resource');
	return data;
}

function limitRate(state: SandboxState): RequestHandler {
	return (_request, _response, next) => {
		const allowance = { limit: CALLS_PER_MINUTE, windowMs: MINUTE_MS };
		const { remaining, waitSeconds } = countCall(state, 'hubRise', allowance);
		if (remaining < 0) {
			throw new Refusal(429, 'too_many_requests', 'Too many requests', {
				headers: { 'Retry-After': String(waitSeconds) },
			});
		}
		next();
	};
}

function demandToken(state: SandboxState): RequestHandler {
	return (request, _response, next) => {
		if (request.get('x-access-token') !== state.apiKey) {
			throw new Refusal(401, 'unauthorized', 'The access token is missing or not valid');
		}
		next();
	};
}
