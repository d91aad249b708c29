import express, { Router } from 'express';
import { z } from 'zod';

import type { Inbox } from './inbox';

const messageSchema = z.object({
	text: z.string().catch(''),
	cardsV2: z.array(z.unknown()).catch([]),
});

/**
 * An incoming webhook of Google Chat: `/v1/spaces/<space>/messages?key=…&token=…`.
 *
 * @see https://developers.google.com/workspace/chat/quickstart/webhooks
 */
export function chatRoutes(inbox: Inbox): Router {
	const router = Router();
	router.use(express.json({ limit: '2mb' }));
	router.post('/v1/spaces/:space/messages', (request, response) => {
		const { text, cardsV2: cards } = messageSchema.parse(request.body ?? {});
		if (text === '' && cards.length === 0) {
			const error = { code: 400, message: 'Message cannot be empty.', status: 'INVALID_ARGUMENT' };
			return void response.status(400).json({ error });
		}
		const { space } = request.params;
		const { id } = inbox.add({ kind: 'chat', space, text, cards });
		const name = `spaces/${space}`;
		return void response.json({ name: `${name}/messages/${id}`, text, space: { name } });
	});
	return router;
}
