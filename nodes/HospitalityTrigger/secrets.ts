import type { IWebhookFunctions } from 'n8n-workflow';

import { BriefCache } from '../../lib/n8n/briefCache';
import { registeredSecrets } from '../../lib/n8n/registeredSecrets';
import { readSecrets, secretCredential, type LoadedSecrets } from '../../lib/n8n/secrets';
import { LogThrottle } from '../../lib/receive/logThrottle';
import type { Verification } from '../../lib/receive/verification';
import type { TriggerSettings } from './settings';

/** How long a secret that was changed meanwhile still counts. */
const KEEP_MS = 1000;
const recent = new BriefCache<LoadedSecrets>(KEEP_MS);

/**
 * The secrets to verify with; undefined when the credential cannot be read. Deliveries of the same
 * second share one reading: n8n takes about as long for it as this node does for all the rest.
 *
 * @param refresh asks a platform that chooses the secret for it anew, where it can be asked
 */
export async function loadSecrets(
	context: IWebhookFunctions,
	settings: TriggerSettings,
	nowMs: number,
	refresh = false,
): Promise<LoadedSecrets | undefined> {
	const { node, nodeKey } = settings;
	const type = secretCredential(settings);
	const key = `${nodeKey} ${type} ${node.credentials?.[type]?.id}`;
	try {
		const { webhookApi, platform } = settings;
		if (webhookApi?.secret.by !== 'platform') {
			return await recent.get(key, nowMs, async () => await readSecrets(context, settings));
		}
		const registered = { nodeKey, platform, webhookApi };
		const secrets = await registeredSecrets(context, registered, nowMs, refresh);
		return secrets ? { secrets, entered: secrets } : undefined;
	} catch (error) {
		if (unreadable.allow(nodeKey, nowMs).allowed) {
			const cause = error instanceof Error ? error.message : 'unknown';
			context.logger.error(`The credential with the signing secret cannot be used: ${cause}`, {
				node: node.name,
			});
		}
		return undefined;
	}
}

const MINUTE_MS = 60_000;
const unreadable = new LogThrottle(MINUTE_MS);

const HOUR_MS = 3_600_000;
const rotationNotices = new LogThrottle(HOUR_MS);

/** Tells the log that the previous secret is still in use, so that operators know when to drop it. */
export function noticePreviousSecret(
	context: IWebhookFunctions,
	{ node, nodeKey, webhookApi }: TriggerSettings,
	{ matchedSecret }: Verification,
	nowMs: number,
): void {
	if (matchedSecret !== 'previous' || webhookApi?.secret.by === 'platform') return;
	if (!rotationNotices.allow(nodeKey, nowMs).allowed) return;
	context.logger.warn(
		'A delivery was signed with the previous secret: keep it in the credential until this message stays away',
		{ node: node.name },
	);
}
