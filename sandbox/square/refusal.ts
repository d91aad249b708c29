import type { ErrorRequestHandler } from 'express';

import { asRefusal } from '../refusal';

/** The category of each code. */
const CATEGORIES: Readonly<Record<string, string>> = {
	UNAUTHORIZED: 'AUTHENTICATION_ERROR',
	FORBIDDEN: 'AUTHENTICATION_ERROR',
	RATE_LIMITED: 'RATE_LIMIT_ERROR',
	INTERNAL_SERVER_ERROR: 'API_ERROR',
};

/** The platform's own words where they differ from the status's usual ones. */
const CODES: Readonly<Record<string, string>> = {
	TOO_MANY_REQUESTS: 'RATE_LIMITED',
	INTERNAL_ERROR: 'INTERNAL_SERVER_ERROR',
	VALIDATION_ERROR: 'INVALID_VALUE',
	INVALID_JSON: 'EXPECTED_JSON_BODY',
};

/**
 * Writes a refusal as Square does: `{errors: [{category, code, detail, field}]}`, one entry for each
 * field. A body that is refused is a 400.
 *
 * Inferred: which code comes with which status.
 */
export const writeSquareRefusal: ErrorRequestHandler = (error: unknown, _req, response, next) => {
	if (response.headersSent) return next(error);
	const { status, code: own, message, more } = asRefusal(error);
	const code = CODES[own] ?? own;
	const category = CATEGORIES[code] ?? 'INVALID_REQUEST_ERROR';
	const errors = more.details?.map(({ field, message: detail }) => ({
		category,
		code,
		detail,
		field,
	})) ?? [{ category, code, detail: message }];
	return response
		.status(status === 422 ? 400 : status)
		.set(more.headers ?? {})
		.json({ errors });
};
