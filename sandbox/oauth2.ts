import express, { type Request, type RequestHandler } from 'express';
import { z } from 'zod';

import { newId } from './newId';
import { Refusal } from './refusal';
import type { SandboxState } from './state';
import { readBody } from './validation';

const grant = z.object({
	grant_type: z.literal('client_credentials'),
	client_id: z.string().optional(),
	client_secret: z.string().optional(),
});

/**
 * Hands out access tokens by OAuth2's client credentials, in the form or by Basic authentication.
 * Any client is known; its secret is the sandbox's key.
 */
export function handOutTokens(state: SandboxState): RequestHandler[] {
	return [
		express.urlencoded({ extended: false }),
		(request, response) => {
			const { id, secret } = clientIn(request);
			if (secret !== state.apiKey) {
				response.status(401).json({ error: 'invalid_client' });
				return;
			}
			const { tokenSeconds } = state.settings;
			const token = newId('at');
			const expiresAt = state.clock() + tokenSeconds * 1000;
			state.tokens.set(token, { accessId: id, expiresAt });
			response.json({ access_token: token, token_type: 'Bearer', expires_in: tokenSeconds });
		},
	];
}

/** Demands one of these tokens that has not run out. */
export function demandAccessToken(state: SandboxState): RequestHandler {
	return (request, _response, next) => {
		const [, token = ''] = /^Bearer (\S+)$/i.exec(request.get('authorization') ?? '') ?? [];
		const known = state.tokens.get(token);
		if (!known || state.clock() >= known.expiresAt) {
			throw new Refusal(401, 'UNAUTHORIZED', 'The access token is missing or has expired');
		}
		next();
	};
}

function clientIn(request: Request): { id: string; secret: string } {
	const form = readBody(grant, request.body);
	const [, basic = ''] = /^Basic (\S+)$/i.exec(request.get('authorization') ?? '') ?? [];
	const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString().split(':');
	return {
		id: form.client_id ?? decodeURIComponent(id),
		secret: form.client_secret ?? decodeURIComponent(secret),
	};
}
