import { Router } from 'express';

import type { SandboxState } from '../state';
import { recordRoutes } from './recordRoutes';
import { webhookExtraRoutes } from './webhookExtraRoutes';

/** The guides write `/v1`, the SDKs `/api/v1`. */
const BASES = ['/olympusCloud/v1', '/olympusCloud/api/v1', '/api/v1'];

/** What the platform's API has besides the webhook endpoints that its declaration names. */
export function olympusCloudRoutes(state: SandboxState): Router {
	const router = Router();
	const platform = state.platforms.find(({ id }) => id === 'olympusCloud');
	if (!platform) return router;
	router.use(BASES, recordRoutes(state));
	router.use(BASES.slice(1), webhookExtraRoutes(state, platform));
	return router;
}
