import express, { type Express, Router } from 'express';

import type { Platform } from '../lib/platform';
import { basePathOf } from './basePath';
import { catalogueRoutes } from './catalogueRoutes';
import { controlRoutes } from './controlRoutes';
import { applyFaults } from './faults';
import { fireRoutes } from './fireRoutes';
import { demandApiKey, limitRate } from './gateway';
import { writeGoTabRefusal } from './goTab/refusal';
import { goTabRoutes } from './goTab/routes';
import { olympusCloudRoutes } from './olympusCloud/routes';
import { assetRoutes } from './pages/assetRoutes';
import { pages } from './pages/pages';
import { refuseUnknownPath, writeRefusal } from './refusal';
import { logRequests } from './requestLog';
import { writeTastypieRefusal } from './resmio/refusal';
import { resmioRoutes } from './resmio/routes';
import type { SandboxState } from './state';
import { webhookApi } from './webhookApi';

/** The whole sandbox as an Express app, driven by the platforms' declarations. */
export function createApp(state: SandboxState): Express {
	const app = express().disable('x-powered-by');
	// Only application/json, which a foreign web page cannot send without being asked first.
	app.use('/_control', express.json(), controlRoutes(state));
	app.use(catalogueRoutes(state), assetRoutes(state), pages(state));
	app.use(logRequests(state), applyFaults(state));
	app.use(['/fire', '/:platform/_fire'], express.json({ limit: '20mb' }));
	app.use(fireRoutes(state));
	app.use(olympusCloudRoutes(state));
	app.use('/resmio/v1', resmioRoutes(state));
	app.use('/goTab/api', goTabRoutes(state));
	for (const platform of state.platforms) app.use(platformApis(state, platform));
	app.use(refuseUnknownPath);
	app.use('/resmio/v1', writeTastypieRefusal);
	app.use('/goTab/api', writeGoTabRefusal(state));
	app.use(writeRefusal(state));
	return app;
}

/**
 * A platform's families of endpoints under `/<id>/<base path>`. One that replaces the path of the
 * base URL loses the `/<id>` with it, so it is served at the root as well.
 */
function platformApis(state: SandboxState, platform: Platform): Router {
	const router = Router();
	if (platform.registration.kind !== 'api') return router;
	for (const flavour of platform.registration.flavours) {
		const basePath = flavour.basePath ?? basePathOf(platform.id);
		const paths = [`/${platform.id}${basePath}`];
		if (flavour.basePath) paths.push(flavour.basePath);
		router.use(
			paths,
			limitRate(state),
			demandApiKey(state),
			// Documented examples send JSON without naming it.
			express.json({ type: () => true }),
			webhookApi({ state, platform, flavour }),
		);
	}
	return router;
}
