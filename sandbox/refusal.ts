import type { ErrorRequestHandler, RequestHandler } from 'express';

import { SigningError } from '../lib/signature/sign';
import { newId } from './newId';
import type { Settings } from './settings';

export interface FieldProblem {
	field: string;
	message: string;
}

/** An answer other than success, thrown by a route and written in the shape that is set. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		message: string,
		readonly more: { details?: FieldProblem[]; headers?: Record<string, string> } = {},
	) {
		super(message);
		this.name = 'Refusal';
	}
}

export function notFound(what: string): Refusal {
	return new Refusal(404, 'NOT_FOUND', `${what} not found`);
}

const CODES: Readonly<Record<number, string>> = {
	400: 'BAD_REQUEST',
	401: 'UNAUTHORIZED',
	403: 'FORBIDDEN',
	404: 'NOT_FOUND',
	409: 'CONFLICT',
	422: 'VALIDATION_ERROR',
	429: 'TOO_MANY_REQUESTS',
};

/** The usual code of an HTTP status. */
export function codeOf(status: number): string {
	return CODES[status] ?? (status < 500 ? 'BAD_REQUEST' : 'INTERNAL_ERROR');
}

export const refuseUnknownPath: RequestHandler = (request) => {
	throw notFound(`${request.method} ${request.path}`);
};

/** Writes a refusal; anything unforeseen becomes a 500 without its inner message. */
export function writeRefusal(state: {
	settings: Settings;
	clock: () => number;
}): ErrorRequestHandler {
	return (error: unknown, request, response, next) => {
		if (response.headersSent) return next(error);
		const { status, code, message, more } = asRefusal(error);
		const requestId = request.get('x-request-id') ?? newId('req');
		const details = more.details && { details: more.details };
		const body =
			state.settings.errorShape === 'nested'
				? { error: { code, message, ...details, request_id: requestId } }
				: {
						error: code,
						code,
						message,
						...details,
						request_id: requestId,
						timestamp: new Date(state.clock()).toISOString(),
					};
		return response
			.status(status)
			.set({ 'X-Request-ID': requestId, ...more.headers })
			.json(body);
	};
}

/** Writes a refusal in the form of one platform. */
export function writeRefusalAs(bodyOf: (refusal: Refusal) => object): ErrorRequestHandler {
	return (error: unknown, _request, response, next) => {
		if (response.headersSent) return next(error);
		const refusal = asRefusal(error);
		return response
			.status(refusal.status)
			.set(refusal.more.headers ?? {})
			.json(bodyOf(refusal));
	};
}

/** The refusal behind an error that a route threw, whatever threw it. */
export function asRefusal(error: unknown): Refusal {
	if (error instanceof Refusal) return error;
	if (error instanceof SigningError) return new Refusal(422, 'CANNOT_SIGN', error.message);
	// What express.json() throws: {type, status}.
	const type = (error as { type?: unknown } | null)?.type;
	if (type === 'entity.parse.failed') {
		return new Refusal(400, 'INVALID_JSON', 'The body is not valid JSON');
	}
	if (type === 'entity.too.large') {
		return new Refusal(413, 'PAYLOAD_TOO_LARGE', 'The body is too large');
	}
	return new Refusal(500, 'INTERNAL_ERROR', 'The sandbox failed on this request');
}
