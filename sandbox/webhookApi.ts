import { type RequestHandler, Router } from 'express';

import type { ApiCall } from '../lib/platform';
import { listDeliveries, retryDelivery, testWebhook } from './deliveryRoutes';
import {
	createWebhook,
	getWebhook,
	listWebhooks,
	removeWebhook,
	rotateSecret,
	updateWebhook,
	type WebhookApi,
} from './webhookRoutes';

/** One family of webhook endpoints, at the paths that the platform's declaration names. */
export function webhookApi(api: WebhookApi): Router {
	const router = Router();
	const { flavour } = api;
	const serve = (call: ApiCall | undefined, handler: RequestHandler) => {
		if (call) router[METHODS[call.method]](expressPath(call.path), handler);
	};
	serve(flavour.create, createWebhook(api));
	serve(flavour.list ?? { method: 'GET', path: flavour.create.path }, listWebhooks(api));
	serve(flavour.get, getWebhook(api));
	serve(flavour.update, updateWebhook(api));
	serve(flavour.remove, removeWebhook(api));
	serve(flavour.test, testWebhook(api));
	serve(flavour.deliveries, listDeliveries(api));
	serve(flavour.retryDelivery, retryDelivery(api));
	serve(flavour.rotateSecret, rotateSecret(api));
	return router;
}

const METHODS = {
	GET: 'get',
	POST: 'post',
	PATCH: 'patch',
	PUT: 'put',
	DELETE: 'delete',
} as const satisfies Record<ApiCall['method'], string>;

/** `/webhooks/{id}` as `/webhooks/:id`. */
function expressPath(path: string): string {
	return path.replace(/\{(\w+)\}/g, ':$1');
}
