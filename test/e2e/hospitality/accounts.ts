import { SANDBOX_API_KEY, type Sandbox } from '../../../sandbox/start';
import type { SharedN8n } from '../harness/n8n';
import { SIGNING_TEXT } from '../../support/senders';

/** What a node's `credentials` take for the API of one platform of the sandbox. */
export async function accountIn(
	n8n: Pick<SharedN8n, 'createCredential'>,
	sandbox: Sandbox,
	platform: 'resmio' | 'olympusCloud' | 'goTab',
): Promise<Record<string, { id: string; name: string }>> {
	const baseUrl = sandbox.apiUrl(platform);
	const type = `${platform}Api`;
	const data =
		platform === 'goTab'
			? { accessId: 'acc_1', accessSecret: SANDBOX_API_KEY, baseUrl }
			: {
					apiKey: SANDBOX_API_KEY,
					baseUrl,
					...(platform === 'olympusCloud' && { signingSecret: SIGNING_TEXT }),
				};
	return { [type]: await n8n.createCredential(type, data) };
}
