import { readHeader, type RequestHeaders } from '../headers';
import type { Platform } from '../platform';
import type { SignatureScheme } from '../signature/scheme';
import { activeSecrets, decodeBase64, hmacSecrets, type SecretLabel } from '../signature/secret';
import { createVerifier } from '../signature/verify';
import type { CapturedRequest } from './attempts';
import { openToken } from './credentials';
import { isEventOf, signerAmong } from './otherPlatform';

/*
 * Proofs that hold the secret itself: a token, or a password.
 */

export interface OpenProof {
	scheme: SignatureScheme;
	platform: Platform | null;
	matched: SecretLabel;
}

/** Shorter secrets may stand in a header by chance. */
export const SHORTEST_TOKEN = 4;
/** Parted from the token, so that no longer word counts that only ends in it. */
const ANY_PREFIX = /^.{0,40}[^A-Za-z0-9]$/s;

/** The secret itself, in a header or as a query parameter. */
export function byToken(request: CapturedRequest): OpenProof | undefined {
	const secrets = activeSecrets(hmacSecrets(request.rawSecrets));
	const inQuery = Object.entries(request.query ?? {}).find(([, value]) =>
		secrets.some((secret) => secret.value === value && secret.value.length >= SHORTEST_TOKEN),
	);
	const scheme: SignatureScheme | undefined =
		openToken(request, { shortest: SHORTEST_TOKEN, prefix: ANY_PREFIX }) ??
		(inQuery && { kind: 'token', in: { query: inQuery[0] } });
	if (!scheme) return undefined;
	const verdict = createVerifier(scheme, request.rawSecrets)(request, request.nowMs);
	if (!verdict.valid) return undefined;
	const declared = request.platforms.filter((one) => !one.signatureIsConfigurable);
	const platform = signerAmong(declared, request) ?? null;
	return { scheme: platform?.signature ?? scheme, platform, matched: verdict.matched };
}

/** User name and password, one of which, or both with a colon, is the secret. */
export function byBasic(request: CapturedRequest): OpenProof | undefined {
	const pair = basicPair(request.headers);
	if (pair === undefined) return undefined;
	const secrets = activeSecrets(hmacSecrets(request.rawSecrets));
	const password = pair.slice(pair.indexOf(':') + 1);
	const secret = secrets.find(({ value }) => value === pair || value === password);
	if (!secret) return undefined;
	// Anybody may use Basic authentication, so the event has to be one of the platform's too.
	const platform =
		request.platforms.find((one) => one.signature.kind === 'basic' && isEventOf(one, request)) ??
		null;
	return { scheme: { kind: 'basic' }, platform, matched: secret.label };
}

/** User name and password of a request. */
export function basicPair(headers: RequestHeaders): string | undefined {
	const header = readHeader(headers, 'authorization');
	const encoded = header.kind === 'value' ? /^basic +(\S+)$/i.exec(header.value)?.[1] : undefined;
	const pair = encoded === undefined ? undefined : decodeBase64(encoded)?.toString('utf8');
	return pair?.includes(':') ? pair : undefined;
}
