import type { IExecuteFunctions } from 'n8n-workflow';

import { loadSecrets } from '../../../lib/n8n/secrets';
import type { Platform } from '../../../lib/platform';

/** @throws NodeOperationError when no usable signing secret is set */
export async function readSecret(
	context: IExecuteFunctions,
	platform: Platform,
	itemIndex: number,
): Promise<string> {
	const { secrets } = await loadSecrets(context, platform.signature, {
		platformName: platform.name,
		consequence: 'The platform signs its deliveries with it.',
		itemIndex,
	});
	return 'secret' in secrets ? secrets.secret : '';
}
