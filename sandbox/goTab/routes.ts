import express, { Router } from 'express';

import type { SandboxState } from '../state';
import { graphRoutes } from './graphRoutes';
import { restRoutes } from './restRoutes';
import { tokenRoutes } from './tokenRoutes';

/** The ordering API, relative to `/api`: tokens, GraphQL and a little REST. */
export function goTabRoutes(state: SandboxState): Router {
	const router = Router();
	router.use(express.json(), tokenRoutes(state), graphRoutes(state), restRoutes(state));
	return router;
}
