import express, { Router } from 'express';

import type { Platform } from '../../lib/platform';
import { demandApiKey, limitRate } from '../gateway';
import type { SandboxState } from '../state';
import { recordRoutes } from './records';
import { subscriptionRoutes } from './subscriptions';

/** The platform's API, relative to its host. */
export function squareRoutes(state: SandboxState, platform: Platform): Router {
	const router = Router();
	router.use(limitRate(state), demandApiKey(state), express.json());
	router.use('/v2/webhooks', subscriptionRoutes(state, platform));
	router.use('/v2', recordRoutes(platform));
	return router;
}
