import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type {
	IAllExecuteFunctions,
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IWebhookFunctions,
	JsonObject,
} from 'n8n-workflow';

import type { ApiAnswer } from '../api/answer';
import { createApiClient, type ApiTransport, type Send } from '../api/client';
import type { ApiProfile } from '../api/declaration';
import type { Asked } from '../api/errorMessages';
import { isObject } from '../json';
import { secretsIn } from '../redact';
import { describeFailure, failure } from '../send/failure';
import { accessTokenOf, RENEW_HEADER } from './accessToken';
import { wait } from './wait';

/** Where platforms are called from. */
export type ApiContext =
	| IHookFunctions
	| IExecuteFunctions
	| ILoadOptionsFunctions
	| IWebhookFunctions;

export interface ApiSettings {
	/** The platform's name. */
	name: string;
	api: ApiProfile;
	/** The item that an error is about. */
	itemIndex?: number;
	timeoutMs?: number;
	/** The longest wait that a rate limit may impose. */
	longestWaitSeconds?: number;
}

/** A platform's API for one run of a node. */
export interface PlatformApi {
	/** The credential's base URL, without trailing slash. */
	baseUrl: string;
	/** @see ApiClient.send */
	send: Send;
	/** The error that a failed request ends in. Nothing that was sent in secret is in it. */
	failure: (
		asked: Omit<Asked, 'platform'>,
		answer: ApiAnswer,
		itemIndex?: number,
	) => NodeApiError | NodeOperationError;
}

const DEFAULT_TIMEOUT_MS = 15_000;
/** As long as a person has patience who watches the editor. */
const DEFAULT_WAIT_SECONDS = 20;

/**
 * Opens a platform's API with the credential that is chosen in the node.
 *
 * @throws NodeOperationError when none is chosen
 */
export async function openApi(context: ApiContext, settings: ApiSettings): Promise<PlatformApi> {
	const { name, api, itemIndex, longestWaitSeconds = DEFAULT_WAIT_SECONDS } = settings;
	const node = context.getNode();
	const chosen = node.credentials?.[api.credential];
	if (!chosen) {
		throw new NodeOperationError(node, `No API credential is set for ${name}`, {
			itemIndex,
			description: `${name} answers only with one. Choose or create its API credential in this node.`,
		});
	}
	const transport = await n8nTransport(context, settings, chosen.id ?? '');
	const client = createApiClient({ name, api, longestWaitSeconds }, transport);
	return {
		baseUrl: transport.baseUrl,
		send: client.send,
		failure(asked, answer, index = itemIndex) {
			const { message, advice: description } = client.explain(asked, answer);
			if (answer.kind === 'unreachable') {
				return new NodeOperationError(node, message, { description, itemIndex: index });
			}
			const httpCode = String(answer.status);
			return new NodeApiError(
				node,
				{ message, httpCode },
				{ message, description, httpCode, itemIndex: index },
			);
		},
	};
}

async function n8nTransport(
	context: ApiContext,
	{ api, timeoutMs = DEFAULT_TIMEOUT_MS }: ApiSettings,
	credentialId: string,
): Promise<ApiTransport & { baseUrl: string }> {
	let credential = await context.getCredentials(api.credential);
	const baseUrl = baseUrlIn(credential);
	const token = accessTokenOf(credential);
	const signal =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;

	return {
		baseUrl,
		owner: `${credentialId} ${baseUrl}`,
		accessToken: token.state,
		secrets: () => secretsIn(credential),
		now: Date.now,
		wait,
		signal,
		async send(request, renewToken) {
			const answer = await sendAsNode(context, api.credential, {
				method: request.method,
				url: `${withBasePath(baseUrlIn(credential, request.baseUrlField), request.basePath)}${request.path}`,
				headers: {
					Accept: 'application/json',
					...request.headers,
					...(renewToken && token.isOurs && { [RENEW_HEADER]: 'true' }),
				},
				...(request.query && { qs: request.query }),
				...(request.body && { body: request.body }),
				json: true,
				timeout: timeoutMs,
				abortSignal: signal,
				disableFollowRedirect: true,
				returnFullResponse: true,
				// n8n renews a token where a 401 is an error to it.
				ignoreHttpStatusErrors: renewToken ? { ignore: true, except: [401] } : true,
			});
			// By now n8n has stored the new token, which an error must not show either.
			if (renewToken || token.state === 'missing') {
				credential = await context.getCredentials(api.credential);
			}
			return answer;
		},
	};
}

async function sendAsNode(
	context: ApiContext,
	credentialType: string,
	options: IHttpRequestOptions,
): Promise<ApiAnswer> {
	try {
		const response = (await context.helpers.httpRequestWithAuthentication.call(
			context as IAllExecuteFunctions,
			credentialType,
			options,
		)) as { statusCode: number; headers: Record<string, unknown>; body: unknown };
		const { statusCode: status, headers, body } = response;
		return { kind: 'answer', status, headers, body };
	} catch (error) {
		return readError(error);
	}
}

/** An error that is an answer, from where access tokens are handed out, or the lack of one. */
function readError(error: unknown): ApiAnswer {
	const { httpCode, context } = (error ?? {}) as { httpCode?: unknown; context?: JsonObject };
	if (typeof httpCode === 'string' && /^[1-5]\d\d$/.test(httpCode)) {
		return { kind: 'answer', status: Number(httpCode), headers: {}, body: context?.data };
	}
	const refusal = tokenRefusal(error);
	if (refusal) return refusal;
	// The error's own text may hold the request with its headers, and n8n would replace a message
	// with a system's error code in it by one of its own.
	const { message } = failure(describeFailure(error).class);
	return { kind: 'unreachable', cause: `${message[0].toLowerCase()}${message.slice(1)}` };
}

/** The answer of a token endpoint that gave n8n's own OAuth2 none, which stands behind the error. */
function tokenRefusal(error: unknown, depth = 0): ApiAnswer | undefined {
	if (!isObject(error) || depth > 4) return undefined;
	const { code, status, body, cause } = error;
	// Such as `invalid_client`, whatever its status.
	if (code === 'EAUTH') return { kind: 'answer', status: 401, headers: {}, body };
	if (code === 'ESTATUS' && typeof status === 'number') {
		return { kind: 'answer', status, headers: {}, body };
	}
	return tokenRefusal(cause, depth + 1);
}

/** Without trailing slash. */
function baseUrlIn(credential: ICredentialDataDecryptedObject, field = 'baseUrl'): string {
	return String(credential[field]).trim().replace(/\/+$/, '');
}

/** An API may live under another version path of the same host. */
export function withBasePath(baseUrl: string, basePath: string | undefined): string {
	if (basePath === undefined || baseUrl.endsWith(basePath)) return baseUrl;
	return `${baseUrl.replace(/\/v\d+$/, '')}${basePath}`;
}
