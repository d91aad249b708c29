import express, { Router } from 'express';
import { z } from 'zod';

import { newId } from '../newId';
import type { Inbox } from './inbox';
import { spreadsheetsOf } from './sheet';

const timeSchema = z.union([
	z.object({ dateTime: z.string() }).transform(({ dateTime }) => dateTime),
	z.object({ date: z.string() }).transform(({ date }) => date),
]);
const appointmentSchema = z.object({
	summary: z.string().catch(''),
	description: z.string().catch(''),
	start: timeSchema,
	end: timeSchema,
});

/**
 * As much of `www.googleapis.com` as entering appointments into Google Calendar takes, and choosing
 * a spreadsheet from a list. Every calendar exists.
 *
 * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/insert
 */
export function googleRoutes(inbox: Inbox): Router {
	const router = Router();
	router.use(express.json({ limit: '2mb' }));
	router.get('/drive/v3/files', (_request, response) => {
		const files = spreadsheetsOf(inbox).map((id) => ({ id, name: id }));
		response.json({ files });
	});
	router.get('/calendar/v3/users/me/calendarList', (_request, response) => {
		response.json({
			items: [{ id: 'bookings@restaurant.example', summary: 'Bookings', primary: true }],
		});
	});
	router.post('/calendar/v3/calendars/:calendar/events', (request, response) => {
		const read = appointmentSchema.safeParse(request.body);
		if (!read.success) {
			const error = { code: 400, message: 'Missing end time.', status: 'INVALID_ARGUMENT' };
			return void response.status(400).json({ error });
		}
		const { summary: title, description, start, end } = read.data;
		const { calendar } = request.params;
		const { id } = inbox.add({ kind: 'calendar', calendar, title, description, start, end });
		return void response.json({ id, status: 'confirmed', ...request.body });
	});
	return router;
}

/** Gives an access token to whoever asks for one. */
export function tokenRoutes(): Router {
	const router = Router();
	router.post('/token', (_request, response) => {
		response.json({ access_token: newId('token'), token_type: 'Bearer', expires_in: 3600 });
	});
	return router;
}
