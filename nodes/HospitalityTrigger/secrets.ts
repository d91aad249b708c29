import type { IWebhookFunctions } from 'n8n-workflow';

import { BriefCache } from '../../lib/n8n/briefCache';
import { readRegistration } from '../../lib/n8n/registrationStore';
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
 */
export async function loadSecrets(
	context: IWebhookFunctions,
	settings: TriggerSettings,
	nowMs: number,
): Promise<LoadedSecrets | undefined> {
	const { node, nodeKey, scheme } = settings;
	const type = secretCredential(scheme);
	const key = `${nodeKey} ${type} ${node.credentials?.[type]?.id}`;
	try {
		const loaded = await recent.get(key, nowMs, async () => await readSecrets(context, scheme));
		return withReturnedSecret(context, settings, loaded);
	} catch (error) {
		if (unreadable.allow(nodeKey, nowMs).allowed) {
			context.logger.error('The credential with the signing secret cannot be read', {
				node: node.name,
				cause: error instanceof Error ? error.message : 'unknown',
			});
		}
		return undefined;
	}
}

/** Some webhook APIs choose the secret themselves; the user's current one then signs nothing. */
function withReturnedSecret(
	context: IWebhookFunctions,
	{ nodeKey, registration }: TriggerSettings,
	{ secrets, entered }: LoadedSecrets,
): LoadedSecrets {
	if (!registration || !('secret' in secrets) || !('secret' in entered))
		return { secrets, entered };
	const key = context.getMode() === 'manual' ? null : nodeKey;
	const record = readRegistration(key, context.getWorkflowStaticData('node'));
	const secret = record?.webhook?.returnedSecret;
	if (secret === undefined) return { secrets, entered };
	return { secrets: { ...secrets, secret }, entered: { ...entered, secret } };
}

const MINUTE_MS = 60_000;
const unreadable = new LogThrottle(MINUTE_MS);

const HOUR_MS = 3_600_000;
const rotationNotices = new LogThrottle(HOUR_MS);

/** Tells the log that the previous secret is still in use, so that operators know when to drop it. */
export function noticePreviousSecret(
	context: IWebhookFunctions,
	{ node, nodeKey }: TriggerSettings,
	{ matchedSecret }: Verification,
	nowMs: number,
): void {
	if (matchedSecret !== 'previous' || !rotationNotices.allow(nodeKey, nowMs).allowed) return;
	context.logger.warn(
		'A delivery was signed with the previous secret: keep it in the credential until this message stays away',
		{ node: node.name },
	);
}
