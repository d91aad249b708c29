import { randomBytes } from 'crypto';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';

import type { Platform } from '../../lib/platform';
import { deliver } from '../deliver';
import { newId } from '../newId';
import { outgoingEvent } from '../outgoing';
import { notFound, Refusal } from '../refusal';
import { isoTime, type SandboxState, type Webhook } from '../state';
import { isHttpUrl, readBody } from '../validation';
import { wants, webhooksOf } from '../webhooks';
import { cursorPage } from './page';

const subscription = z.object({
	name: z.string().max(64),
	enabled: z.boolean(),
	event_types: z.array(z.string().min(1)).min(1),
	notification_url: z.string().refine(isHttpUrl, 'must be a URL'),
	api_version: z.string().regex(/^\d{4}-\d\d-\d\d$/),
});
const creation = z.object({
	idempotency_key: z.string().max(45).optional(),
	subscription: subscription.partial({ enabled: true, api_version: true }),
});
const change = z.object({ subscription: subscription.partial() });
const test = z.object({ event_type: z.string() });

const newKey = () => randomBytes(16).toString('base64url');

/**
 * Webhook subscriptions, relative to `/v2/webhooks`. A subscription is shown with its signature key
 * whenever it is asked for by its id; in lists it is left out.
 *
 * Inferred: what a creation with a used idempotency key is answered with.
 *
 * @see https://developer.squareup.com/reference/square/webhook-subscriptions-api
 */
export function subscriptionRoutes(state: SandboxState, platform: Platform): Router {
	const router = Router();
	const created = new Map<string, string>();
	const find = ({ params: { id } }: Request): Webhook => {
		const webhook = state.webhooks.get(String(id));
		if (webhook?.platformId !== platform.id) throw notFound(`Subscription ${String(id)}`);
		return webhook;
	};
	const answer = (response: Response, webhook: Webhook) =>
		response.json({ subscription: { ...show(webhook), signature_key: webhook.secret } });

	router.get('/event-types', (_request, response) => {
		response.json({ event_types: platform.events.map(({ name }) => name) });
	});
	router.post('/subscriptions', (request, response) => {
		const { idempotency_key: key = newKey(), subscription: wanted } = readBody(
			creation,
			request.body,
		);
		const before = state.webhooks.get(created.get(key) ?? '');
		if (before) return answer(response, before);
		const webhook: Webhook = {
			id: newId('wbhk'),
			platformId: platform.id,
			url: wanted.notification_url,
			events: wanted.event_types,
			status: wanted.enabled === false ? 'disabled' : 'active',
			description: wanted.name,
			secret: newKey(),
			createdAt: state.clock(),
		};
		created.set(key, webhook.id);
		state.webhooks.keep(webhook);
		return answer(response, webhook);
	});
	router.get('/subscriptions', (request, response) => {
		const { include_disabled: withDisabled, ...query } = request.query;
		const shown = webhooksOf(state, platform)
			.filter(({ status }) => status === 'active' || withDisabled === 'true')
			.map(show);
		response.json(cursorPage('subscriptions', shown, query));
	});
	router.get('/subscriptions/:id', (request, response) => answer(response, find(request)));
	router.put('/subscriptions/:id', (request, response) => {
		const webhook = find(request);
		const wanted = readBody(change, request.body).subscription;
		const { notification_url: url, event_types: events, name, enabled } = wanted;
		Object.assign(webhook, {
			url: url ?? webhook.url,
			events: events ?? webhook.events,
			description: name ?? webhook.description,
			...(enabled !== undefined && { status: enabled ? 'active' : 'disabled' }),
		});
		state.webhooks.keep(webhook);
		response.json({ subscription: show(webhook) });
	});
	router.delete('/subscriptions/:id', (request, response) => {
		state.webhooks.delete(find(request).id);
		response.json({});
	});
	router.post('/subscriptions/:id/signature-key', (request, response) => {
		const webhook = find(request);
		webhook.secret = newKey();
		state.webhooks.keep(webhook);
		response.json({ signature_key: webhook.secret });
	});
	router.post('/subscriptions/:id/test', async (request, response) => {
		const webhook = find(request);
		const { event_type: name } = readBody(test, request.body);
		if (!wants(webhook, name)) {
			throw new Refusal(400, 'INVALID_VALUE', `The subscription has no event type ${name}`);
		}
		const event = outgoingEvent(platform, { event: name }, state.clock());
		const { id, attempts } = await deliver(state, { platform, webhook, event });
		const [attempt] = attempts;
		const result = { id, status_code: attempt?.status ?? 0, payload: attempt?.body ?? '' };
		response.json({ subscription_test_result: result });
	});
	return router;
}

function show({ id, description, status, events, url, createdAt }: Webhook) {
	return {
		id,
		name: description,
		enabled: status === 'active',
		event_types: events,
		notification_url: url,
		// In this form, not in that of ISO 8601.
		created_at: isoTime(createdAt).replace('T', ' ').replace(/\..*$/, ' +0000 UTC'),
	};
}
