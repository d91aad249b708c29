import type { RequestHandler } from 'express';

import { countCall } from './callCounter';
import { Refusal } from './refusal';
import type { SandboxState } from './state';

const MINUTE_MS = 60_000;

/** Counts calls in fixed minutes and says so in headers, as the platform's gateway does. */
export function limitRate(state: SandboxState): RequestHandler {
	return (_request, response, next) => {
		const allowance = { limit: state.settings.requestsPerMinute, windowMs: MINUTE_MS };
		const { remaining, resetsAt, waitSeconds } = countCall(state, 'gateway', allowance);
		response.set({
			'X-Rate-Limit-Remaining': String(Math.max(0, remaining)),
			'X-Rate-Limit-Reset': String(resetsAt),
		});
		if (remaining < 0) {
			const wait = String(waitSeconds);
			throw new Refusal(429, 'TOO_MANY_REQUESTS', `Too many requests, retry in ${wait} seconds`, {
				headers: { 'Retry-After': wait },
			});
		}
		next();
	};
}

/** Demands `Authorization: Bearer <the sandbox's key>`. */
export function demandApiKey(state: SandboxState): RequestHandler {
	return (request, _response, next) => {
		const authorization = request.get('authorization');
		if (!authorization) {
			throw new Refusal(401, 'UNAUTHORIZED', 'The Authorization header is missing');
		}
		if (authorization !== `Bearer ${state.apiKey}`) {
			throw new Refusal(401, 'UNAUTHORIZED', 'The API key is not valid');
		}
		next();
	};
}
