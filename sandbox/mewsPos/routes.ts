import express, { type RequestHandler, Router } from 'express';
import { z } from 'zod';

import type { Platform } from '../../lib/platform';
import { countCall } from '../callCounter';
import { newId } from '../newId';
import { notFound, Refusal, writeRefusalAs } from '../refusal';
import { isoTime, type SandboxState, type Webhook } from '../state';
import { isHttpUrl, readBody } from '../validation';
import { webhooksOf } from '../webhooks';

const QUARTER_MS = 900_000;
const CALLS_PER_QUARTER = 200;
const LONGEST_URL = 100;
const MEDIA_TYPE = 'application/vnd.api+json';

const attributes = z
	.object({
		targetUrl: z.string().max(LONGEST_URL).refine(isHttpUrl, 'is not a valid URL'),
		events: z.array(z.string()),
	})
	.partial();
const document = z.object({ data: z.object({ type: z.literal('webhookEndpoints'), attributes }) });

/**
 * The API of one venue: its webhook endpoints, and an order and a booking of the samples. Inferred:
 * the form of its errors.
 *
 * @see https://mews-systems.gitbook.io/pos-api/
 */
export function mewsPosRoutes(state: SandboxState, platform: Platform): Router {
	const router = Router();
	const find = (id: string): Webhook => {
		const webhook = state.webhooks.get(id);
		if (webhook?.platformId !== platform.id) throw notFound('Webhook endpoint');
		return webhook;
	};
	router.use(limitRate(state), demandKey(state), express.json({ type: MEDIA_TYPE }));
	router
		.route('/pos/v1/webhook-endpoints')
		.get((request, response) => {
			const all = webhooksOf(state, platform);
			const size = Number((request.query.page as { size?: string } | undefined)?.size ?? 20);
			const after = (request.query.page as { after?: string } | undefined)?.after;
			const start = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1;
			const shown = all.slice(start, start + size);
			const isLast = start + size >= all.length;
			const next = isLast ? null : `${request.path}?page[after]=${shown.at(-1)?.id}`;
			response.json({ data: shown.map(show), links: { prev: null, next } });
		})
		.post((request, response) => {
			const { targetUrl } = readBody(document, request.body).data.attributes;
			if (targetUrl === undefined) throw new Refusal(422, 'INVALID', 'targetUrl is missing');
			const webhook: Webhook = {
				id: newId('we'),
				platformId: platform.id,
				url: targetUrl,
				events: [],
				status: 'active',
				secret: newId('secret'),
				createdAt: state.clock(),
			};
			state.webhooks.keep(webhook);
			response.status(201).json({ data: show(webhook) });
		});
	router.patch('/pos/v1/webhook-endpoints/:id', (request, response) => {
		const webhook = find(String(request.params.id));
		const change = readBody(document, request.body).data.attributes;
		webhook.url = change.targetUrl ?? webhook.url;
		webhook.events = change.events ?? webhook.events;
		state.webhooks.keep(webhook);
		response.json({ data: show(webhook) });
	});
	router.get('/pos/v1/orders/:id', (request, response) => {
		response.json({
			data: {
				id: request.params.id,
				type: 'orders',
				attributes: { state: 'paid', status: 'received', covers: 2, notes: null },
			},
		});
	});
	router.get('/pos/v1/products/:id', (request, response) => {
		const attributes = { name: 'Club Sandwich', isAvailable: false };
		response.json({ data: { id: request.params.id, type: 'products', attributes } });
	});
	router.get('/pos/v1/bookings', (_request, response) => {
		const id = platform.events[0].sample.resourceId;
		response.json({ data: [{ id, type: 'bookings', attributes: booking(state) }], links: {} });
	});
	return router;
}

function booking(state: SandboxState) {
	return {
		status: 'seated',
		partySize: 4,
		bookingDatetime: isoTime(state.clock()),
		bookingReference: 'B-1042',
		isWalkIn: false,
		updatedAt: isoTime(state.clock()),
	};
}

function show({ id, url, secret, events, createdAt }: Webhook) {
	const times = { createdAt: isoTime(createdAt), updatedAt: isoTime(createdAt) };
	return { id, type: 'webhookEndpoints', attributes: { targetUrl: url, secret, events, ...times } };
}

export const writeMewsPosRefusal = writeRefusalAs(({ status, code, message }) => ({
	errors: [{ status: String(status), code, title: code, detail: message }],
}));

function limitRate(state: SandboxState): RequestHandler {
	return (_request, _response, next) => {
		const allowance = { limit: CALLS_PER_QUARTER, windowMs: QUARTER_MS };
		if (countCall(state, 'mewsPos', allowance).remaining < 0) {
			throw new Refusal(429, 'TOO_MANY_REQUESTS', 'Too many requests');
		}
		next();
	};
}

function demandKey(state: SandboxState): RequestHandler {
	return (request, _response, next) => {
		if (request.get('authorization') !== `Bearer ${state.apiKey}`) {
			throw new Refusal(401, 'UNAUTHORIZED', 'The API key is missing or not valid');
		}
		next();
	};
}
