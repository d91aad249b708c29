import { NodeOperationError } from 'n8n-workflow';
import type { ApiAccess, ApiContext } from './transport';

/** What is said when the credential is not chosen. */
interface CredentialProblem {
	message: string;
	description: string;
	itemIndex?: number;
}

const NOT_REGISTERABLE: CredentialProblem = {
	message: 'No API credential is set',
	description:
		'Registering the webhook automatically needs one. Choose or create it in this node, or set Registration to Manual.',
};

/**
 * Where and with which credential an API family is called.
 *
 * @throws NodeOperationError when the credential is not chosen
 */
export async function resolveAccess(
	context: ApiContext,
	api: { credential: string },
	{ basePath }: { basePath?: string } = {},
	problem: CredentialProblem = NOT_REGISTERABLE,
): Promise<ApiAccess> {
	if (!context.getNode().credentials?.[api.credential]) {
		const { message, description, itemIndex } = problem;
		throw new NodeOperationError(context.getNode(), message, { description, itemIndex });
	}
	const { baseUrl } = await context.getCredentials(api.credential);
	const base = String(baseUrl).trim().replace(/\/+$/, '');
	return {
		credential: api.credential,
		baseUrl: withBasePath(base, basePath),
	};
}

/** An API family may live under another version path of the same host. */
export function withBasePath(baseUrl: string, basePath: string | undefined): string {
	if (basePath === undefined || baseUrl.endsWith(basePath)) return baseUrl;
	return `${baseUrl.replace(/\/v\d+$/, '')}${basePath}`;
}
