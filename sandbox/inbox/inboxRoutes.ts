import express, { Router } from 'express';
import { z } from 'zod';

import { sendPage } from '../pages/layout';
import { refuseForeignForms } from '../pages/requests';
import { settingsSchema } from '../settings';
import type { SandboxState } from '../state';
import { readBody } from '../validation';
import { chatRoutes } from './chatRoutes';
import { endpointRoutes } from './endpointRoutes';
import { googleRoutes } from './googleRoutes';
import { inboxPage } from './inboxPage';
import { sheetRoutes } from './sheetRoutes';
import { slackRoutes } from './slackRoutes';

const answerSchema = z.object({
	status: z.coerce.number().pipe(settingsSchema.shape.endpointStatus),
});
const mailSchema = z.object({
	from: z.string(),
	to: z.string(),
	subject: z.string(),
	text: z.string(),
});

/** `/inbox`: the page, and the stand-ins for what workflows send to. */
export function inboxRoutes(state: SandboxState): Router {
	const { inbox } = state;
	const router = Router();
	router.use('/slack', slackRoutes(inbox));
	router.use('/chat', chatRoutes(inbox));
	router.use('/sheets', sheetRoutes(inbox));
	router.use('/google', googleRoutes(inbox));
	router.use('/endpoint', endpointRoutes(state));
	router.post('/mail', express.json({ limit: '5mb' }), (request, response) => {
		inbox.add({ kind: 'mail', ...readBody(mailSchema, request.body) });
		response.status(201).end();
	});

	router.get('/', (request, response) => {
		const { of } = request.query;
		const origin = `${request.protocol}://${request.get('host') ?? ''}`;
		const main = inboxPage(state, typeof of === 'string' ? of : undefined, origin);
		sendPage(state, response, { title: 'Inbox', place: 'inbox', main });
	});
	router.use(refuseForeignForms, express.urlencoded({ extended: false }));
	router.post('/clear', (_request, response) => {
		inbox.empty();
		response.redirect(303, '/inbox');
	});
	router.post('/answer', (request, response) => {
		state.settings.endpointStatus = readBody(answerSchema, request.body).status;
		response.redirect(303, '/inbox?of=request');
	});
	return router;
}
