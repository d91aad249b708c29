import express, { type RequestHandler, Router } from 'express';

import type { Platform } from '../../lib/platform';
import { demandApiKey, limitRate } from '../gateway';
import type { SandboxState } from '../state';
import { listDeliveries, retryDelivery, testWebhook } from './deliveryRoutes';
import { recordRoutes } from './recordRoutes';
import { GUIDE, OF_SDKS, type Served, type WebhookApi } from './webhookApis';
import { webhookExtraRoutes } from './webhookExtraRoutes';
import {
	createWebhook,
	getWebhook,
	listWebhooks,
	removeWebhook,
	rotateSecret,
	updateWebhook,
} from './webhookRoutes';

/** The guides write `/v1`. */
const GUIDE_BASE = '/olympusCloud/v1';
/** The SDKs write `/api/v1`, which takes the place of all that stands behind the host. */
const SDK_BASES = ['/olympusCloud/api/v1', '/api/v1'];

/** The platform's API. */
export function olympusCloudRoutes(state: SandboxState): Router {
	const router = Router();
	const platform = state.platforms.find(({ id }) => id === 'olympusCloud');
	if (!platform) return router;
	router.use([GUIDE_BASE, ...SDK_BASES], recordRoutes(state));
	router.use(SDK_BASES, webhookExtraRoutes(state, platform));
	router.use(GUIDE_BASE, ...webhookRoutes(state, platform, [GUIDE]));
	router.use(SDK_BASES, ...webhookRoutes(state, platform, OF_SDKS));
	return router;
}

function webhookRoutes(
	state: SandboxState,
	platform: Platform,
	apis: readonly WebhookApi[],
): RequestHandler[] {
	return [
		limitRate(state),
		demandApiKey(state),
		// Documented examples send JSON without naming it.
		express.json({ type: () => true }),
		...apis.map((api) => webhookApi({ state, platform, api })),
	];
}

/** The routes of one webhook API. */
function webhookApi(served: Served): Router {
	const router = Router();
	const { path, update, get, test, deliveriesAs, retry, rotate } = served.api;
	const one = `${path}/:id`;
	router.post(path, createWebhook(served));
	router.get(path, listWebhooks(served));
	if (test === 'all') router.post(`${path}/test`, testWebhook(served));
	if (get) router.get(one, getWebhook(served));
	if (update) router[update](one, updateWebhook(served));
	router.delete(one, removeWebhook(served));
	if (test === 'one') router.post(`${one}/test`, testWebhook(served));
	if (deliveriesAs) router.get(`${one}/deliveries`, listDeliveries(served));
	if (retry) router.post(`${one}/deliveries/:deliveryId/retry`, retryDelivery(served));
	if (rotate) router.post(`${one}/rotate-secret`, rotateSecret(served));
	return router;
}
