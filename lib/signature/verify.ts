import { createHmac, timingSafeEqual, verify as verifyEd25519 } from 'crypto';

import { basicVerifier } from './basic';
import { readHeader, type RequestHeaders } from '../headers';
import { prepareKeys, type SigningKey } from './keys';
import { parseSignatures, type ParsedSignatures } from './layout';
import type { HmacScheme, SignatureScheme } from './scheme';
import type { BasicSecrets, HmacSecrets, Secrets } from './secret';
import { contentPrefix } from './signedContent';
import { checkTimestamp, effectiveTolerance } from './timestamp';
import { refuse, type Verdict } from './verdict';

export interface SignedRequest {
	headers: RequestHeaders;
	/** The bytes as received. Text is taken as UTF-8; anything parsed is refused. */
	body: unknown;
}

/** Checks one request at a time given in Unix milliseconds. Never throws. */
export type Verifier = (request: SignedRequest, nowMs: number) => Verdict;

export interface VerifierOptions {
	/** Replaces the scheme's tolerance, in seconds. Zero means none, not off. */
	toleranceSeconds?: number;
}

/**
 * Prepares a verifier for one scheme and its active secrets, which may be used for any number of
 * requests. Unusable secrets give a verifier that refuses everything.
 */
export function createVerifier(
	scheme: SignatureScheme,
	secrets: Secrets,
	options: VerifierOptions = {},
): Verifier {
	if (scheme.kind === 'basic') {
		const check = basicVerifier(secrets as BasicSecrets);
		return ({ headers }) => check(headers);
	}
	const prepared = prepareKeys(scheme, secrets as HmacSecrets);
	if (!prepared.ok) return () => refuse(prepared.reason);
	return hmacVerifier(scheme, prepared.keys, options);
}

/** Verifies a single request; `now` is Unix milliseconds. */
export function verify(input: {
	scheme: SignatureScheme;
	secrets: Secrets;
	headers: RequestHeaders;
	body: unknown;
	now: number;
	toleranceSeconds?: number;
}): Verdict {
	const { scheme, secrets, headers, body, now, toleranceSeconds } = input;
	return createVerifier(scheme, secrets, { toleranceSeconds })({ headers, body }, now);
}

function hmacVerifier(scheme: HmacScheme, keys: SigningKey[], options: VerifierOptions): Verifier {
	const signatureHeader = scheme.header.toLowerCase();
	const timestampHeader = scheme.timestamp?.header?.toLowerCase();
	const idHeader = scheme.idHeader?.toLowerCase();
	const signsId = scheme.signedContent === '{id}.{timestamp}.{body}';
	const rule = scheme.timestamp;
	const tolerance = rule && effectiveTolerance(rule, options.toleranceSeconds);

	return ({ headers, body }, nowMs) => {
		const bytes = toBytes(body);
		if (!bytes) return refuse('body_not_raw');

		const signature = readHeader(headers, signatureHeader);
		if (signature.kind === 'missing') return refuse('signature_missing');
		if (signature.kind === 'duplicated') return refuse('header_duplicated');
		const layout = parseSignatures(scheme, signature.value);
		if (!layout.ok) return refuse(layout.reason);

		let id = '';
		if (signsId && idHeader) {
			const header = readHeader(headers, idHeader);
			if (header.kind === 'duplicated') return refuse('header_duplicated');
			if (header.kind === 'missing') return refuse('id_missing');
			id = header.value;
		}

		let timestamp = layout.parsed.timestamp ?? '';
		let timestampSeconds: number | undefined;
		if (rule && tolerance !== undefined) {
			if (timestampHeader) {
				const header = readHeader(headers, timestampHeader);
				if (header.kind === 'duplicated') return refuse('header_duplicated');
				if (header.kind === 'missing') return refuse('timestamp_missing');
				timestamp = header.value;
			}
			const check = checkTimestamp(timestamp, rule.unit, tolerance, nowMs);
			if (!check.ok) return refuse(check.reason);
			timestampSeconds = check.seconds;
		}

		const prefix = contentPrefix(scheme.signedContent, id, timestamp);
		for (const key of keys) {
			if (matches(scheme, key, prefix, bytes, layout.parsed)) {
				return { valid: true, matched: key.label, timestampSeconds };
			}
		}
		return refuse('signature_mismatch');
	};
}

function matches(
	scheme: HmacScheme,
	key: SigningKey,
	prefix: string,
	body: Buffer,
	parsed: ParsedSignatures,
): boolean {
	if (key.kind === 'ed25519') {
		if (parsed.ed25519.length === 0) return false;
		const content = Buffer.concat([Buffer.from(prefix, 'utf8'), body]);
		return parsed.ed25519.some((signature) =>
			verifyEd25519(null, content, key.publicKey, signature),
		);
	}
	if (parsed.digests.length === 0) return false;
	const hmac = createHmac(scheme.algorithm, key.key);
	if (prefix !== '') hmac.update(prefix, 'utf8');
	const expected = hmac.update(body).digest();
	// Every candidate has the digest's length: the layout has seen to it.
	return parsed.digests.some((digest) => timingSafeEqual(digest, expected));
}

function toBytes(body: unknown): Buffer | undefined {
	if (Buffer.isBuffer(body)) return body;
	if (typeof body === 'string') return Buffer.from(body, 'utf8');
	if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
	return undefined;
}
