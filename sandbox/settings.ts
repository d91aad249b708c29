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
		/** Whether single records answer at paths that are inferred, not documented. */
		inferredPaths: z.boolean(),
		/** How many bookings the restaurant has. */
		bookings: z.number().int().min(1).max(100_000),
		/** How long the access tokens live that are handed out from now on. */
		tokenSeconds: z.number().int().min(1),
		/** `plain`: the record, or `{error, message, statusCode}`; `wrapped`: `{data, warnings, errors}`. */
		restEnvelope: z.enum(['plain', 'wrapped']),
		/** REST calls per minute and access id before 429. */
		restPerMinute: z.number().int().min(1),
		/** GraphQL calls per second and access id before 429. */
		graphqlPerSecond: z.number().int().min(1),
		/** HTTP status of a GraphQL answer that refuses the token; both are reported. */
		graphqlUnauthorizedStatus: z.union([z.literal(200), z.literal(401)]),
		/** How many times faster than the platform failed deliveries are repeated. */
		retrySpeed: z.number().min(1).max(100_000),
		/** What the inbox's endpoint answers with. */
		endpointStatus: z.number().int().min(200).max(599),
		/** Added to the machine's clock, to step over a window or a token's life. */
		clockOffsetSeconds: z.number().int(),
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
		inferredPaths: true,
		bookings: 1200,
		tokenSeconds: 86_400,
		restEnvelope: 'plain',
		restPerMinute: 100,
		graphqlPerSecond: 4,
		graphqlUnauthorizedStatus: 401,
		retrySpeed: 1,
		endpointStatus: 200,
		clockOffsetSeconds: 0,
	};
}
