import type { Sandbox } from '../../../sandbox/start';
import { type PlatformId, platformById } from '../../../platforms';
import type { SharedN8n } from '../harness/n8n';
import { SIGNING_TEXT } from '../../support/senders';

/** What a node's `credentials` take for the API of one platform of the sandbox. */
export async function accountIn(
	n8n: Pick<SharedN8n, 'createCredential'>,
	sandbox: Sandbox,
	platform: PlatformId,
): Promise<Record<string, { id: string; name: string }>> {
	const type = platformById(platform)?.api?.credential;
	if (type === undefined) throw new Error(`${platform} has no API`);
	const data = { ...sandbox.account(platform), signingSecret: SIGNING_TEXT };
	return { [type]: await n8n.createCredential(type, data) };
}
