import type { z } from 'zod';

import { Refusal } from './refusal';

/**
 * The body as the schema describes it.
 *
 * @throws Refusal with one entry in `details` for each problem
 */
export function readBody<T extends z.ZodTypeAny>(
	schema: T,
	body: unknown,
	status = 422,
): z.output<T> {
	const result = schema.safeParse(body ?? {});
	if (result.success) return result.data as z.output<T>;
	const details = result.error.issues.map(({ path, message }) => ({
		field: path.join('.') || 'body',
		message,
	}));
	const summary = details.map(({ field, message }) => `${field}: ${message}`).join('; ');
	throw new Refusal(status, 'VALIDATION_ERROR', summary, { details });
}

/** True for an absolute http or https URL. */
export function isHttpUrl(text: string): boolean {
	return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
