import type { IWebhookFunctions } from 'n8n-workflow';

import { BriefCache } from '../../lib/n8n/briefCache';
import { enteredSecrets, readSecrets, secretCredential } from '../../lib/n8n/secrets';
import { readRegistration } from '../../lib/n8n/registrationStore';
import { OnceIn } from '../../lib/receive/onceIn';
import type { ReceivedEvent } from '../../lib/receive/receive';
import type { SignatureScheme } from '../../lib/signature/scheme';
import type { Secrets } from '../../lib/signature/secret';
import { createVerifier, type Verifier } from '../../lib/signature/verify';
import type { TriggerSettings } from './settings';

export interface LoadedSecrets {
	/** Ready for verifying. */
	secrets: Secrets;
	/** As entered, white space included: only the diagnosis of a refusal looks at them. */
	entered: Secrets;
	/** The one that was made of these secrets last. */
	verifier?: { scheme: SignatureScheme; toleranceSeconds: number | undefined; verify: Verifier };
}

/** So long a secret that was changed meanwhile still counts. */
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
	try {
		const loaded = await readCredential(context, settings, nowMs);
		// Some API families choose the secret themselves; the user's then signs nothing.
		const returned = settings.registration && returnedSecret(context, settings);
		if (!returned || !('secret' in loaded.secrets)) return loaded;
		const { previousSecret } = loaded.secrets;
		return { secrets: { secret: returned, previousSecret }, entered: loaded.entered };
	} catch (error) {
		if (unreadable.pass(settings.nodeKey, nowMs) !== null) {
			context.logger.error('The credential with the signing secret cannot be read', {
				node: settings.node.name,
				cause: error instanceof Error ? error.message : 'unknown',
			});
		}
		return undefined;
	}
}

/**
 * Checks deliveries against loaded secrets. Made once for all deliveries that share these, as long
 * as nobody changes the settings meanwhile.
 */
export function verifierOf(
	{ scheme, options: { toleranceSeconds } }: Pick<TriggerSettings, 'scheme' | 'options'>,
	loaded: LoadedSecrets,
): Verifier {
	const last = loaded.verifier;
	if (last?.scheme === scheme && last.toleranceSeconds === toleranceSeconds) return last.verify;

	const verify = createVerifier(scheme, loaded.secrets, { toleranceSeconds });
	loaded.verifier = { scheme, toleranceSeconds, verify };
	return verify;
}

function returnedSecret(
	context: IWebhookFunctions,
	{ nodeKey }: TriggerSettings,
): string | undefined {
	const key = context.getMode() === 'manual' ? null : nodeKey;
	return readRegistration(key, context.getWorkflowStaticData('node'))?.webhook?.returnedSecret;
}

async function readCredential(
	context: IWebhookFunctions,
	{ node, nodeKey, scheme }: TriggerSettings,
	nowMs: number,
): Promise<LoadedSecrets> {
	const type = secretCredential(scheme);
	const id = node.credentials?.[type]?.id;
	return await recent.get(`${nodeKey} ${type} ${id}`, nowMs, async () => {
		const credential = await context.getCredentials(type);
		return {
			secrets: readSecrets(scheme, credential),
			entered: enteredSecrets(scheme, credential),
		};
	});
}

const MINUTE_MS = 60_000;
const unreadable = new OnceIn(MINUTE_MS);

const HOUR_MS = 3_600_000;
const rotationNotices = new OnceIn(HOUR_MS);

/** Tells the log that the old secret is still in use, so that somebody knows when to drop it. */
export function noticePreviousSecret(
	context: IWebhookFunctions,
	{ node, nodeKey }: TriggerSettings,
	{ delivery }: ReceivedEvent,
	nowMs: number,
): void {
	if (delivery.matchedSecret !== 'previous') return;
	if (rotationNotices.pass(nodeKey, nowMs) === null) return;
	context.logger.warn(
		'A delivery was signed with the previous secret: keep it in the credential until this message stays away',
		{ node: node.name },
	);
}
