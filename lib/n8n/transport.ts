import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type {
	IAllExecuteFunctions,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	INode,
	JsonObject,
} from 'n8n-workflow';

import { describeFailure, failure } from '../send/failure';
import { redactText } from '../redact';
import { readRetryAfter } from '../retryAfter';
import type { ApiCall } from '../platform';
import { readErrorMessage } from '../registration/answer';
import type { ApiAnswer } from '../api/answer';
import { describeProblem } from '../registration/problem';
import { wait } from './wait';

/** Everything a platform call needs besides the path. */
export interface ApiAccess {
	/** Credential type that authorises the calls. */
	credential: string;
	/** Without trailing slash. */
	baseUrl: string;
}

/** Where platforms are called from. */
export type ApiContext = IHookFunctions | IExecuteFunctions | ILoadOptionsFunctions;

/** One call of a platform's API; the path is relative to the base URL. */
export interface OutgoingCall extends ApiCall {
	query?: Record<string, string | number>;
	body?: Record<string, unknown>;
	headers?: Record<string, string>;
	/** A POST that changes nothing may be sent again after an outage. */
	readOnly?: boolean;
}

export interface CallPolicy {
	timeoutMs?: number;
	/** Longest wait that a rate limit may impose; a longer one is left to the caller. */
	longestWaitSeconds?: number;
	/** Ends waiting. */
	signal?: AbortSignal;
	/** Resolves when the platform's limits allow another request. */
	admit?: () => Promise<void>;
	/** What the platform means, where that is not its HTTP status. */
	interpret?: (answer: ApiAnswer) => ApiAnswer;
	/** Lets n8n fetch a new access token when the answer is 401. */
	renewToken?: boolean;
}

const ATTEMPTS = 3;
/** Twenty seconds are as long as somebody who is watching has patience. */
const DEFAULT_WAIT_SECONDS = 20;
const DEFAULT_TIMEOUT_MS = 15_000;

/**
 * Calls a platform's API with its credential. A 429 is waited out as told, and calls that change
 * nothing when repeated are repeated after an outage, three attempts in all.
 *
 * Never throws for an answer: the status is the caller's to judge.
 */
export async function callApi(
	context: ApiContext,
	access: ApiAccess,
	call: OutgoingCall,
	policy: CallPolicy = {},
): Promise<ApiAnswer> {
	for (let attempt = 1; ; attempt++) {
		await policy.admit?.();
		const received = await request(context, access, call, policy);
		const answer = policy.interpret?.(received) ?? received;
		const waitSeconds = secondsToWait(answer, call, policy);
		if (attempt === ATTEMPTS || waitSeconds === undefined || policy.signal?.aborted) return answer;
		await wait(waitSeconds * 1000, policy.signal);
	}
}

/**
 * The error that a failed call ends in, with the platform's own words.
 *
 * @param sensitive what was sent in secret, and may be quoted in them
 */
export function apiError(
	node: INode,
	platformName: string,
	answer: ApiAnswer,
	sensitive: readonly string[] = [],
): Error {
	const words = answer.kind === 'answer' ? readErrorMessage(answer.body) : '';
	const said = redactText(words, sensitive);
	const { message, advice } = describeProblem(platformName, answer, said);
	if (answer.kind === 'unreachable') {
		return new NodeOperationError(node, message, { description: advice });
	}
	const details: JsonObject = { message, status: answer.status };
	return new NodeApiError(node, details, {
		message,
		description: advice,
		httpCode: String(answer.status),
	});
}

async function request(
	context: ApiContext,
	access: ApiAccess,
	call: OutgoingCall,
	{ timeoutMs = DEFAULT_TIMEOUT_MS, renewToken = false }: CallPolicy,
): Promise<ApiAnswer> {
	const options: IHttpRequestOptions = {
		method: call.method,
		url: `${access.baseUrl}${call.path}`,
		headers: { Accept: 'application/json', ...call.headers },
		...(call.query && { qs: call.query }),
		...(call.body && { body: call.body }),
		json: true,
		timeout: timeoutMs,
		disableFollowRedirect: true,
		returnFullResponse: true,
		// n8n renews tokens when a 401 is an error to it.
		ignoreHttpStatusErrors: renewToken ? { ignore: true, except: [401] } : true,
	};
	try {
		const response = (await context.helpers.httpRequestWithAuthentication.call(
			context as IAllExecuteFunctions,
			access.credential,
			options,
		)) as { statusCode: number; headers: Record<string, unknown>; body: unknown };
		const { statusCode: status, headers, body } = response;
		return { kind: 'answer', status, headers, body };
	} catch (error) {
		return describeError(error);
	}
}

/** An error that is an answer, from where access tokens are handed out, or the lack of one. */
function describeError(error: unknown): ApiAnswer {
	const { httpCode, context } = (error ?? {}) as { httpCode?: unknown; context?: JsonObject };
	if (typeof httpCode === 'string' && /^[1-5]\d\d$/.test(httpCode)) {
		return { kind: 'answer', status: Number(httpCode), headers: {}, body: context?.data };
	}
	// The error's own text may hold the request with its headers, and n8n would replace a message
	// with a system's error code in it by one of its own.
	const { message } = failure(describeFailure(error).class);
	return { kind: 'unreachable', cause: `${message[0].toLowerCase()}${message.slice(1)}` };
}

function secondsToWait(
	answer: ApiAnswer,
	call: OutgoingCall,
	{ longestWaitSeconds = DEFAULT_WAIT_SECONDS }: CallPolicy,
): number | undefined {
	if (answer.kind === 'answer' && answer.status === 429) {
		const header = answer.headers['retry-after'];
		const seconds =
			readRetryAfter(typeof header === 'string' ? header : undefined, Date.now()) ?? 1;
		return seconds <= longestWaitSeconds ? seconds : undefined;
	}
	const isOutage = answer.kind === 'unreachable' || answer.status >= 500;
	// A POST that seems to have failed may have created something.
	return isOutage && (call.method !== 'POST' || call.readOnly) ? 1 : undefined;
}
