import { Router } from 'express';

import { demandApiKey, limitRate } from './gateway';
import type { SandboxState } from './state';

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
	return router;
}
