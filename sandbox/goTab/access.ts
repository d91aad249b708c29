import type { Request, RequestHandler } from 'express';

import { type Allowance, countCall } from '../callCounter';
import { Refusal } from '../refusal';
import type { SandboxState } from '../state';

/**
 * Demands a token that was handed out and has not run out, then counts the call for its access id:
 * all that share the id share the allowance.
 *
 * @param family calls of one family are counted together
 */
export function demandToken(state: SandboxState, family: 'rest' | 'graphql'): RequestHandler {
	return (request, response, next) => {
		const accessId = accessIdOf(state, request);
		const allowance = allowanceOf(state, family);
		const { remaining, resetsAt, waitSeconds } = countCall(
			state,
			`${family}:${accessId}`,
			allowance,
		);
		response.set({
			'X-RateLimit-Limit': String(allowance.limit),
			'X-RateLimit-Remaining': String(Math.max(0, remaining)),
			'X-RateLimit-Reset': String(resetsAt),
		});
		if (remaining < 0) {
			throw new Refusal(429, 'rate_limit_exceeded', 'Too many requests.', {
				headers: { 'Retry-After': String(waitSeconds) },
			});
		}
		next();
	};
}

function allowanceOf({ settings }: SandboxState, family: 'rest' | 'graphql'): Allowance {
	return family === 'rest'
		? { limit: settings.restPerMinute, windowMs: 60_000 }
		: { limit: settings.graphqlPerSecond, windowMs: 1000 };
}

function accessIdOf(state: SandboxState, request: Request): string {
	const [, token] = /^Bearer (\S+)$/i.exec(request.get('authorization') ?? '') ?? [];
	if (token === undefined) throw new Refusal(401, 'invalid_token', 'A Bearer token is missing');
	const known = state.tokens.get(token);
	if (!known) throw new Refusal(401, 'invalid_token', 'The token is not valid');
	if (state.clock() >= known.expiresAt) {
		throw new Refusal(401, 'invalid_token', 'The token has expired');
	}
	return known.accessId;
}
