import type { Request } from 'express';
import type { IWebhookFunctions } from 'n8n-workflow';

import type { RequestHeaders } from '../../lib/headers';
import type { SignedRequest } from '../../lib/signature/verify';
import { registeredUrl } from '../../lib/n8n/registeredSecrets';
import type { LoadedSecrets } from '../../lib/n8n/secrets';
import { signsUrl } from '../../lib/signature/scheme';
import type { TriggerSettings } from './settings';

/** One call as it came in. */
export interface ReceivedRequest {
	headers: RequestHeaders;
	/** Of the caller. */
	address: string | undefined;
	/** Unix milliseconds. */
	receivedAtMs: number;
	/** The raw bytes; empty until they have been read. */
	body: Buffer;
	/** Null until they have been read, and where the check is switched off. */
	secrets: LoadedSecrets | null;
}

/** What is known of a call before anything of it has been read. */
export function openRequest(incoming: Request): ReceivedRequest {
	return {
		// `headers` keeps only the first of two Authorization headers and joins others, which hides
		// that one was added on the way.
		headers: incoming.headersDistinct ?? incoming.headers,
		address: incoming.ip,
		receivedAtMs: Date.now(),
		body: Buffer.alloc(0),
		secrets: null,
	};
}

export type RawBody =
	| { ok: true; bytes: Buffer }
	| { ok: false; reason: 'body_not_raw' | 'body_too_large' };

/** What n8n adds to Express's request. */
type N8nRequest = Omit<Request, 'rawBody' | 'readRawBody'> & {
	rawBody?: Buffer;
	readRawBody?: () => Promise<void>;
};

/**
 * The bytes of a request as they came in. n8n reads them before the node runs only for content
 * types it can parse; and of a multipart form it keeps nothing but the parts.
 *
 * @param mostKilobytes undefined leaves the limit to n8n
 */
export async function readRawBody(request: Request, mostKilobytes?: number): Promise<RawBody> {
	const incoming = request as unknown as N8nRequest;
	const most = mostKilobytes === undefined ? Infinity : mostKilobytes * 1024;
	if (Number(incoming.headers['content-length'] ?? 0) > most) {
		return { ok: false, reason: 'body_too_large' };
	}
	try {
		if (!incoming.rawBody) await incoming.readRawBody?.();
	} catch (error) {
		const { status } = error as { status?: unknown };
		return { ok: false, reason: status === 413 ? 'body_too_large' : 'body_not_raw' };
	}
	const bytes = incoming.rawBody ?? Buffer.alloc(0);
	return bytes.length > most ? { ok: false, reason: 'body_too_large' } : { ok: true, bytes };
}

/** Where the request was sent, as far as its proof depends on that. Nothing of it goes further. */
export function addressOf(
	context: IWebhookFunctions,
	{ scheme, webhookUrl, webhookApi, nodeKey }: TriggerSettings,
): Pick<SignedRequest, 'url' | 'method' | 'query'> {
	const { method, query } = context.getRequestObject();
	if (!signsUrl(scheme)) return { method, query };
	// Not from the request: a proxy shows another one, and an attacker may choose it.
	const known = webhookApi ? registeredUrl(context, nodeKey) : webhookUrl;
	return { method, query, url: known || context.getNodeWebhookUrl('default') };
}
