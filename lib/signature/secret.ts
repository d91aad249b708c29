import { createPrivateKey, createPublicKey, createSecretKey, type KeyObject } from 'crypto';

/** Which of the active secrets: during a rotation the previous one still counts. */
export type SecretLabel = 'current' | 'previous';

/** The secrets of a webhook as the user entered them. */
export type Secrets = HmacSecrets | BasicSecrets;

/** Signing secrets, or tokens. */
export interface HmacSecrets {
	secret: string;
	previousSecret?: string;
}

export interface BasicSecrets {
	username: string;
	password: string;
	/** While it is being replaced: the user name before, where that is another, and its password. */
	previousUsername?: string;
	previousPassword?: string;
}

/** The signing secrets or tokens among secrets; empty ones where they are of the other kind. */
export function hmacSecrets(secrets: Secrets): HmacSecrets {
	return 'secret' in secrets ? secrets : { secret: '' };
}

/** User name and password among secrets; empty ones where they are of the other kind. */
export function basicSecrets(secrets: Secrets): BasicSecrets {
	return 'username' in secrets ? secrets : { username: '', password: '' };
}

export interface ActiveSecret {
	label: SecretLabel;
	value: string;
}

/**
 * How key bytes come from the secret: its UTF-8 text, base64 in either alphabet, hex digits, or a
 * Standard Webhooks secret (base64, mostly behind `whsec_`; `whpk_` and `whsk_` are Ed25519 keys).
 */
export type SecretFormat = 'text' | 'base64' | 'hex' | 'whsec';

/**
 * The secrets to check against, without surrounding white space, which gets in by copying and is
 * part of no generated secret. Empty when nothing usable is set.
 */
export function activeSecrets(secrets: HmacSecrets): ActiveSecret[] {
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

/** A secret made ready for use, so that nothing is decoded while a delivery waits. */
export type SigningKey =
	/** The key is the bytes, imported: Node.js 24 imports bare ones anew for every HMAC. */
	| { label: SecretLabel; kind: 'hmac'; bytes: Buffer; key: KeyObject }
	| { label: SecretLabel; kind: 'ed25519'; publicKey: KeyObject; privateKey?: KeyObject };

export type PreparedKeys =
	| { ok: true; keys: SigningKey[] }
	| { ok: false; reason: 'secret_missing' | 'secret_malformed' };

/** Turns the user's secrets into keys. One unusable secret makes all of them unusable. */
export function prepareKeys(format: SecretFormat, secrets: HmacSecrets): PreparedKeys {
	const keys: SigningKey[] = [];
	for (const { label, value } of activeSecrets(secrets)) {
		const key = prepareKey(label, format, value);
		if (!key) return { ok: false, reason: 'secret_malformed' };
		keys.push(key);
	}
	return keys.length > 0 ? { ok: true, keys } : { ok: false, reason: 'secret_missing' };
}

function prepareKey(
	label: SecretLabel,
	format: SecretFormat,
	value: string,
): SigningKey | undefined {
	switch (format) {
		case 'text':
			return hmacKey(label, Buffer.from(value, 'utf8'));
		case 'base64':
			return hmacKey(label, decodeBase64(value) ?? decodeBase64Url(value));
		case 'hex':
			return hmacKey(label, decodeHex(value));
		case 'whsec':
			return webhookKey(label, value);
	}
}

/** An empty key would let anybody sign, so there is none. */
function hmacKey(label: SecretLabel, bytes: Buffer | undefined): SigningKey | undefined {
	if (!bytes || bytes.length === 0) return undefined;
	return { label, kind: 'hmac', bytes, key: createSecretKey(bytes) };
}

const PUBLIC_PREFIX = 'whpk_';
const PRIVATE_PREFIX = 'whsk_';

/** A Standard Webhooks secret: symmetric, or one half or both of an Ed25519 pair. */
function webhookKey(label: SecretLabel, value: string): SigningKey | undefined {
	const bytes = decodeBase64(value.replace(/^(whsec_|whpk_|whsk_)/, ''));
	if (value.startsWith(PUBLIC_PREFIX)) {
		if (bytes?.length !== 32) return undefined;
		const key = Buffer.concat([SPKI_HEADER, bytes]);
		const publicKey = createPublicKey({ key, format: 'der', type: 'spki' });
		return { label, kind: 'ed25519', publicKey };
	}
	if (value.startsWith(PRIVATE_PREFIX)) {
		// 32 bytes of seed, or seed and public key together as libsodium writes them.
		if (bytes?.length !== 32 && bytes?.length !== 64) return undefined;
		const key = Buffer.concat([PKCS8_HEADER, bytes.subarray(0, 32)]);
		const privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' });
		return { label, kind: 'ed25519', privateKey, publicKey: createPublicKey(privateKey) };
	}
	return hmacKey(label, bytes);
}

// The fixed DER headers of an Ed25519 key: node:crypto takes no bare 32 bytes.
// https://www.rfc-editor.org/rfc/rfc8410#section-10
const SPKI_HEADER = Buffer.from('302a300506032b6570032100', 'hex');
const PKCS8_HEADER = Buffer.from('302e020100300506032b657004220420', 'hex');

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

/** The same for the alphabet of URLs, with `-` and `_`. */
export function decodeBase64Url(text: string): Buffer | undefined {
	if (/[+/]/.test(text)) return undefined;
	return decodeBase64(text.replace(/-/g, '+').replace(/_/g, '/'));
}

/** Pairs of hex digits in either case. */
export function decodeHex(text: string): Buffer | undefined {
	if (text.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(text)) return undefined;
	return Buffer.from(text, 'hex');
}
