import { createHash } from 'crypto';

import { isRepeated } from '../../lib/send/retry';
import type { Reason } from '../../lib/receive/reasons';
import type { Verification } from '../../lib/receive/verification';
import type { ReceivedRequest } from './request';
import type { TriggerSettings } from './settings';

/*
 * Until a secret has verified a delivery, nobody can tell a wrong secret from a forgery. A refusal
 * for good could then lose real events, so a platform that repeats deliveries is asked to do so.
 */

/** What a proof that does not fit the secret is refused for; all else is not about the secret. */
const MISMATCHES: ReadonlySet<Reason> = new Set([
	'signature_mismatch',
	'token_mismatch',
	'authorization_mismatch',
]);

const ASK_AGAIN_STATUS = 503;

/** The secret that has verified a delivery last, as a fingerprint, by node. */
const proven = new Map<string, string>();

/** A node that is forgotten is in doubt again until the next delivery, which loses nothing. */
const MOST_NODES = 10_000;

/** Notes which secret a delivery was verified with. */
export function noteProof(
	settings: TriggerSettings,
	{ secrets }: ReceivedRequest,
	{ matchedSecret }: Verification,
): void {
	// What the previous secret verifies says nothing about the one that was entered after it.
	if (!secrets || matchedSecret !== 'current') return;
	const { nodeKey } = settings;
	proven.delete(nodeKey);
	proven.set(nodeKey, fingerprint(settings, secrets.secrets));
	if (proven.size <= MOST_NODES) return;
	const [oldest] = proven.keys();
	proven.delete(oldest);
}

/**
 * The status that makes the platform deliver again, where a delivery may be refused only because
 * the secret is wrong; else null, also where nothing is known of the platform's repetitions.
 */
export function statusInDoubt(
	settings: TriggerSettings,
	{ secrets }: ReceivedRequest,
	reason: Reason,
): typeof ASK_AGAIN_STATUS | null {
	if (!secrets || !MISMATCHES.has(reason)) return null;
	if (!isRepeated(settings.platform.retry, ASK_AGAIN_STATUS)) return null;
	const isProven = proven.get(settings.nodeKey) === fingerprint(settings, secrets.secrets);
	return isProven ? null : ASK_AGAIN_STATUS;
}

type LoadedSecrets = NonNullable<ReceivedRequest['secrets']>['secrets'];

/** Of the current secret alone; another platform's deliveries prove nothing for this one's. */
function fingerprint({ platform }: TriggerSettings, secrets: LoadedSecrets): string {
	const current = 'username' in secrets ? [secrets.username, secrets.password] : [secrets.secret];
	return createHash('sha256')
		.update(JSON.stringify([platform.id, ...current]))
		.digest('base64');
}
