import express, { type Express } from 'express';

import { playedApis } from './apis';
import { catalogueRoutes } from './catalogueRoutes';
import { controlRoutes } from './controlRoutes';
import { applyFaults } from './faults';
import { fireRoutes } from './fireRoutes';
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
	const played = state.platforms.flatMap((platform) => {
		const api = playedApis[platform.id];
		return api ? [{ path: `/${platform.id}`, platform, ...api }] : [];
	});
	for (const { path, platform, routes } of played) app.use(path, routes(state, platform));
	app.use(refuseUnknownPath);
	for (const { path, writeRefusal } of played) if (writeRefusal) app.use(path, writeRefusal);
	app.use('/resmio/v1', writeTastypieRefusal);
	app.use('/goTab/api', writeGoTabRefusal(state));
	app.use(writeRefusal(state));
	return app;
}
