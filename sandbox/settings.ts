import { z } from 'zod';

/** How the sandbox behaves where documentation is silent or contradicts itself. */
export const settingsSchema = z
	.object({
		/** `flat`: `{error, code, message, …}`; `nested`: `{error: {code, message, …}}`. */
		errorShape: z.enum(['flat', 'nested']),
		/** HTTP status of a refused body; the documentation names the code only. */
		validationStatus: z.union([z.literal(400), z.literal(422)]),
		/** Whether list endpoints that are not documented answer. */
		undocumentedList: z.boolean(),
		/** Whether a second webhook on a URL is refused with 409. */
		refuseDuplicates: z.boolean(),
		/** Calls per minute and API key before 429. */
		requestsPerMinute: z.number().int().min(1),
	})
	.strict();

export type Settings = z.infer<typeof settingsSchema>;

export function defaultSettings(): Settings {
	return {
		errorShape: 'flat',
		validationStatus: 422,
		undocumentedList: false,
		refuseDuplicates: false,
		requestsPerMinute: 500,
	};
}
