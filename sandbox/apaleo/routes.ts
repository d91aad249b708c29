import { randomUUID } from 'crypto';
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';

import type { Platform } from '../../lib/platform';
import { limitRate } from '../gateway';
import { newId } from '../newId';
import { demandAccessToken, handOutTokens } from '../oauth2';
import { notFound, Refusal, writeRefusalAs } from '../refusal';
import { post } from '../send';
import type { SandboxState, Webhook } from '../state';
import { isHttpUrl, readBody } from '../validation';
import { webhooksOf } from '../webhooks';

const wanted = z.object({
	endpointUrl: z.string().refine(isHttpUrl, 'must be a URL'),
	events: z.array(z.string().regex(/^[a-z]+\/([a-z-]+|\*)$/)).min(1),
	propertyIds: z.array(z.string()).optional(),
});

type Wanted = z.output<typeof wanted>;

/**
 * The platform's APIs, relative to its hosts, which are one here.
 *
 * Inferred: the status of a subscription that equals another or whose URL does not answer.
 *
 * @see https://apaleo.dev/guides/webhook/overview.html
 */
export function apaleoRoutes(state: SandboxState, platform: Platform): Router {
	const router = Router();
	router.post('/connect/token', handOutTokens(state));
	router.use(limitRate(state), demandAccessToken(state), express.json());
	router.use('/v1/subscriptions', subscriptionRoutes(state, platform));
	router.use(recordRoutes(platform));
	return router;
}

export const writeApaleoRefusal = writeRefusalAs(({ message }) => ({ messages: [message] }));

function subscriptionRoutes(state: SandboxState, platform: Platform): Router {
	const router = Router();
	const find = ({ params: { id } }: Request): Webhook => {
		const webhook = state.webhooks.get(String(id));
		if (webhook?.platformId !== platform.id) throw notFound('Subscription');
		return webhook;
	};
	const assertUnlike = ({ endpointUrl, events }: Wanted, own?: Webhook) => {
		const same = webhooksOf(state, platform).some(
			(one) => one !== own && one.url === endpointUrl && sameSet(one.events, events),
		);
		if (same) throw new Refusal(422, 'CONFLICT', 'There is a subscription like this already');
	};
	const listOrNothing: RequestHandler = (_request, response) => {
		const all = webhooksOf(state, platform).map(show);
		if (all.length === 0) response.status(204).end();
		else response.json(all);
	};
	router.get('/', listOrNothing);
	router.post('/', async (request, response: Response) => {
		const body = readBody(wanted, request.body);
		assertUnlike(body);
		await assertAnswers(state, body.endpointUrl);
		const webhook: Webhook = {
			id: newId('sub'),
			platformId: platform.id,
			url: body.endpointUrl,
			events: body.events,
			status: 'active',
			// What proves a delivery stands in the URL.
			secret: '',
			createdAt: state.clock(),
		};
		state.webhooks.keep(webhook);
		response.status(201).json({ id: webhook.id });
	});
	router.get('/:id', (request, response) => {
		response.json(show(find(request)));
	});
	router.put('/:id', (request, response) => {
		const webhook = find(request);
		const body = readBody(wanted, request.body);
		assertUnlike(body, webhook);
		Object.assign(webhook, { url: body.endpointUrl, events: body.events });
		state.webhooks.keep(webhook);
		response.status(204).end();
	});
	router.delete('/:id', (request, response) => {
		state.webhooks.delete(find(request).id);
		response.status(204).end();
	});
	return router;
}

/** The call that an endpoint has to answer before anything is created. */
async function assertAnswers(state: SandboxState, url: string): Promise<void> {
	const body = JSON.stringify({
		topic: 'system',
		type: 'healthcheck',
		id: randomUUID(),
		accountId: 'SANDBOX',
		propertyIds: [],
		timestamp: state.clock(),
	});
	const headers = { 'Content-Type': 'application/json' };
	const attempt = await post({ url, headers, body, clock: state.clock, timeoutMs: 10_000 });
	const isWell = attempt.answered && attempt.status >= 200 && attempt.status < 300;
	if (!isWell) throw new Refusal(422, 'UNHEALTHY', 'The endpoint did not answer the health check');
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
	return [...a].sort().join() === [...b].sort().join();
}

function show({ id, url, events }: Webhook) {
	return { id, endpointUrl: url, events, propertyIds: [] };
}

/** Where each kind of record is, and what there is to say of it. */
const RECORDS: Readonly<Record<string, { path: string; more: Record<string, unknown> }>> = {
	reservation: {
		path: '/booking/v1/reservations',
		more: {
			bookingId: 'XPGMSXGF',
			status: 'Confirmed',
			arrival: '2024-05-20T15:00:00+02:00',
			departure: '2024-05-22T11:00:00+02:00',
			adults: 2,
			childrenAges: [],
			primaryGuest: { firstName: 'A.', lastName: 'Guest', email: 'guest@example.com' },
			property: { id: 'MUC', name: 'Hotel Munich' },
			channelCode: 'Direct',
			totalGrossAmount: { amount: 238.5, currency: 'EUR' },
		},
	},
	booking: {
		path: '/booking/v1/bookings',
		more: { booker: { firstName: 'A.', lastName: 'Guest' } },
	},
	block: { path: '/booking/v1/blocks', more: { status: 'Tentative' } },
	folio: {
		path: '/finance/v1/folios',
		more: { status: 'Open', balance: { amount: -238.5, currency: 'EUR' } },
	},
	invoice: { path: '/finance/v1/invoices', more: { number: '4711', status: 'Unpaid' } },
	property: { path: '/inventory/v1/properties', more: { name: { en: 'Hotel Munich' } } },
	unit: { path: '/inventory/v1/units', more: { name: '101' } },
	maintenance: { path: '/operations/v1/maintenances', more: { type: 'OutOfOrder' } },
};

/** What the samples are about. */
function recordRoutes({ events }: Platform): Router {
	const router = Router();
	for (const [type, { path, more }] of Object.entries(RECORDS)) {
		const ids = new Set(
			events
				.filter(({ resourceType }) => resourceType === type)
				.map(({ sample }) => sample.data.entityId),
		);
		router.get(`${path}/:id`, (request, response) => {
			const { id } = request.params;
			if (!ids.has(id)) throw notFound(type);
			response.json({ id, ...more });
		});
		if (type !== 'reservation') continue;
		router.get(path, (_request, response) => {
			const reservations = [...ids].map((id) => ({ id, ...more }));
			response.json({ reservations, count: reservations.length });
		});
	}
	return router;
}
