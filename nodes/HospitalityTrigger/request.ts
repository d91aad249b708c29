import type { Request } from 'express';

export type RawBody =
	| { ok: true; bytes: Buffer }
	| { ok: false; status: 400 | 413; reason: 'body_not_raw' | 'body_too_large' };

/** What n8n adds to Express's request. */
type N8nRequest = Omit<Request, 'rawBody' | 'readRawBody'> & {
	rawBody?: Buffer;
	readRawBody?: () => Promise<void>;
};

/**
 * The bytes of a request as they came in. n8n reads them before the node runs only for content
 * types it can parse; and of a multipart form it keeps nothing but the parts.
 */
export async function readRawBody(request: Request): Promise<RawBody> {
	const incoming = request as unknown as N8nRequest;
	try {
		if (!incoming.rawBody) await incoming.readRawBody?.();
	} catch (error) {
		const { status } = error as { status?: unknown };
		return status === 413
			? { ok: false, status: 413, reason: 'body_too_large' }
			: { ok: false, status: 400, reason: 'body_not_raw' };
	}
	return { ok: true, bytes: incoming.rawBody ?? Buffer.alloc(0) };
}

/**
 * Headers with every value they were sent with. `headers` keeps only the first of two
 * Authorization headers and joins others, which hides that one was added on the way.
 */
export function allHeaders(
	request: Request,
): Readonly<Record<string, string | string[] | undefined>> {
	return request.headersDistinct ?? request.headers;
}
