import type { WebhookApi } from './declaration';

/*
 * The token that stands in the URL of a webhook where nothing else proves a delivery. Only the
 * platform and the credential have it: what is remembered, compared or shown is the URL without it.
 */

type Api = Pick<WebhookApi, 'secret'>;

function parameterOf({ secret }: Api): string | undefined {
	return secret.by === 'user' ? secret.inUrl : undefined;
}

/** The URL as the platform is to call it. */
export function withUrlToken(api: Api, url: string, token: string): string {
	const parameter = parameterOf(api);
	if (parameter === undefined || token.trim() === '') return url;
	const complete = new URL(url);
	complete.searchParams.set(parameter, token.trim());
	return complete.href;
}

/** The URL without its token, and the token apart; undefined where webhooks of this API have none. */
export function splitUrlToken(api: Api, url: string): { url: string; token: string } | undefined {
	const parameter = parameterOf(api);
	if (parameter === undefined || !URL.canParse(url)) return undefined;
	const rest = new URL(url);
	const token = rest.searchParams.get(parameter) ?? '';
	if (token === '') return { url, token };
	rest.searchParams.delete(parameter);
	return { url: rest.href, token };
}
