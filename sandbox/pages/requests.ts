import type { Request, RequestHandler } from 'express';

import type { Platform } from '../../lib/platform';
import { notFound, Refusal } from '../refusal';
import type { Delivery, SandboxState, Webhook } from '../state';

/** @throws Refusal 404 */
export function platformOf(state: SandboxState, request: Request): Platform {
	const platform = state.platforms.find(({ id }) => id === request.params.platform);
	if (!platform) throw notFound('Platform');
	return platform;
}

/** @throws Refusal 404 when the platform has no such webhook */
export function webhookOf(state: SandboxState, request: Request): Webhook {
	const webhook = state.webhooks.get(String(request.params.webhook));
	if (webhook?.platformId !== request.params.platform) throw notFound('Webhook');
	return webhook;
}

/** @throws Refusal 404 when the webhook has no such delivery */
export function deliveryOf(state: SandboxState, request: Request): Delivery {
	const delivery = state.deliveries.get(String(request.params.delivery));
	if (delivery?.webhookId !== request.params.webhook) throw notFound('Delivery');
	return delivery;
}

/** A form of another web page is not taken: it could have the sandbox send things unasked. */
export const refuseForeignForms: RequestHandler = (request, _response, next) => {
	const origin = request.get('origin');
	if (request.method === 'POST' && origin !== undefined) {
		if (!URL.canParse(origin) || new URL(origin).host !== request.get('host')) {
			throw new Refusal(403, 'FORBIDDEN', 'This form belongs to another site');
		}
	}
	next();
};
