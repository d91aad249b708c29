import { NodeOperationError } from 'n8n-workflow';
import type { ApiAccess, ApiContext } from './transport';

/**
 * Where and with which credential an API family is called.
 *
 * @throws NodeOperationError when the credential is not chosen
 */
export async function resolveAccess(
	context: ApiContext,
	api: { credential: string },
	flavour: { basePath?: string } = {},
	advice = 'Registering the webhook automatically needs one. Choose or create it in this node, or set Registration to Manual.',
): Promise<ApiAccess> {
	if (!context.getNode().credentials?.[api.credential]) {
		throw new NodeOperationError(context.getNode(), 'No API credential is set', {
			description: advice,
		});
	}
	const { baseUrl } = await context.getCredentials(api.credential);
	const base = String(baseUrl).trim().replace(/\/+$/, '');
	return {
		credential: api.credential,
		baseUrl: withBasePath(base, flavour.basePath),
	};
}

/** An API family may live under another version path of the same host. */
export function withBasePath(baseUrl: string, basePath: string | undefined): string {
	if (basePath === undefined || baseUrl.endsWith(basePath)) return baseUrl;
	return `${baseUrl.replace(/\/v\d+$/, '')}${basePath}`;
}
