import { createHmac, timingSafeEqual, verify as verifyEd25519 } from 'crypto';

import type { RequestHeaders } from '../headers';
import { basicVerifier } from './basic';
import { readBackOf } from './readBack';
import { requestReader, type Claim, type SignedRequest } from './request';
import { schemeProblem, type HmacScheme, type SignatureScheme } from './scheme';
import {
	basicSecrets,
	hmacSecrets,
	prepareKeys,
	type SecretLabel,
	type Secrets,
	type SigningKey,
} from './secret';
import { parseSignedContent, type SignedContent } from './signedContent';
import { checkTimestamp, effectiveTolerance } from './timestamp';
import { tokenVerifier } from './token';

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
	scheme_invalid: 'The signature settings of this node cannot be used',
	secret_missing: 'No signing secret is set, so nothing can be verified',
	secret_malformed: 'The signing secret is not in the format that this scheme requires',
	header_duplicated: 'A header that takes part in the signature was sent more than once',
	header_missing: 'A header that is part of the signed content is missing',
	signature_missing: 'The signature header is missing or empty',
	signature_malformed: 'The signature header does not have the expected form',
	signature_unsupported: 'The header holds only signatures of versions that are not supported',
	signature_mismatch: 'The signature does not belong to this body and secret',
	content_ambiguous:
		'The signature fits, but text could have been moved between the values that it covers',
	timestamp_missing: 'The signed timestamp is missing',
	timestamp_malformed: 'The signed timestamp does not have the expected form',
	timestamp_too_old: 'The signed timestamp is further in the past than the tolerance allows',
	timestamp_too_new: 'The signed timestamp is further in the future than the tolerance allows',
	id_missing: 'The header with the delivery id is missing, and the id is part of the signature',
	field_missing: 'A field of the body that is part of the signed content is missing',
	url_missing: 'The URL is part of the signed content, and is not known',
	body_not_raw: 'The raw body is not available: a parsed body cannot be verified',
	authorization_missing: 'The Authorization header is missing',
	authorization_malformed: 'The Authorization header is not valid Basic authentication',
	authorization_mismatch: 'The user name or password is wrong',
	token_missing: 'The token is missing',
	token_malformed: 'The token does not have the expected form',
	token_duplicated: 'The token was sent more than once',
	token_mismatch: 'The token is not the one of the credential',
} as const;

export type RefusalReason = keyof typeof REFUSALS;

export type { SignedRequest } from './request';

/** Checks one request at a time given in Unix milliseconds. Never throws. */
export type Verifier = (request: SignedRequest, nowMs: number) => Verdict;

export interface VerifierOptions {
	/** Replaces the scheme's tolerance, in seconds. Zero means none, not off. */
	toleranceSeconds?: number;
}

/**
 * Prepares a verifier for one scheme and its active secrets, which may be used for any number of
 * requests. Unusable secrets and schemes give a verifier that refuses everything.
 */
export function createVerifier(
	scheme: SignatureScheme,
	secrets: Secrets,
	options: VerifierOptions = {},
): Verifier {
	if (schemeProblem(scheme) !== null) return () => refuse('scheme_invalid');
	switch (scheme.kind) {
		case 'basic': {
			const check = basicVerifier(basicSecrets(secrets));
			return ({ headers }) => {
				const verdict = check(headers);
				return verdict.ok ? { valid: true, matched: verdict.matched } : refuse(verdict.reason);
			};
		}
		case 'token': {
			const check = tokenVerifier(scheme, hmacSecrets(secrets));
			return (request) => {
				const verdict = check(request);
				return verdict.ok ? { valid: true, matched: verdict.matched } : refuse(verdict.reason);
			};
		}
		case 'hmac': {
			const parsed = parseSignedContent(scheme.signedContent);
			if (!parsed.ok) return () => refuse('scheme_invalid');
			const prepared = prepareKeys(scheme.secretFormat, hmacSecrets(secrets));
			if (!prepared.ok) return () => refuse(prepared.reason);
			return hmacVerifier(scheme, parsed.content, prepared.keys, options);
		}
	}
}

/** Verifies a single request; `now` is Unix milliseconds. */
export function verify(input: {
	scheme: SignatureScheme;
	secrets: Secrets;
	headers: RequestHeaders;
	body: unknown;
	method?: string;
	url?: string;
	query?: SignedRequest['query'];
	now: number;
	toleranceSeconds?: number;
}): Verdict {
	const { scheme, secrets, now, toleranceSeconds, ...request } = input;
	return createVerifier(scheme, secrets, { toleranceSeconds })(request, now);
}

function hmacVerifier(
	scheme: HmacScheme,
	content: SignedContent,
	keys: readonly SigningKey[],
	options: VerifierOptions,
): Verifier {
	const read = requestReader(scheme, content);
	const rule = scheme.timestamp;
	const tolerance = effectiveTolerance(rule?.toleranceSeconds ?? 0, options.toleranceSeconds);
	const isReadBack = readBackOf(content, rule);

	return (request, nowMs) => {
		const claim = read(request);
		if (!claim.ok) return refuse(claim.reason);

		let timestampSeconds: number | undefined;
		if (rule) {
			const check = checkTimestamp(claim.timestamp, rule, tolerance, nowMs);
			if (!check.ok) return refuse(check.reason);
			timestampSeconds = check.seconds;
		}
		for (const key of keys) {
			if (!matches(scheme, key, claim)) continue;
			if (isReadBack && !isReadBack(claim.valuesBefore, claim.body, claim.valuesAfter)) {
				return refuse('content_ambiguous');
			}
			return { valid: true, matched: key.label, timestampSeconds };
		}
		return refuse('signature_mismatch');
	};
}

function matches(
	scheme: HmacScheme,
	key: SigningKey,
	{ before, body, after, signatures }: Claim,
): boolean {
	if (key.kind === 'ed25519') {
		if (signatures.ed25519.length === 0) return false;
		const content = Buffer.concat([Buffer.from(before, 'utf8'), body, Buffer.from(after, 'utf8')]);
		return signatures.ed25519.some((signature) =>
			verifyEd25519(null, content, key.publicKey, signature),
		);
	}
	if (signatures.digests.length === 0) return false;
	const hmac = createHmac(scheme.algorithm, key.key);
	if (before !== '') hmac.update(before, 'utf8');
	hmac.update(body);
	if (after !== '') hmac.update(after, 'utf8');
	const expected = hmac.digest();
	// Every candidate has the digest's length: the layout has seen to it.
	return signatures.digests.some((digest) => timingSafeEqual(digest, expected));
}

function refuse(reason: RefusalReason): Verdict {
	return { valid: false, reason };
}
