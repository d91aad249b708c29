import type { RequestHandler } from 'express';
import { z } from 'zod';

import { deliver, deliveriesOf } from '../deliver';
import { findEvent, outgoingEvent } from '../outgoing';
import { pageWhereAsked } from '../page';
import { notFound } from '../refusal';
import { readBody } from '../validation';
import { showDelivery } from '../views';
import { subscribers } from '../webhooks';
import type { Served } from './webhookApis';
import { findWebhook } from './webhookRoutes';

const statusQuery = z.object({ status: z.enum(['success', 'failed']).optional() });

/**
 * Sends the sample of an event now: to the webhook in the path, or to all subscribers where the
 * path names none. The event may be left out; then it is the first that the webhook wants.
 */
export function testWebhook({ state, platform, api }: Served): RequestHandler {
	const known = (name: string) => findEvent(platform, name) !== undefined;
	const schema = z.object({
		event_type: z.string().refine(known, 'is not an event of this platform').optional(),
	});
	const first = platform.events[0]?.name ?? '';
	return async (request, response) => {
		const one = api.test === 'one' ? findWebhook(state, platform, request) : undefined;
		const body = readBody(schema, request.body, state.settings.validationStatus);
		const name = body.event_type ?? one?.events.find(known) ?? first;
		const targets = one ? [one] : subscribers(state, platform, name);
		const event = outgoingEvent(platform, { event: name }, state.clock());
		const deliveries = await Promise.all(
			targets.map(async (webhook) => await deliver(state, { platform, webhook, event })),
		);
		response.json(one ? showDelivery(deliveries[0]) : { data: deliveries.map(showDelivery) });
	};
}

/** The webhook's deliveries, newest first; `?status=failed` keeps those alone. */
export function listDeliveries({ state, platform, api }: Served): RequestHandler {
	const key = api.deliveriesAs ?? 'data';
	return (request, response) => {
		const webhook = findWebhook(state, platform, request);
		const { status } = readBody(statusQuery, request.query, state.settings.validationStatus);
		const found = deliveriesOf(state, webhook)
			.map(showDelivery)
			.filter((delivery) => status === undefined || delivery.status === status);
		response.json({ [key]: pageWhereAsked(state, request, found) });
	};
}

/** Sends the same event again, under its id, signed afresh. */
export function retryDelivery({ state, platform }: Served): RequestHandler {
	return async (request, response) => {
		const webhook = findWebhook(state, platform, request);
		const earlier = state.deliveries.get(String(request.params.deliveryId));
		if (earlier?.webhookId !== webhook.id) throw notFound('Delivery');
		const { event, body } = earlier;
		response.json(showDelivery(await deliver(state, { platform, webhook, event, body })));
	};
}
