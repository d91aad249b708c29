import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { describeFailure, failure } from '../send/failure';
import type { Exchange, Failure, Transport, WireRequest } from '../send/delivery';

/** Where reading an answer ends, after decompression: all that the log can show, redacted. */
const READ_BYTES = 16 * 1024;

type HttpHelper = Pick<IExecuteFunctions['helpers'], 'httpRequest'>;

/**
 * Sends with n8n's own HTTP client, so that the operator's network policy and proxies apply.
 * The answer comes as a stream: reading stops at the limit however much a compressed body would
 * unpack to, and the time limit covers a body that trickles.
 *
 * @param options.allowUnauthorizedCerts takes certificates that nobody vouches for
 */
export function deliveryTransport(
	helpers: HttpHelper,
	{ allowUnauthorizedCerts = false } = {},
): Transport {
	return async (request) => {
		// Timers take whole milliseconds only.
		const timeout = AbortSignal.timeout(Math.ceil(request.timeoutMs));
		const ending = request.signal ? AbortSignal.any([timeout, request.signal]) : timeout;
		const received: Exchange = { statusCode: null, text: '', failure: null };
		try {
			ending.throwIfAborted();
			// What comes before the connection, such as a look-up, knows no signal: hence the race.
			await Promise.race([
				exchange(helpers, request, ending, received, allowUnauthorizedCerts),
				aborted(ending),
			]);
		} catch (error) {
			// An answer whose text cannot be unpacked is an answer all the same.
			if (!isCompressionError(error)) received.failure = explain(error, request, timeout);
		}
		return { ...received };
	};
}

/** Rejects when the signal aborts. */
async function aborted(signal: AbortSignal): Promise<never> {
	return await new Promise((_, reject) => {
		signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
	});
}

/** An end that came from here looks like any other error to the client. */
function explain(error: unknown, { signal }: WireRequest, timeout: AbortSignal): Failure {
	if (signal?.aborted) {
		return { class: 'reset', message: 'The execution was cancelled before the answer came' };
	}
	return timeout.aborted ? failure('timeout') : describeFailure(error);
}

async function exchange(
	helpers: HttpHelper,
	{ url, headers, body, timeoutMs }: WireRequest,
	signal: AbortSignal,
	received: Exchange,
	allowUnauthorizedCerts: boolean,
): Promise<void> {
	const options: IHttpRequestOptions = {
		method: 'POST',
		url,
		headers,
		body,
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		...(allowUnauthorizedCerts && { skipSslCertificateValidation: true }),
		// Else the client has a limit of its own; the signal ends the exchange a little earlier.
		timeout: Math.ceil(timeoutMs) + 1000,
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

/** Collects the start of a body, and drops the connection when there is more. */
async function readStart(body: unknown, received: Exchange): Promise<void> {
	if (!isStream(body)) return;
	const chunks: Buffer[] = [];
	let bytes = 0;
	// By events: iterating over a stream takes longer.
	await new Promise<void>((resolve, reject) => {
		body.on('data', (chunk: Buffer) => {
			chunks.push(chunk.subarray(0, READ_BYTES - bytes));
			bytes += chunk.length;
			if (bytes < READ_BYTES) return;
			resolve();
			body.destroy();
		});
		body.once('end', resolve);
		body.on('error', reject);
		body.once('close', () => reject(new Error('Closed before its end')));
	}).finally(() => {
		// Also what came before the connection broke.
		received.text = (chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)).toString('utf8');
	});
}

type Stream = NodeJS.ReadableStream & { destroy: () => void };

function isStream(body: unknown): body is Stream {
	return typeof body === 'object' && body !== null && 'destroy' in body && 'on' in body;
}

function isCompressionError(error: unknown): boolean {
	const { code } = error as { code?: unknown };
	return typeof code === 'string' && /^(Z_|ERR_.*(BROTLI|ZSTD))/.test(code);
}
