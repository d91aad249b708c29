import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { describeFailure, failure } from '../delivery/failure';
import type { Exchange, Failure, Transport, WireRequest } from '../delivery/types';

/** Where reading an answer ends, after decompression: all that the log can show, redacted. */
const READ_BYTES = 16 * 1024;

type HttpHelper = Pick<IExecuteFunctions['helpers'], 'httpRequest'>;

/**
 * Sends with n8n's own HTTP client, so that the operator's network policy and proxies apply.
 * The answer comes as a stream: reading stops at the limit however much a compressed body would
 * unpack to, and the time limit covers a body that trickles.
 */
export function deliveryTransport(helpers: HttpHelper): Transport {
	return async (request) => {
		const { signal: cancelled } = request;
		const limit = AbortSignal.timeout(request.timeoutMs);
		const ending = new AbortController();
		const received: Exchange = { statusCode: null, text: '', failure: null };
		/** An end that came from here looks like any other error to the client. */
		const explain = (error: unknown): Failure => {
			if (cancelled?.aborted) {
				return { class: 'reset', message: 'The execution was cancelled before the answer came' };
			}
			return limit.aborted ? failure('timeout') : describeFailure(error);
		};
		let stop: () => void = () => undefined;
		const stopped = new Promise<never>((_, reject) => {
			stop = () => {
				ending.abort();
				reject(new Error('stopped'));
			};
		});
		limit.addEventListener('abort', stop);
		cancelled?.addEventListener('abort', stop);
		try {
			if (cancelled?.aborted) stop();
			// What comes before the connection, such as a look-up, knows no signal: hence the race.
			await Promise.race([exchange(helpers, request, ending.signal, received), stopped]);
		} catch (error) {
			// An answer whose text cannot be unpacked is an answer all the same.
			if (!isCompressionError(error)) received.failure = explain(error);
		} finally {
			limit.removeEventListener('abort', stop);
			cancelled?.removeEventListener('abort', stop);
		}
		return { ...received };
	};
}

async function exchange(
	helpers: HttpHelper,
	{ url, headers, body, timeoutMs }: WireRequest,
	signal: AbortSignal,
	received: Exchange,
): Promise<void> {
	const options: IHttpRequestOptions = {
		method: 'POST',
		url,
		headers: { ...headers },
		body,
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		// Else the client has a limit of its own; the signal ends the exchange a little earlier.
		timeout: timeoutMs + 1000,
		abortSignal: signal,
	};
	const answer = (await helpers.httpRequest(options)) as {
		statusCode: number;
		headers: Record<string, unknown>;
		body: unknown;
	};
	const retryAfter = answer.headers['retry-after'];
	received.statusCode = answer.statusCode;
	if (typeof retryAfter === 'string') received.retryAfter = retryAfter;
	await readStart(answer.body, received);
}

/** Collects the start of a body; leaving the loop destroys the stream and its connection. */
async function readStart(body: unknown, received: Exchange): Promise<void> {
	if (!isStream(body)) return;
	const chunks: Buffer[] = [];
	let bytes = 0;
	try {
		for await (const chunk of body) {
			chunks.push(chunk.subarray(0, READ_BYTES - bytes));
			bytes += chunk.length;
			if (bytes >= READ_BYTES) break;
		}
	} finally {
		// Also what came before the connection broke.
		received.text = (chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)).toString('utf8');
	}
}

function isStream(body: unknown): body is AsyncIterable<Buffer> {
	return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

function isCompressionError(error: unknown): boolean {
	const { code } = error as { code?: unknown };
	return typeof code === 'string' && /^(Z_|ERR_.*(BROTLI|ZSTD))/.test(code);
}
