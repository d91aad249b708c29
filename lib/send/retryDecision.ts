import { readRetryAfter } from '../retryAfter';
import type { Exchange, Failure } from './types';

/** What is to be done after an attempt. */
export type Decision =
	| { kind: 'delivered' }
	/** Trying again would not change it. */
	| { kind: 'final'; reason: 'gone' | 'rejected'; failure: Failure }
	/** `atLeastSeconds` is what the endpoint asked for. */
	| { kind: 'retry'; atLeastSeconds: number; failure: Failure };

const RETRIED_STATUSES: ReadonlySet<number> = new Set([
	408, // Request Timeout
	425, // Too Early
	429, // Too Many Requests
]);

/** The two statuses whose Retry-After is about this request and not about a redirect. */
const PACED_STATUSES: ReadonlySet<number> = new Set([429, 503]);

/**
 * Judges one exchange. 2xx is success. No answer, an answer cut short, 408, 425, 429 and 5xx may
 * pass, so they are tried again. Every other status is final, a redirect included: it will point
 * elsewhere the next time too, and only the one who entered the URL can change that.
 */
export function decide(exchange: Exchange, nowMs: number): Decision {
	const { statusCode, failure } = exchange;
	if (failure) {
		const isFinal = failure.class === 'blocked' || failure.class === 'invalid_url';
		return isFinal
			? { kind: 'final', reason: 'rejected', failure }
			: { kind: 'retry', atLeastSeconds: 0, failure };
	}
	const status = statusCode ?? 0;
	if (status >= 200 && status < 300) return { kind: 'delivered' };
	const refusal = describeStatus(status);
	if (status === 410) return { kind: 'final', reason: 'gone', failure: refusal };
	if (RETRIED_STATUSES.has(status) || status >= 500) {
		const asked = PACED_STATUSES.has(status)
			? readRetryAfter(exchange.retryAfter, nowMs)
			: undefined;
		return { kind: 'retry', atLeastSeconds: asked ?? 0, failure: refusal };
	}
	return { kind: 'final', reason: 'rejected', failure: refusal };
}

function describeStatus(status: number): Failure {
	if (status >= 300 && status < 400) {
		return {
			class: 'redirect',
			message: `The endpoint answered with a redirect (${status}), which is not followed`,
		};
	}
	const gone = status === 410 ? ': it wants no more deliveries' : '';
	return { class: 'http', message: `The endpoint answered with status ${status}${gone}` };
}
