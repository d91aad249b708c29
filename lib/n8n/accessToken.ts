import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

/** A request with this header is not sent before n8n has fetched a new access token. */
export const RENEW_HEADER = 'x-renew-access-token';

/**
 * Authorises a request with the access token that `preAuthentication` has put into the field
 * `token` of a credential. For the `authenticate` of every credential with such a token.
 *
 * n8n fetches a token when there is none, and again when a request ends in an error with status
 * 401. Platforms also refuse a token in an answer with status 200, as GraphQL does, or while
 * requests of several items are on their way; so whoever has been refused says by the header that
 * the token is to be renewed, and what looks like a 401 to n8n then happens here.
 */
export async function authoriseWithToken(
	{ token }: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	const { [RENEW_HEADER]: renew, ...headers } = request.headers ?? {};
	if (renew !== undefined) {
		// n8n hands in the same request once more when it has the new token.
		request.headers = headers;
		const refused = { response: { status: 401 } };
		throw Object.assign(new Error('The access token is to be renewed'), refused);
	}
	return { ...request, headers: { ...headers, Authorization: `Bearer ${String(token)}` } };
}

export type AccessToken = 'none' | 'missing' | 'present';

/** Whether a credential has such a token, or one of n8n's own OAuth2. */
export function accessTokenOf({
	token,
	accessTokenUrl,
	oauthTokenData,
}: ICredentialDataDecryptedObject): {
	state: AccessToken;
	/** Whether `authoriseWithToken` is what adds it. */
	isOurs: boolean;
} {
	if (token !== undefined) return { state: token === '' ? 'missing' : 'present', isOurs: true };
	if (accessTokenUrl === undefined) return { state: 'none', isOurs: false };
	return { state: oauthTokenData ? 'present' : 'missing', isOurs: false };
}
