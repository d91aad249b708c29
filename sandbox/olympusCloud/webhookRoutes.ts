import type { Request, RequestHandler } from 'express';
import { z } from 'zod';

import type { Platform } from '../../lib/platform';
import { newId } from '../newId';
import { notFound, Refusal } from '../refusal';
import type { SandboxState, Webhook } from '../state';
import { pageWhereAsked } from '../page';
import { isHttpUrl, readBody } from '../validation';
import { showWebhook } from '../views';
import { webhooksOf } from '../webhooks';
import type { Served } from './webhookApis';

const url = z.string().refine(isHttpUrl, 'must be an absolute http or https URL');
const events = z.array(z.string().min(1)).min(1, 'must name at least one event');
const secret = z.string().refine((text) => text.trim() !== '', 'must not be empty');
const status = z.enum(['active', 'paused', 'disabled']);
const description = z.string().optional();

const OLD_SECRET_VALID_MS = 24 * 3_600_000;

export function createWebhook({ state, platform, api }: Served): RequestHandler {
	const secretField = api.secret === 'required' ? secret : secret.optional();
	const schema = z.object({ url, events, secret: secretField, description });
	return (request, response) => {
		const body = readBody(schema, request.body, state.settings.validationStatus);
		const isDouble = webhooksOf(state, platform).some(({ url: present }) => present === body.url);
		if (state.settings.refuseDuplicates && isDouble) {
			throw new Refusal(409, 'CONFLICT', 'A webhook with this URL exists already');
		}
		const webhook: Webhook = {
			...body,
			id: newId('wh'),
			platformId: platform.id,
			status: 'active',
			secret: (api.secret === 'made' ? undefined : body.secret) ?? newId('whsec'),
			createdAt: state.clock(),
		};
		state.webhooks.keep(webhook);
		response.status(201).json(showWebhook(webhook, webhook.secret !== body.secret));
	};
}

export function updateWebhook({ state, platform }: Served): RequestHandler {
	const schema = z.object({ url, events, secret, status, description }).partial();
	return (request, response) => {
		const webhook = findWebhook(state, platform, request);
		Object.assign(webhook, readBody(schema, request.body, state.settings.validationStatus));
		state.webhooks.keep(webhook);
		response.json(showWebhook(webhook));
	};
}

export function getWebhook({ state, platform }: Served): RequestHandler {
	return (request, response) => {
		response.json(showWebhook(findWebhook(state, platform, request)));
	};
}

export function listWebhooks({ state, platform, api }: Served): RequestHandler {
	return (request, response) => {
		if (api.listedAs === undefined && !state.settings.undocumentedList) {
			throw new Refusal(405, 'METHOD_NOT_ALLOWED', 'This method is not allowed here', {
				headers: { Allow: 'POST' },
			});
		}
		const shown = webhooksOf(state, platform).map((webhook) => showWebhook(webhook));
		response.json({ [api.listedAs ?? 'data']: pageWhereAsked(state, request, shown) });
	};
}

export function removeWebhook({ state, platform }: Served): RequestHandler {
	return (request, response) => {
		state.webhooks.delete(findWebhook(state, platform, request).id);
		response.status(204).end();
	};
}

/** A new secret made here; the old one keeps signing beside it for a day. */
export function rotateSecret({ state, platform }: Served): RequestHandler {
	return (request, response) => {
		const webhook = findWebhook(state, platform, request);
		webhook.previousSecret = webhook.secret;
		webhook.previousSecretUntil = state.clock() + OLD_SECRET_VALID_MS;
		webhook.secret = newId('whsec');
		state.webhooks.keep(webhook);
		response.json(showWebhook(webhook, true));
	};
}

/** @throws Refusal 404 when the id is unknown, also when it is another platform's */
export function findWebhook(state: SandboxState, platform: Platform, request: Request): Webhook {
	const webhook = state.webhooks.get(String(request.params.id));
	if (webhook?.platformId !== platform.id) throw notFound('Webhook');
	return webhook;
}
