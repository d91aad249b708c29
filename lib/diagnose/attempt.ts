import { createHmac, timingSafeEqual, verify as verifyEd25519 } from 'crypto';

import type { SigningKey } from '../signature/secret';
import type { Budget } from './budget';
import type { FoundDigest } from './digests';

/** A key with which a signature can be checked. */
export type CheckKey =
	| Pick<Extract<SigningKey, { kind: 'hmac' }>, 'kind' | 'bytes'>
	| Pick<Extract<SigningKey, { kind: 'ed25519' }>, 'kind' | 'publicKey'>;

/** The signed content: the body and what is written before and after it. */
export interface SignedBytes {
	before: string;
	body: Buffer;
	after: string;
}

/** The digest that this key gives over this content, if one of those sent is it. */
export function matchingDigest(
	budget: Budget,
	digests: readonly FoundDigest[],
	key: CheckKey,
	{ before, body, after }: SignedBytes,
): FoundDigest | undefined {
	if (key.kind === 'ed25519') {
		const content = Buffer.concat([Buffer.from(before), body, Buffer.from(after)]);
		return digests.find(
			({ bytes }) =>
				bytes.length === ED25519_SIGNATURE_BYTES &&
				budget.take(body.length) &&
				verifyEd25519(null, content, key.publicKey, bytes),
		);
	}
	for (const algorithm of new Set(digests.map((digest) => digest.algorithm))) {
		if (!budget.take(body.length)) return undefined;
		const hmac = createHmac(algorithm, key.bytes).update(before).update(body).update(after);
		const expected = hmac.digest();
		const match = digests.find(
			({ bytes }) => bytes.length === expected.length && timingSafeEqual(bytes, expected),
		);
		if (match) return match;
	}
	return undefined;
}

const ED25519_SIGNATURE_BYTES = 64;
