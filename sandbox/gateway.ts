import type { RequestHandler } from 'express';

import { Refusal } from './refusal';
import type { SandboxState } from './state';

const MINUTE_MS = 60_000;

/** Counts calls in fixed minutes and says so in headers, as the platform's gateway does. */
export function limitRate(state: SandboxState): RequestHandler {
	return (_request, response, next) => {
		const now = state.clock();
		const window = Math.floor(now / MINUTE_MS);
		if (state.calls.window !== window) state.calls = { window, count: 0 };
		state.calls.count += 1;
		const remaining = state.settings.requestsPerMinute - state.calls.count;
		const resetsAt = (window + 1) * MINUTE_MS;
		response.set({
			'X-Rate-Limit-Remaining': String(Math.max(0, remaining)),
			'X-Rate-Limit-Reset': String(resetsAt / 1000),
		});
		if (remaining < 0) {
			const wait = String(Math.ceil((resetsAt - now) / 1000));
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
