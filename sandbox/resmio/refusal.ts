import type { ErrorRequestHandler } from 'express';

import { asRefusal } from '../refusal';

/**
 * Writes a refusal as Tastypie does: 400 with the reason, 5xx with `error_message`, all others
 * without a body.
 *
 * Inferred: from the framework's conventions; the platform's own error bodies are not documented.
 */
export const writeTastypieRefusal: ErrorRequestHandler = (error: unknown, _req, response, next) => {
	if (response.headersSent) return next(error);
	const { status, message, more } = asRefusal(error);
	response.set(more.headers ?? {});
	if (status >= 500) return response.status(status).json({ error_message: message });
	// A refused body or query is always a 400 there.
	if (status === 400 || status === 422) return response.status(400).json({ error: message });
	return response.status(status).end();
};
