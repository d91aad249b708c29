import express, { Router } from 'express';
import { z } from 'zod';

import type { Platform } from '../../lib/platform';
import { deliver } from '../deliver';
import { demandApiKey, limitRate } from '../gateway';
import { notFound } from '../refusal';
import type { SandboxState } from '../state';
import { readBody } from '../validation';
import { showDelivery } from '../views';
import { findWebhook } from './webhookRoutes';
import { subscribers } from '../webhooks';

const replaySchema = z.object({ event_id: z.string().min(1) });

/**
 * Calls of the SDKs that belong to webhooks but are in no family's declaration, because nothing
 * here makes them: the event types, a single delivery, and the replay of an event.
 *
 * Inferred: what the first and the last answer.
 */
export function webhookExtraRoutes(state: SandboxState, platform: Platform): Router {
	const router = Router();
	const guarded = [limitRate(state), demandApiKey(state)] as const;

	router.get('/webhooks/event-types', ...guarded, (_request, response) => {
		const types = platform.events.map(({ name, description }) => ({ name, description }));
		response.json({ event_types: types });
	});

	router.get('/webhooks/endpoints/:id/deliveries/:deliveryId', ...guarded, (request, response) => {
		const webhook = findWebhook(state, platform, request);
		const found = state.deliveries.get(String(request.params.deliveryId));
		if (found?.webhookId !== webhook.id) throw notFound('Delivery');
		response.json(showDelivery(found));
	});

	/** Sends an event again, under its id, to all who want it now. */
	router.post(
		'/platform/tenants/me/webhooks/replay',
		...guarded,
		express.json({ type: () => true }),
		async (request, response) => {
			const { validationStatus } = state.settings;
			const { event_id: id } = readBody(replaySchema, request.body, validationStatus);
			const earlier = [...state.deliveries.values()].find(({ event }) => event.id === id);
			if (!earlier) throw notFound('Event');
			const { event, body } = earlier;
			const deliveries = await Promise.all(
				subscribers(state, platform, event.name).map(
					async (webhook) => await deliver(state, { platform, webhook, event, body }),
				),
			);
			response.json({ data: deliveries.map(showDelivery) });
		},
	);
	return router;
}
