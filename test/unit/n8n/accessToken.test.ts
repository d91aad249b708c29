import type { IHttpRequestOptions } from 'n8n-workflow';

import { accessTokenOf, authoriseWithToken, RENEW_HEADER } from '../../../lib/n8n/accessToken';

const request = (headers = {}): IHttpRequestOptions => ({ url: 'https://acme.example/x', headers });

describe('authoriseWithToken', () => {
	it('sends the token of the credential', async () => {
		expect(await authoriseWithToken({ token: 't1' }, request({ Accept: 'a' }))).toEqual(
			request({ Accept: 'a', Authorization: 'Bearer t1' }),
		);
	});

	it('fails as a 401 where the token is to be renewed, and goes on with the new one', async () => {
		const refused = request({ Accept: 'a', [RENEW_HEADER]: 'true' });
		await expect(authoriseWithToken({ token: 't1' }, refused)).rejects.toMatchObject({
			response: { status: 401 },
		});
		// n8n hands in the same object again.
		expect(await authoriseWithToken({ token: 't2' }, refused)).toEqual(
			request({ Accept: 'a', Authorization: 'Bearer t2' }),
		);
	});
});

describe('accessTokenOf', () => {
	it.each([
		['an API key', { apiKey: 'k' }, 'none', false],
		['a token that was never fetched', { token: '' }, 'missing', true],
		['a token', { token: 't' }, 'present', true],
		['OAuth2 without a token', { accessTokenUrl: 'u' }, 'missing', false],
		['OAuth2', { accessTokenUrl: 'u', oauthTokenData: { access_token: 't' } }, 'present', false],
	] as const)('of a credential with %s is %s %s', (_, credential, state, isOurs) => {
		expect(accessTokenOf(credential)).toEqual({ state, isOurs });
	});
});
