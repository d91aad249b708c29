import express, { type RequestHandler, Router } from 'express';
import { z } from 'zod';

import type { Platform } from '../../lib/platform';
import { Refusal, writeRefusalAs } from '../refusal';
import { isoTime, type SandboxState, type Webhook } from '../state';
import { isHttpUrl, readBody } from '../validation';

const endpoint = z.object({
	endpointId: z.string().min(1),
	url: z.string().refine(isHttpUrl, 'is not a valid URL'),
	withBasicAuth: z.boolean().default(false),
	username: z.string().optional(),
	password: z.string().optional(),
	provideAccount: z.boolean().default(false),
	expandTransactions: z.boolean().default(false),
	expandPayments: z.boolean().default(false),
	subscribeTo: z.array(z.object({ resource: z.string(), name: z.string() })).default([]),
});

/** Sent to every endpoint. */
const ALWAYS = [
	'account.*',
	'order.FAILURE',
	'order.READY_FOR_PICKUP',
	'order.CANCELLED',
	'payment.*',
	'order_api.READY',
	'order_api.NOT_READY',
];

/**
 * The Order and Pay API, as far as it has to do with endpoints. Whoever creates one makes up its id.
 *
 * @see https://api-docs.lsk.lightspeed.app/
 */
export function lightspeedKRoutes(state: SandboxState, platform: Platform): Router {
	const router = Router();
	const find = (id: string): Webhook => {
		const webhook = state.webhooks.get(id);
		if (webhook?.platformId !== platform.id) throw new Refusal(404, 'Not Found', 'Not found');
		return webhook;
	};
	const keep: RequestHandler = (request, response) => {
		const body = readBody(endpoint, request.body, 400);
		if (request.method === 'POST') find(body.endpointId);
		const basic = body.withBasicAuth && { username: body.username, password: body.password };
		state.webhooks.keep({
			id: body.endpointId,
			platformId: platform.id,
			url: body.url,
			events: [...ALWAYS, ...body.subscribeTo.map(({ resource, name }) => `${resource}.${name}`)],
			status: 'active',
			secret: '',
			...basic,
			createdAt: state.clock(),
		});
		response.json(body);
	};
	router.use(demandToken(state), express.json());
	router.put('/o/wh/1/webhook', keep);
	router.post('/o/wh/1/webhook', keep);
	router
		.route('/o/wh/1/webhook/:id')
		.get((request, response) => {
			const { id, url } = find(request.params.id);
			response.json({ endpointId: id, url });
		})
		.delete((request, response) => {
			state.webhooks.delete(find(request.params.id).id);
			response.status(200).end();
		});
	router.put('/o/wh/1/webhook/:id/business-locations/:location', (request, response) => {
		find(request.params.id);
		const at = isoTime(state.clock());
		const businessLocationId = request.params.location;
		response.json({ businessLocationId, createdAt: at, updatedAt: at, warnings: [] });
	});
	return router;
}

export const writeLightspeedKRefusal = writeRefusalAs(({ status, code, message }) => ({
	timestamp: isoTime(Date.now()),
	status,
	error: code,
	message,
}));

function demandToken(state: SandboxState): RequestHandler {
	return (request, _response, next) => {
		if (request.get('authorization') !== `Bearer ${state.apiKey}`) {
			throw new Refusal(401, 'Unauthorized', 'The access token is missing or not valid');
		}
		next();
	};
}
