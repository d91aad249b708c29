import type { Platform, WebhookApi } from '../../lib/platform';
import { platforms } from '../../platforms';
import { credentialTypes } from '../../sandbox/credentialTypes';
import type { Sandbox } from '../../sandbox/start';
import { SIGNING_TEXT } from './senders';

export interface RegisteringApi {
	/** Of the platform and the API. */
	name: string;
	platform: Platform;
	api: WebhookApi;
}

/** Every API at which a trigger can register its webhook. */
export const registeringApis: RegisteringApi[] = (platforms as readonly Platform[]).flatMap(
	(platform) =>
		platform.registration.kind === 'api'
			? platform.registration.webhookApis.map((api) => ({
					name: `${platform.name}, ${api.name}`,
					platform,
					api,
				}))
			: [],
);

/** What a node's credentials hold for such an API of the sandbox, by credential type. */
export function apiCredentials(
	sandbox: Pick<Sandbox, 'account' | 'apiKey'>,
	{ platform, api }: RegisteringApi,
): Record<string, Record<string, string | { access_token: string }>> {
	const type = platform.api?.credential ?? '';
	const data = {
		...sandbox.account(platform.id),
		signingSecret: signingSecret(sandbox, api),
		...(grantTypeOf(type) === 'authorizationCode' && {
			oauthTokenData: { access_token: sandbox.apiKey },
		}),
	};
	return { [type]: data };
}

/** One that is not sent to the platform is known there already. */
export function signingSecret({ apiKey }: Pick<Sandbox, 'apiKey'>, { secret }: WebhookApi): string {
	return secret.by === 'user' && !secret.sent ? apiKey : SIGNING_TEXT;
}

/** Whether n8n fetches the access tokens of such an API by itself, with a client's ID and secret. */
export function fetchesTokens({ platform }: RegisteringApi): boolean {
	return grantTypeOf(platform.api?.credential) === 'clientCredentials';
}

/** Of n8n's own OAuth2: at `authorizationCode` a person has to agree at the platform first. */
function grantTypeOf(type: string | undefined): unknown {
	const { properties = [] } = credentialTypes().find(({ name }) => name === type) ?? {};
	return properties.find(({ name }) => name === 'grantType')?.default;
}
