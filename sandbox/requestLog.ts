import type { RequestHandler } from 'express';

export interface LoggedRequest {
	method: string;
	path: string;
	query: string;
	/** Lower-case names; credentials left out. */
	headers: Record<string, string>;
	/** Parsed JSON with secrets blanked, or undefined when none was sent. */
	body?: unknown;
	/** Absent while the answer is on its way, or when the connection was cut. */
	status?: number;
}

const CREDENTIAL_HEADERS = new Set(['authorization', 'proxy-authorization', 'cookie', 'api-key']);
const SECRET_FIELDS = /secret|password|token|api_?key/i;
const KEPT_REQUESTS = 1000;

/** Remembers what came in, without anything that could sign or authorise. */
export function logRequests(state: { requests: LoggedRequest[] }): RequestHandler {
	return (request, response, next) => {
		const entry: LoggedRequest = {
			method: request.method,
			path: request.path,
			query: request.originalUrl.split('?')[1] ?? '',
			headers: safeHeaders(request.headers),
		};
		state.requests.push(entry);
		if (state.requests.length > KEPT_REQUESTS) state.requests.shift();
		response.on('finish', () => {
			entry.body = withoutSecrets(request.body);
			entry.status = response.statusCode;
		});
		next();
	};
}

function safeHeaders(headers: Record<string, string | string[] | undefined>) {
	const safe: Record<string, string> = {};
	for (const [name, value] of Object.entries(headers)) {
		if (value !== undefined && !CREDENTIAL_HEADERS.has(name)) safe[name] = String(value);
	}
	return safe;
}

function withoutSecrets(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutSecrets);
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => [
			key,
			SECRET_FIELDS.test(key) && typeof inner === 'string' ? '[hidden]' : withoutSecrets(inner),
		]),
	);
}
