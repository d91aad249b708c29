import { Router } from 'express';

import type { Platform } from '../lib/platform';
import { listDeliveries, retryDelivery, testWebhook } from './deliveryRoutes';
import type { SandboxState } from './state';
import {
	createWebhook,
	getWebhook,
	listWebhooks,
	removeWebhook,
	rotateSecret,
	updateWebhook,
} from './webhookRoutes';

/** One webhook API as its platform documents it. */
export interface WebhookApi {
	/** Where its webhooks are, below the base URL. */
	path: string;
	/** Whether the creation must bring the secret, may bring it, or is answered with one. */
	secret: 'required' | 'optional' | 'made';
	/** Under which name the list comes; undefined where the platform does not document it. */
	listedAs?: string;
	update?: 'patch' | 'put';
	get?: true;
	/** Whether a test goes to one webhook, or to all that want the event. */
	test: 'one' | 'all';
	/** Under which name the deliveries of a webhook come. */
	deliveriesAs?: string;
	retry?: true;
	rotate?: true;
}

/** What the routes of one webhook API work with. */
export interface Served {
	state: SandboxState;
	platform: Platform;
	api: WebhookApi;
}

/** The routes of one webhook API. */
export function webhookApi(served: Served): Router {
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
