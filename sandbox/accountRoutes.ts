import { Router } from 'express';

import { demandApiKey, limitRate } from './gateway';
import { Refusal } from './refusal';
import { isoTime, type SandboxState } from './state';

const TOKEN_SECONDS = 86_400;

/**
 * The least that a credential's connection test asks of each account: the key is checked, the
 * account is empty.
 */
export function accountRoutes(state: SandboxState): Router {
	const router = Router();

	router.get(
		'/olympusCloud/v1/commerce/orders',
		limitRate(state),
		demandApiKey(state),
		(request, response) => {
			const perPage = Number(request.query.limit ?? 20);
			const pagination = { page: 1, per_page: perPage, total: 0, total_pages: 0 };
			response.json({ data: [], pagination });
		},
	);

	/** The access secret is the sandbox's key; so is the token, which keeps it stateless. */
	router.post('/goTab/api/oauth/token', (request, response) => {
		const body = request.body as { api_access_id?: unknown; api_access_secret?: unknown };
		if (!body?.api_access_id || body.api_access_secret !== state.apiKey) {
			throw new Refusal(401, 'invalid_client', 'The access id or secret is not valid');
		}
		const initiated = Math.floor(state.clock() / 1000);
		response.json({
			tokenType: 'Bearer',
			token: state.apiKey,
			initiated,
			expires: initiated + TOKEN_SECONDS,
			expiresIn: TOKEN_SECONDS,
			refreshToken: `refresh-${isoTime(state.clock())}`,
		});
	});
	router.get('/goTab/api/loc', demandApiKey(state), (_request, response) => {
		response.json([]);
	});
	return router;
}
