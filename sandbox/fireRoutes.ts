import { type RequestHandler, Router } from 'express';
import { z } from 'zod';

import type { Platform } from '../lib/platform';
import type { SignatureScheme } from '../lib/signature/scheme';
import type { Secrets } from '../lib/signature/secret';
import { urlWithToken } from '../lib/signature/token';
import { deliver } from './deliver';
import { buildMessage } from './message';
import { eventRequestSchema, outgoingEvent } from './outgoing';
import { notFound, Refusal } from './refusal';
import { applyScheme, customSchemeSchema } from './customScheme';
import { post } from './send';
import type { SandboxState } from './state';
import { TAMPERINGS } from './tamper';
import { isHttpUrl, readBody } from './validation';
import { showDelivery } from './views';
import { subscribers } from './webhooks';

const fireSchema = eventRequestSchema
	.extend({
		platform: z.string(),
		url: z.string().refine(isHttpUrl, 'must be an absolute http or https URL'),
		secret: z.string().optional(),
		previousSecret: z.string().optional(),
		username: z.string().optional(),
		password: z.string().optional(),
		/** Unix time to sign with; now when left out. */
		signedAt: z.number().int().min(0).optional(),
		scheme: customSchemeSchema.optional(),
		tamper: z.enum(TAMPERINGS).optional(),
		/** Added last, so they win over the platform's own. */
		headers: z.record(z.string(), z.string()).optional(),
	})
	.strict();

type FireRequest = z.output<typeof fireSchema>;

const emitSchema = eventRequestSchema.extend({ tamper: z.enum(TAMPERINGS).optional() }).strict();

/** `POST /fire`: one signed delivery to any URL; answers what the receiver said. */
export function fire(state: SandboxState): RequestHandler {
	return async (request, response) => {
		const body = readBody(fireSchema, request.body);
		const platform = findPlatform(state, body.platform);
		const scheme = applyScheme(platform, body.scheme);
		const secrets = secretsOf(scheme, body);
		const message = buildMessage({
			...body,
			platform,
			event: outgoingEvent(platform, body, state.clock()),
			secrets,
			timestampSeconds: body.signedAt ?? Math.floor(state.clock() / 1000),
			scheme,
		});
		const url = scheme.kind === 'token' ? urlWithToken(scheme, secrets, body.url) : body.url;
		const attempt = await post({ url, clock: state.clock, ...message });
		if (!attempt.answered) {
			throw new Refusal(502, 'NOT_DELIVERED', `The URL could not be reached: ${attempt.reason}`);
		}
		response.json({
			status: attempt.status,
			headers: attempt.headers,
			body: asJson(attempt.body),
			sent: { headers: Object.keys(message.headers), payload: asJson(message.body) },
		});
	};
}

/** `POST /<platform>/_fire`: an event happens, and every webhook that wants it hears of it. */
export function emit(state: SandboxState): RequestHandler {
	return async (request, response) => {
		const platform = findPlatform(state, String(request.params.platform));
		const { tamper, ...wanted } = readBody(emitSchema, request.body);
		const event = outgoingEvent(platform, wanted, state.clock());
		const deliveries = await Promise.all(
			subscribers(state, platform, event.name).map(
				async (webhook) => await deliver(state, { platform, webhook, event, tamper }),
			),
		);
		response.json({ eventId: event.id, deliveries: deliveries.map(showDelivery) });
	};
}

export function fireRoutes(state: SandboxState): Router {
	const router = Router();
	router.post('/fire', fire(state));
	router.post('/:platform/_fire', emit(state));
	return router;
}

function findPlatform(state: SandboxState, id: string): Platform {
	const platform = state.platforms.find((candidate) => candidate.id === id);
	if (!platform) throw notFound(`Platform "${id}"`);
	return platform;
}

function secretsOf(scheme: SignatureScheme, body: FireRequest): Secrets {
	const { secret, previousSecret, username, password } = body;
	if (scheme.kind !== 'basic') {
		if (secret === undefined) throw missing('secret');
		return { secret, previousSecret };
	}
	if (username === undefined) throw missing('username');
	if (password === undefined) throw missing('password');
	return { username, password };
}

function missing(field: string): Refusal {
	const message = 'is required by this platform';
	return new Refusal(422, 'VALIDATION_ERROR', `${field}: ${message}`, {
		details: [{ field, message }],
	});
}

function asJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
