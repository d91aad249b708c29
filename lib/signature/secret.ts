/** Which of the active secrets: during a rotation the previous one still counts. */
export type SecretLabel = 'current' | 'previous';

/** The secrets of a webhook as the user entered them. */
export type Secrets = HmacSecrets | BasicSecrets;

export interface HmacSecrets {
	secret: string;
	previousSecret?: string;
}

export interface BasicSecrets {
	username: string;
	password: string;
}

export interface ActiveSecret {
	label: SecretLabel;
	value: string;
}

/**
 * The secrets to check against, without surrounding white space, which gets in by copying and is
 * part of no generated secret. Empty when nothing usable is set.
 */
export function activeSecrets(secrets: Secrets): ActiveSecret[] {
	if (!('secret' in secrets)) return [];
	const active: ActiveSecret[] = [];
	const current = clean(secrets.secret);
	const previous = clean(secrets.previousSecret);
	if (current) active.push({ label: 'current', value: current });
	// A previous secret alone is a half-filled form, not a rotation.
	if (current && previous && previous !== current)
		active.push({ label: 'previous', value: previous });
	return active;
}

/** A value as entered, without surrounding white space; empty for anything but text. */
export function clean(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}

const ED25519_PUBLIC_PREFIX = 'whpk_';
const ED25519_PRIVATE_PREFIX = 'whsk_';

export type KeyKind = 'symmetric' | 'ed25519Public' | 'ed25519Private';

/** A Standard Webhooks secret as key bytes, or undefined when it is not base64 or empty. */
export function decodeWhsec(value: string): { kind: KeyKind; bytes: Buffer } | undefined {
	const kind: KeyKind = value.startsWith(ED25519_PUBLIC_PREFIX)
		? 'ed25519Public'
		: value.startsWith(ED25519_PRIVATE_PREFIX)
			? 'ed25519Private'
			: 'symmetric';
	const text = value.replace(/^(whsec_|whpk_|whsk_)/, '');
	const bytes = decodeBase64(text);
	if (!bytes || bytes.length === 0) return undefined;
	if (kind === 'ed25519Public' && bytes.length !== 32) return undefined;
	// 32 bytes of seed, or seed and public key together as libsodium writes them.
	if (kind === 'ed25519Private' && bytes.length !== 32 && bytes.length !== 64) return undefined;
	return { kind, bytes };
}

/**
 * Strict base64, padding optional but then whole: Node's own decoder skips what it does not know,
 * so many different texts would stand for the same key or digest.
 */
export function decodeBase64(text: string): Buffer | undefined {
	if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
	const bare = text.replace(/=+$/, '');
	if (bare.length % 4 === 1) return undefined;
	if (bare.length !== text.length && text.length % 4 !== 0) return undefined;
	return Buffer.from(bare, 'base64');
}
