import { createHash, timingSafeEqual } from 'crypto';

import { readHeader, withoutOuterSpace, type RequestHeaders } from '../headers';
import type { TokenScheme } from './scheme';
import {
	activeSecrets,
	hmacSecrets,
	type HmacSecrets,
	type SecretLabel,
	type Secrets,
} from './secret';

/** Why a token is not accepted. */
export type TokenRefusal =
	| 'secret_missing'
	| 'token_missing'
	| 'token_malformed'
	| 'token_duplicated'
	| 'token_mismatch';

export interface TokenRequest {
	headers: RequestHeaders;
	/** Parameters of the query string; a list where one was given several times. */
	query?: Readonly<Record<string, unknown>>;
}

export type TokenVerdict = { ok: true; matched: SecretLabel } | { ok: false; reason: TokenRefusal };

/** Prepares the check of a token that every request carries. Both active secrets count. */
export function tokenVerifier(
	scheme: TokenScheme,
	secrets: HmacSecrets,
): (request: TokenRequest) => TokenVerdict {
	// Digests have one length, so that comparing them does not tell that of the token.
	const active = activeSecrets(secrets).map(({ label, value }) => ({ label, digest: hash(value) }));
	if (active.length === 0) return () => ({ ok: false, reason: 'secret_missing' });
	return (request) => {
		const token = readToken(scheme, request);
		if (!token.ok) return token;
		const received = hash(token.value);
		// All are always compared, so that the time taken does not tell which one was right.
		const [match] = active.filter(({ digest }) => timingSafeEqual(digest, received));
		return match ? { ok: true, matched: match.label } : { ok: false, reason: 'token_mismatch' };
	};
}

function readToken(
	scheme: TokenScheme,
	{ headers, query = {} }: TokenRequest,
): { ok: true; value: string } | { ok: false; reason: TokenRefusal } {
	if ('query' in scheme.in) {
		const value = Object.hasOwn(query, scheme.in.query) ? query[scheme.in.query] : undefined;
		if (value === undefined || value === '') return { ok: false, reason: 'token_missing' };
		if (Array.isArray(value)) return { ok: false, reason: 'token_duplicated' };
		return typeof value === 'string'
			? { ok: true, value }
			: { ok: false, reason: 'token_malformed' };
	}
	const { header, prefix } = scheme.in;
	const sent = readHeader(headers, header.toLowerCase());
	if (sent.kind === 'missing') return { ok: false, reason: 'token_missing' };
	if (sent.kind === 'duplicated') return { ok: false, reason: 'token_duplicated' };
	// The names of HTTP's authentication schemes have no case, and a prefix is no secret.
	const expected = withoutOuterSpace(prefix).toLowerCase();
	const hasPrefix = sent.value.toLowerCase().startsWith(expected);
	const value = withoutOuterSpace(sent.value.slice(expected.length));
	const isParted = !/\s$/.test(prefix) || /^[ \t]/.test(sent.value.slice(expected.length));
	return hasPrefix && isParted && value !== ''
		? { ok: true, value }
		: { ok: false, reason: 'token_malformed' };
}

/** The header that carries the token, or none where it stands in the URL. */
export function tokenHeaders(scheme: TokenScheme, token: string): Record<string, string> {
	if ('query' in scheme.in) return {};
	const { header, prefix } = scheme.in;
	// A word such as Bearer is never meant to run into the token.
	return { [header]: /[A-Za-z0-9]$/.test(prefix) ? `${prefix} ${token}` : `${prefix}${token}` };
}

/** A URL with the token in it, in place of one that stands there already. */
export function urlWithToken(scheme: TokenScheme, secrets: Secrets, url: string): string {
	const [current] = activeSecrets(hmacSecrets(secrets));
	if (!current || !('query' in scheme.in)) return url;
	const complete = new URL(url);
	complete.searchParams.set(scheme.in.query, current.value);
	return complete.href;
}

function hash(text: string): Buffer {
	return createHash('sha256').update(text, 'utf8').digest();
}
