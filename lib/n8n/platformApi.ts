import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';

import type { ApiProfile } from '../api/profile';
import { describeFailedCall, type Asked } from '../api/problem';
import { withMeantStatus } from '../api/recordAnswer';
import type { Send } from '../api/lookUp';
import type { ApiRequest } from '../api/request';
import type { ApiAnswer } from '../api/apiAnswer';
import { resolveAccess, withBasePath } from './apiAccess';
import { sharedPace } from './paces';
import { callApi, type ApiContext, type CallPolicy } from './transport';
import { wait } from './wait';

/** Long enough for any wait that platforms document, and short enough for a run. */
const LONGEST_WAIT_SECONDS = 300;

export interface ApiSettings {
	timeoutMs?: number;
	/** The item that an error is about. */
	itemIndex?: number;
}

/**
 * A platform's API for one run of a node: within the platform's limits, with one access token for
 * all requests, renewed once when it has expired.
 *
 * @param name the platform's name
 * @throws NodeOperationError when no credential is chosen
 */
export async function openPlatformApi(
	context: ApiContext,
	name: string,
	api: ApiProfile,
	{ timeoutMs, itemIndex }: ApiSettings = {},
): Promise<Send> {
	const access = await resolveAccess(
		context,
		api,
		{},
		{
			message: `No API credential is set for ${name}`,
			description: `${name} answers only to those it knows. Choose or create its API credential in this node.`,
			itemIndex,
		},
	);
	const owner = `${context.getNode().credentials?.[api.credential]?.id ?? ''} ${access.baseUrl}`;
	const signal =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	let opening: Promise<ApiAnswer> | undefined;
	let renewals = 0;
	let renewing: Promise<ApiAnswer> | undefined;

	async function attempt(request: ApiRequest, more: CallPolicy = {}): Promise<ApiAnswer> {
		const pace = sharedPace(owner, request.protocol, api);
		const at = { ...access, baseUrl: withBasePath(access.baseUrl, request.basePath) };
		return await callApi(context, at, request, {
			timeoutMs,
			longestWaitSeconds: LONGEST_WAIT_SECONDS,
			signal,
			admit: async () => {
				do await wait(pace.reserve(Date.now()) - Date.now(), signal);
				while (pace.isHeld(Date.now()) && !signal?.aborted);
			},
			interpret: (received) => {
				const answer = withMeantStatus(received, api.errors);
				if (answer.kind === 'answer') pace.observe(answer, Date.now());
				return answer;
			},
			...more,
		});
	}

	/** The first request brings the access token; the others wait for it instead of asking again. */
	async function send(request: ApiRequest): Promise<ApiAnswer> {
		if (!api.renewal) return await attempt(request);
		if (opening) {
			await opening;
			return await attempt(request);
		}
		opening = attempt(request);
		return await opening;
	}

	async function renew(): Promise<ApiAnswer> {
		if (!api.renewal) throw new Error(`${name} hands out no access tokens`);
		const answer = await attempt({ ...api.renewal, protocol: 'rest' }, { renewToken: true });
		renewals += 1;
		renewing = undefined;
		return answer;
	}

	return async (request) => {
		const before = renewals;
		const answer = await send(request);
		if (answer.kind !== 'answer' || answer.status !== 401 || !api.renewal) return answer;
		// Somebody else may have renewed it since this request was sent.
		if (renewals === before) {
			renewing ??= renew();
			const renewed = await renewing;
			if (renewed.kind === 'answer' && renewed.status === 401) return answer;
		}
		return await attempt(request);
	};
}

/** The error that a failed call ends in, in words, for one item. */
export function failedCall(
	node: INode,
	asked: Asked,
	answer: ApiAnswer,
	{ errors }: Pick<ApiProfile, 'errors'>,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	const { message, advice: description } = describeFailedCall(asked, answer, errors);
	if (answer.kind === 'unreachable') {
		return new NodeOperationError(node, message, { description, itemIndex });
	}
	const httpCode = String(answer.status);
	return new NodeApiError(
		node,
		{ message, httpCode },
		{ message, description, httpCode, itemIndex },
	);
}
