import { CANCELLED, hasStatus, statusFromErrors, type ApiAnswer } from './answer';
import type { ApiProfile } from './declaration';
import { explainApiError, type Asked, type Explanation } from './errorMessages';
import { rateLimiterOf, retryAfterOf } from './rateLimit';
import type { ApiRequest } from './request';
import { secretsIn } from '../redact';

/** Sends one request to the platform. Never throws for an answer: the status is the caller's to judge. */
export type Send = (request: ApiRequest) => Promise<ApiAnswer>;

export interface ApiClient {
	/**
	 * Sends a request within the platform's rate limits. A 429 is waited out as told, a request that
	 * may be repeated is repeated after an outage (three attempts in all), and a 401 renews the
	 * access token, once for all requests that it meets. A 403 never does.
	 */
	send: Send;
	/** Puts a request that failed into words, without what was sent in secret. */
	explain: (asked: Omit<Asked, 'platform'>, answer: ApiAnswer) => Explanation;
}

/** What carries the requests of a client, and what n8n knows of the account. */
export interface ApiTransport {
	/**
	 * Sends one request with the account's credential. Never throws.
	 *
	 * @param renewToken fetches a new access token first
	 */
	send: (request: ApiRequest, renewToken: boolean) => Promise<ApiAnswer>;
	/** By what the platform counts calls, such as the id of the credential. */
	owner: string;
	/** Whether calls are authorised by an access token that expires, and whether there is one yet. */
	accessToken: 'none' | 'missing' | 'present';
	/** Everything secret in the credential, as it stands now. */
	secrets: () => readonly string[];
	/** Unix milliseconds. */
	now: () => number;
	/** Resolves after the time, or at once when the signal aborts. */
	wait: (ms: number, signal?: AbortSignal) => Promise<void>;
	/** Aborts when the run is cancelled; then nothing more is sent. */
	signal?: AbortSignal;
}

export interface ClientSettings {
	/** The platform's name. */
	name: string;
	api: ApiProfile;
	/** The longest wait that a rate limit may impose; a longer one is left to the caller. */
	longestWaitSeconds: number;
}

const ATTEMPTS = 3;

/** A platform's API for one account, used by one run of a node. */
export function createApiClient(
	{ name, api, longestWaitSeconds }: ClientSettings,
	transport: ApiTransport,
): ApiClient {
	const { now, wait, signal } = transport;
	const sent = new Set<string>();
	let fetchingToken: Promise<ApiAnswer> | undefined;
	let renewing: Promise<ApiAnswer> | undefined;
	let renewals = 0;
	let tokenIsRefused = false;

	async function attempt(request: ApiRequest, renewToken = false): Promise<ApiAnswer> {
		const limiter = rateLimiterOf(transport.owner, request.protocol, api);
		for (let number = 1; ; number++) {
			do await wait(limiter.reserve(now()) - now(), signal);
			while (limiter.isPaused(now()) && !signal?.aborted);
			if (signal?.aborted) return CANCELLED;

			const received = await transport.send(withHeaders(request, api.headers), renewToken);
			if (signal?.aborted && received.kind === 'unreachable') return CANCELLED;
			const answer = statusFromErrors(received, api.errors);
			if (answer.kind === 'answer') limiter.update(answer, now());

			const waitSeconds = secondsToWait(answer, request, longestWaitSeconds, now());
			if (number === ATTEMPTS || waitSeconds === undefined) return answer;
			await wait(waitSeconds * 1000, signal);
		}
	}

	/** Where there is no token yet, the first request brings it, and the others wait for that. */
	async function sendWithToken(request: ApiRequest): Promise<ApiAnswer> {
		if (transport.accessToken !== 'missing') return await attempt(request);
		if (fetchingToken) {
			await fetchingToken;
			return await attempt(request);
		}
		fetchingToken = attempt(request);
		return await fetchingToken;
	}

	async function renew(request: ApiRequest): Promise<ApiAnswer> {
		const answer = await attempt(request, true);
		renewals += 1;
		renewing = undefined;
		// A new token that is refused as well is no reason to fetch one for every request to come.
		tokenIsRefused = hasStatus(answer, 401);
		return answer;
	}

	return {
		async send(request) {
			secretsIn(request.headers).forEach((secret) => sent.add(secret));
			secretsIn(request.body).forEach((secret) => sent.add(secret));
			const renewalsBefore = renewals;
			const answer = await sendWithToken(request);
			if (!hasStatus(answer, 401) || transport.accessToken === 'none' || tokenIsRefused) {
				return answer;
			}
			// Another request may have renewed the token since this one was sent.
			if (renewals === renewalsBefore) {
				if (!renewing) return await (renewing = renew(request));
				await renewing;
				if (tokenIsRefused) return answer;
			}
			return await attempt(request);
		},
		explain: (asked, answer) =>
			explainApiError({ ...asked, platform: name }, answer, api.errors, [
				...transport.secrets(),
				...sent,
			]),
	};
}

function withHeaders(request: ApiRequest, headers: ApiProfile['headers']): ApiRequest {
	return headers ? { ...request, headers: { ...headers, ...request.headers } } : request;
}

function secondsToWait(
	answer: ApiAnswer,
	request: ApiRequest,
	longestWaitSeconds: number,
	nowMs: number,
): number | undefined {
	if (answer.kind === 'answer' && answer.status === 429) {
		const seconds = retryAfterOf(answer.headers, nowMs) ?? 1;
		return seconds <= longestWaitSeconds ? seconds : undefined;
	}
	const isOutage = answer.kind === 'unreachable' || answer.status >= 500;
	// A POST that seems to have failed may have created something.
	return isOutage && (request.method !== 'POST' || request.readOnly) ? 1 : undefined;
}
