import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

import { assertUsable, readSecrets, secretCredential } from '../../../lib/n8n/secrets';
import type { Platform } from '../../../lib/platform';

/** @throws NodeOperationError when no usable signing secret is set */
export async function readSecret(
	context: IExecuteFunctions,
	platform: Platform,
	itemIndex: number,
): Promise<string> {
	const type = secretCredential(platform.signature);
	if (!context.getNode().credentials?.[type]) {
		throw new NodeOperationError(context.getNode(), 'No signing secret credential is set', {
			itemIndex,
			description: `${platform.name} signs its deliveries with it. Choose or create it in this node.`,
		});
	}
	const secrets = readSecrets(platform.signature, await context.getCredentials(type, itemIndex));
	assertUsable(context.getNode(), platform.signature, secrets);
	return 'secret' in secrets ? secrets.secret : '';
}
