import type { SecretLabel } from './secret';

/**
 * The outcome of checking one delivery. A refusal is a value, never an exception: an attacker
 * chooses the input, so every input has an answer.
 */
export type Verdict =
	| {
			valid: true;
			/** Which of the active secrets matched. */
			matched: SecretLabel;
			/** The signed timestamp in Unix seconds, where the scheme has one. */
			timestampSeconds?: number;
	  }
	| { valid: false; reason: RefusalReason };

/** One sentence each, for logs and documentation. The code alone goes to the caller. */
export const REFUSALS = {
	secret_missing: 'No signing secret is set, so nothing can be verified',
	secret_malformed: 'The signing secret is not in the format that this scheme requires',
	header_duplicated: 'A header that takes part in the signature was sent more than once',
	signature_missing: 'The signature header is missing or empty',
	signature_malformed: 'The signature header does not have the expected form',
	signature_unsupported: 'The header holds only signatures of versions that are not supported',
	signature_mismatch: 'The signature does not belong to this body and secret',
	timestamp_missing: 'The signed timestamp is missing',
	timestamp_malformed: 'The signed timestamp is not a plain whole number',
	timestamp_too_old: 'The signed timestamp is further in the past than the tolerance allows',
	timestamp_too_new: 'The signed timestamp is further in the future than the tolerance allows',
	id_missing: 'The header with the delivery id is missing, and the id is part of the signature',
	body_not_raw: 'The raw body is not available: a parsed body cannot be verified',
	authorization_missing: 'The Authorization header is missing',
	authorization_malformed: 'The Authorization header is not valid Basic authentication',
	authorization_mismatch: 'The user name or password is wrong',
} as const;

export type RefusalReason = keyof typeof REFUSALS;

export function refuse(reason: RefusalReason): Verdict {
	return { valid: false, reason };
}
