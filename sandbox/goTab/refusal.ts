import type { ErrorRequestHandler } from 'express';

import { asRefusal, type Refusal } from '../refusal';
import type { SandboxState } from '../state';
import { GRAPH_PATHS } from './graphRoutes';

/** The platform's own words where they differ from the status's usual ones. */
const CODES: Readonly<Record<string, string>> = {
	UNAUTHORIZED: 'invalid_token',
	TOO_MANY_REQUESTS: 'rate_limit_exceeded',
};

/**
 * Writes a refusal: `{error, message, statusCode, details?}`, or as the second published envelope
 * has it, or as a GraphQL answer.
 *
 * @see https://docs.gotab.io/concepts/error-handling/
 */
export function writeGoTabRefusal(state: SandboxState): ErrorRequestHandler {
	return (error: unknown, request, response, next) => {
		if (response.headersSent) return next(error);
		const refusal = asRefusal(error);
		response.set(refusal.more.headers ?? {});
		const { status } = refusal;
		if (GRAPH_PATHS.includes(request.path) && (status === 401 || status === 403)) {
			const { graphqlUnauthorizedStatus } = state.settings;
			response.status(status === 401 ? graphqlUnauthorizedStatus : status);
			return response.json(graphqlBody(refusal));
		}
		const wrapped = state.settings.restEnvelope === 'wrapped';
		return response.status(status).json(wrapped ? wrappedBody(refusal) : plainBody(refusal));
	};
}

function plainBody({ status, code, message, more }: Refusal) {
	const details = more.details && { details: more.details };
	return { error: wordFor(code), message, statusCode: status, ...details };
}

/** Inferred: the types; clients have seen PROCESSOR_INVALID. */
function wrappedBody({ code, message, more }: Refusal) {
	const details = more.details && { details: more.details };
	const type = wordFor(code).toUpperCase();
	return { data: null, warnings: [], errors: [{ type, message, ...details }] };
}

function graphqlBody({ status, message }: Refusal) {
	const code = status === 401 ? 'UNAUTHENTICATED' : 'FORBIDDEN';
	const words = status === 401 ? 'Unauthorized' : message;
	return { data: null, errors: [{ message: words, extensions: { code } }] };
}

function wordFor(code: string): string {
	return CODES[code] ?? code.toLowerCase();
}
