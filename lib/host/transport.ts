import { NodeApiError, NodeOperationError, sleep } from 'n8n-workflow';
import type { IHookFunctions, IHttpRequestOptions, INode, JsonObject } from 'n8n-workflow';

import type { ApiCall } from '../platform';
import { readErrorMessage } from '../registration/answer';
import type { ApiAnswer } from '../registration/apiAnswer';
import { describeProblem } from '../registration/problem';

/** Everything a platform call needs besides the path. */
export interface ApiAccess {
	/** Credential type that authorises the calls. */
	credential: string;
	/** Without trailing slash. */
	baseUrl: string;
}

/** Longest wait that a rate limit may impose on somebody who is watching. */
const LONGEST_WAIT_SECONDS = 20;
const ATTEMPTS = 3;
const TIMEOUT_MS = 15_000;

/**
 * Calls a platform's API with its credential. A 429 is waited out as told, up to three times and
 * twenty seconds each; calls that change nothing when repeated are repeated once after an outage.
 *
 * Never throws for an answer: the status is the caller's to judge.
 */
export async function callApi(
	context: IHookFunctions,
	access: ApiAccess,
	call: ApiCall & { body?: Record<string, unknown>; headers?: Record<string, string> },
): Promise<ApiAnswer> {
	let answer = await request(context, access, call);
	for (let attempt = 2; attempt <= ATTEMPTS; attempt++) {
		const waitSeconds = secondsToWait(answer, call);
		if (waitSeconds === undefined) break;
		await sleep(waitSeconds * 1000);
		answer = await request(context, access, call);
	}
	return answer;
}

/** The error that a failed call ends in, with the platform's own words. */
export function apiError(node: INode, platformName: string, answer: ApiAnswer): Error {
	const said = answer.kind === 'answer' ? readErrorMessage(answer.body) : '';
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
	context: IHookFunctions,
	access: ApiAccess,
	call: ApiCall & { body?: Record<string, unknown>; headers?: Record<string, string> },
): Promise<ApiAnswer> {
	const options: IHttpRequestOptions = {
		method: call.method,
		url: `${access.baseUrl}${call.path}`,
		headers: { Accept: 'application/json', ...call.headers },
		...(call.body && { body: call.body }),
		json: true,
		timeout: TIMEOUT_MS,
		disableFollowRedirect: true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	};
	try {
		const response = (await context.helpers.httpRequestWithAuthentication.call(
			context,
			access.credential,
			options,
		)) as { statusCode: number; headers: Record<string, unknown>; body: unknown };
		const { statusCode: status, headers, body } = response;
		return { kind: 'answer', status, headers, body };
	} catch (error) {
		return { kind: 'unreachable', cause: describeCause(error) };
	}
}

function secondsToWait(answer: ApiAnswer, call: ApiCall): number | undefined {
	if (answer.kind === 'answer' && answer.status === 429) {
		const told = Number(answer.headers['retry-after']);
		const seconds = Number.isFinite(told) && told >= 0 ? told : 1;
		return seconds <= LONGEST_WAIT_SECONDS ? seconds : undefined;
	}
	const isOutage = answer.kind === 'unreachable' || answer.status >= 500;
	// A POST that seems to have failed may have created something.
	return isOutage && call.method !== 'POST' ? 1 : undefined;
}

/** The error's own short text: its full form may hold the request with its headers. */
function describeCause(error: unknown): string {
	if (!(error instanceof Error)) return 'unknown error';
	const { code } = error as { code?: unknown };
	return typeof code === 'string' && !error.message.includes(code)
		? `${error.message} (${code})`
		: error.message;
}
