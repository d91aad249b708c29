import { Router } from 'express';
import { z } from 'zod';

import { newId } from '../newId';
import { Refusal } from '../refusal';
import type { SandboxState } from '../state';
import { readBody } from '../validation';

const credentialsSchema = z.object({
	api_access_id: z.string().min(1),
	api_access_secret: z.string().min(1),
	response_type: z.literal('token').optional(),
});
const refreshSchema = z.object({ refresh_token: z.string().min(1) });
const grantSchema = z.object({
	grant_type: z
		.enum(['authorization_code', 'refresh_token'], {
			message: 'Must be one of: authorization_code, refresh_token',
		})
		.optional(),
});

/**
 * Tokens for an access id and its secret, or for a refresh token. Any access id is known; the
 * secret is the sandbox's key.
 *
 * @see https://docs.gotab.io/docs/client-credentials-flow
 */
export function tokenRoutes(state: SandboxState): Router {
	const router = Router();
	router.post('/oauth/token', (request, response) => {
		const { grant_type: grant } = readBody(grantSchema, request.body);
		if (grant === 'authorization_code') {
			throw new Refusal(400, 'invalid_grant', 'The sandbox knows no authorization codes');
		}
		const accessId = grant ? refreshed(state, request.body) : identified(state, request.body);
		response.json(issueToken(state, accessId));
	});
	return router;
}

function identified(state: SandboxState, body: unknown): string {
	const credentials = readBody(credentialsSchema, body);
	if (credentials.api_access_secret !== state.apiKey) {
		throw new Refusal(401, 'invalid_client', 'The access id or secret is not valid');
	}
	return credentials.api_access_id;
}

function refreshed(state: SandboxState, body: unknown): string {
	const accessId = state.refreshTokens.get(readBody(refreshSchema, body).refresh_token);
	if (accessId === undefined) {
		throw new Refusal(401, 'invalid_grant', 'The refresh token is not valid');
	}
	return accessId;
}

/** `initiated` and `expires` are Unix seconds. */
function issueToken(state: SandboxState, accessId: string) {
	const { tokenSeconds } = state.settings;
	const now = state.clock();
	const token = newId('gtk');
	const refreshToken = newId('gtr');
	state.tokens.set(token, { accessId, expiresAt: now + tokenSeconds * 1000 });
	state.refreshTokens.set(refreshToken, accessId);
	const initiated = Math.floor(now / 1000);
	return {
		tokenType: 'Bearer',
		token,
		initiated,
		expires: initiated + tokenSeconds,
		expiresIn: tokenSeconds,
		refreshToken,
	};
}
