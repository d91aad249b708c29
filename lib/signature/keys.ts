import { createPrivateKey, createPublicKey, createSecretKey, type KeyObject } from 'crypto';

import type { HmacScheme } from './scheme';
import { activeSecrets, decodeWhsec, type HmacSecrets, type SecretLabel } from './secret';

/** A secret made ready for use, so that nothing is decoded while a delivery waits. */
export type SigningKey =
	/** The key is the bytes, imported: Node.js 24 imports bare ones anew for every HMAC. */
	| { label: SecretLabel; kind: 'hmac'; bytes: Buffer; key: KeyObject }
	| { label: SecretLabel; kind: 'ed25519'; publicKey: KeyObject; privateKey?: KeyObject };

export type PreparedKeys =
	| { ok: true; keys: SigningKey[] }
	| { ok: false; reason: 'secret_missing' | 'secret_malformed' };

/** Turns the user's secrets into keys. One unusable secret makes all of them unusable. */
export function prepareKeys(scheme: HmacScheme, secrets: HmacSecrets): PreparedKeys {
	const keys: SigningKey[] = [];
	for (const { label, value } of activeSecrets(secrets)) {
		if (scheme.secretFormat === 'text') {
			keys.push(hmacKey(label, Buffer.from(value, 'utf8')));
			continue;
		}
		const decoded = decodeWhsec(value);
		if (!decoded) return { ok: false, reason: 'secret_malformed' };
		keys.push(
			decoded.kind === 'symmetric'
				? hmacKey(label, decoded.bytes)
				: { label, kind: 'ed25519', ...ed25519Keys(decoded.kind, decoded.bytes) },
		);
	}
	return keys.length > 0 ? { ok: true, keys } : { ok: false, reason: 'secret_missing' };
}

function hmacKey(label: SecretLabel, bytes: Buffer): SigningKey {
	return { label, kind: 'hmac', bytes, key: createSecretKey(bytes) };
}

// The fixed DER headers of an Ed25519 key: node:crypto takes no bare 32 bytes.
// https://www.rfc-editor.org/rfc/rfc8410#section-10
const SPKI_HEADER = Buffer.from('302a300506032b6570032100', 'hex');
const PKCS8_HEADER = Buffer.from('302e020100300506032b657004220420', 'hex');

function ed25519Keys(
	kind: 'ed25519Public' | 'ed25519Private',
	bytes: Buffer,
): { publicKey: KeyObject; privateKey?: KeyObject } {
	if (kind === 'ed25519Public') {
		const key = Buffer.concat([SPKI_HEADER, bytes]);
		return { publicKey: createPublicKey({ key, format: 'der', type: 'spki' }) };
	}
	const key = Buffer.concat([PKCS8_HEADER, bytes.subarray(0, 32)]);
	const privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' });
	return { privateKey, publicKey: createPublicKey(privateKey) };
}
