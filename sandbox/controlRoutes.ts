import { Router } from 'express';

import { faultSchema } from './faults';
import { settingsSchema } from './settings';
import { resetState, type SandboxState } from './state';
import { readBody } from './validation';
import { showWebhook } from './views';

/** `/_control`: what tests set up and look at. Not part of any platform. */
export function controlRoutes(state: SandboxState): Router {
	const router = Router();
	router
		.route('/faults')
		.post((request, response) => {
			state.faults.push(readBody(faultSchema, request.body));
			response.status(201).json({ faults: state.faults });
		})
		.get((_request, response) => void response.json({ faults: state.faults }))
		.delete((_request, response) => {
			state.faults = [];
			response.status(204).end();
		});
	router
		.route('/settings')
		.patch((request, response) => {
			Object.assign(state.settings, readBody(settingsSchema.partial(), request.body));
			response.json(state.settings);
		})
		.get((_request, response) => void response.json(state.settings));
	router.get('/requests', (_request, response) => {
		response.json({ requests: state.requests });
	});
	router.get('/webhooks', (_request, response) => {
		const webhooks = [...state.webhooks.values()].map((webhook) => ({
			platform: webhook.platformId,
			...showWebhook(webhook),
		}));
		response.json({ webhooks });
	});
	router.post('/tokens/expire', (_request, response) => {
		for (const token of state.tokens.values()) token.expiresAt = state.clock();
		response.json({ expired: state.tokens.size });
	});
	router.post('/reset', (_request, response) => {
		resetState(state);
		response.status(204).end();
	});
	return router;
}
