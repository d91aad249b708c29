import express, { Router } from 'express';
import { z } from 'zod';

import type { Inbox, InboxEntry, NewEntry } from './inbox';

const CHANNELS = ['kitchen', 'front-desk', 'managers'];

/** Block Kit also comes as JSON in a text, from forms. */
const blocksSchema = z.preprocess(
	(value) => (typeof value === 'string' ? parseOr(value, []) : value),
	z.array(z.unknown()).catch([]),
);

const messageSchema = z.object({
	channel: z.string().catch(''),
	username: z.string().catch('n8n'),
	text: z.string().catch(''),
	blocks: blocksSchema,
});

/**
 * Slack as far as posting a message goes: the Web API below `/api`, and incoming webhooks at
 * `/services/…`. Any token will do, but there has to be one.
 *
 * @see https://docs.slack.dev/reference/methods/chat.postMessage
 */
export function slackRoutes(inbox: Inbox): Router {
	const router = Router();
	router.use(express.json({ limit: '2mb' }), express.urlencoded({ extended: false }));

	// Slack answers 200 to a call that it refuses.
	router.use('/api', (request, response, next) => {
		if (/^Bearer \S+$/.test(request.get('authorization') ?? '')) return next();
		return response.json({ ok: false, error: 'not_authed' });
	});
	router.post('/api/chat.postMessage', (request, response) => {
		const message = readMessage(request.body);
		if (!message) return void response.json({ ok: false, error: 'no_text' });
		const { channel, text } = message;
		if (channel === '') return void response.json({ ok: false, error: 'channel_not_found' });
		const ts = timestampOf(inbox.add(message));
		return void response.json({ ok: true, channel, ts, message: { type: 'message', text, ts } });
	});
	router.all('/api/auth.test', (_request, response) => {
		response.json({ ok: true, team: 'Sandbox', user: 'n8n', team_id: 'T0001', user_id: 'U0001' });
	});
	// With this call n8n tests a credential.
	router.all('/api/users.profile.get', (_request, response) => {
		response.json({ ok: true, profile: { real_name: 'n8n' } });
	});
	router.all('/api/conversations.list', (_request, response) => {
		const channels = CHANNELS.map((name) => ({ id: idOf(name), name, is_channel: true }));
		response.json({ ok: true, channels, response_metadata: { next_cursor: '' } });
	});
	router.post('/services/*path', (request, response) => {
		const message = readMessage(request.body);
		if (!message) return void response.status(400).type('text').send('no_text');
		inbox.add({ ...message, channel: '' });
		return void response.type('text').send('ok');
	});
	return router;
}

/** Undefined for a message that says nothing. */
function readMessage(body: unknown): Extract<NewEntry, { kind: 'slack' }> | undefined {
	const { username: sender, channel: address, ...message } = messageSchema.parse(body ?? {});
	if (message.text === '' && message.blocks.length === 0) return undefined;
	const channel = CHANNELS.find((name) => idOf(name) === address) ?? address;
	return { kind: 'slack', sender, channel, ...message };
}

/** The id by which Slack's list offers a channel. */
function idOf(channel: string): string {
	return `C000${CHANNELS.indexOf(channel) + 1}`;
}

/** Slack's id of a message: Unix seconds with six places. */
function timestampOf({ at }: InboxEntry): string {
	return (at / 1000).toFixed(6);
}

function parseOr(text: string, otherwise: unknown): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return otherwise;
	}
}
