import type { IWebhookFunctions } from 'n8n-workflow';

import { readSecrets, secretCredential } from '../../lib/host/secrets';
import { returnedSecret } from '../../lib/host/webhookMemory';
import { OnceIn } from '../../lib/receive/onceIn';
import type { ReceivedEvent } from '../../lib/receive/receive';
import type { Secrets } from '../../lib/signature/secret';
import type { TriggerSettings } from './settings';

export interface LoadedSecrets {
	/** Ready for verifying. */
	secrets: Secrets;
	/** As entered, white space included: only the diagnosis of a refusal looks at them. */
	entered: Secrets;
}

/** The secrets to verify with; undefined when the credential cannot be read. */
export async function loadSecrets(
	context: IWebhookFunctions,
	{ scheme, registration }: TriggerSettings,
): Promise<LoadedSecrets | undefined> {
	try {
		const credential = await context.getCredentials(secretCredential(scheme));
		const secrets = readSecrets(scheme, credential);
		const entered =
			'username' in secrets
				? { username: String(credential.username), password: String(credential.password) }
				: { secret: String(credential.secret), previousSecret: String(credential.previousSecret) };
		// Some API families choose the secret themselves; the user's then signs nothing.
		const returned = registration && returnedSecret(context);
		return returned && 'secret' in secrets
			? { secrets: { secret: returned, previousSecret: secrets.previousSecret }, entered }
			: { secrets, entered };
	} catch (error) {
		const { id, name } = context.getNode();
		if (unreadable.pass(`${context.getWorkflow().id} ${id}`, Date.now()) !== null) {
			context.logger.error('The credential with the signing secret cannot be read', {
				node: name,
				cause: error instanceof Error ? error.message : 'unknown',
			});
		}
		return undefined;
	}
}

const MINUTE_MS = 60_000;
const unreadable = new OnceIn(MINUTE_MS);

const HOUR_MS = 3_600_000;
const rotationNotices = new OnceIn(HOUR_MS);

/** Tells the log that the old secret is still in use, so that somebody knows when to drop it. */
export function noticePreviousSecret(
	context: IWebhookFunctions,
	{ delivery }: ReceivedEvent,
	nowMs: number,
): void {
	if (delivery.matchedSecret !== 'previous') return;
	const { id, name } = context.getNode();
	if (rotationNotices.pass(`${context.getWorkflow().id} ${id}`, nowMs) === null) return;
	context.logger.warn(
		'A delivery was signed with the previous secret: keep it in the credential until this message stays away',
		{ node: name },
	);
}
