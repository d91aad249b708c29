import type { Source } from '../event/declaration';
import { headersOf } from '../event/source';
import { readHeader, type RequestHeaders } from '../headers';
import type { Platform } from '../platform';
import { headerFamilies, proofHeaders, type SignatureScheme } from '../signature/scheme';
import type { SecretLabel } from '../signature/secret';

/**
 * Something that was really checked of a delivery: its proof (`signature`, `token` or `password`,
 * by the scheme), that its signed time is near, that it is no duplicate, and that its caller is on
 * the list of allowed addresses.
 */
export type Check = 'signature' | 'token' | 'password' | 'timestamp' | 'duplicate' | 'ip';

/** How a delivery proved itself. Holds no secret and no signature. */
export interface Verification {
	/** False when the check was switched off. */
	verified: boolean;
	/** For instance `hmac-sha256` or `basic`; `none` when the check was switched off. */
	scheme: string;
	/** Which secret matched; null when the check was switched off. */
	matchedSecret: SecretLabel | null;
	/** The signed time in ISO 8601, or null where the scheme signs none. */
	signedAt: string | null;
	checks: Check[];
	/** Only those that are known to be harmless. */
	headers: Record<string, string>;
}

/** What a delivery shows whose check was switched off, or that was made up. */
export function unverified(
	platform: HeaderSources,
	scheme: SignatureScheme,
	headers: RequestHeaders,
): Verification {
	return {
		verified: false,
		scheme: 'none',
		matchedSecret: null,
		signedAt: null,
		checks: [],
		headers: safeHeaders(platform, scheme, headers),
	};
}

/** What a delivery shows that a verifier has accepted. */
export function verified(
	platform: HeaderSources,
	scheme: SignatureScheme,
	headers: RequestHeaders,
	{ matched, timestampSeconds }: { matched: SecretLabel; timestampSeconds?: number },
): Verification {
	const time: Check[] = timestampSeconds === undefined ? [] : ['timestamp'];
	return {
		verified: true,
		scheme: scheme.kind === 'hmac' ? `hmac-${scheme.algorithm}` : scheme.kind,
		matchedSecret: matched,
		signedAt:
			timestampSeconds === undefined ? null : new Date(timestampSeconds * 1000).toISOString(),
		checks: [PROOFS[scheme.kind], ...time],
		headers: safeHeaders(platform, scheme, headers),
	};
}

const PROOFS = { hmac: 'signature', token: 'token', basic: 'password' } as const;

type HeaderSources = Pick<Platform, 'payload' | 'informativeHeaders'>;

/**
 * Only headers that are known to be harmless are passed on: a dashboard lets its users add headers
 * of their own, and what they put there is often a password.
 */
export function safeHeaders(
	platform: HeaderSources,
	scheme: SignatureScheme,
	headers: RequestHeaders,
): Record<string, string> {
	const safe: Record<string, string> = {};
	for (const name of safeHeaderNames(platform, scheme)) {
		const header = readHeader(headers, name);
		if (header.kind === 'value') safe[name] = header.value;
	}
	return safe;
}

function safeHeaderNames(platform: HeaderSources, scheme: SignatureScheme): Set<string> {
	const { event, id, occurredAt, resourceId, account } = platform.payload;
	const ofAccount = Object.values(account).map(({ sources }) => sources);
	const sources: Source[] = [event, id, occurredAt, resourceId, ...ofAccount].flat();
	const names = ['content-type', 'user-agent', ...(platform.informativeHeaders ?? [])];
	names.push(...sources.flatMap(headersOf));
	if (scheme.kind === 'hmac') {
		for (const { timestampHeader, idHeader } of headerFamilies(scheme)) {
			names.push(timestampHeader ?? '', idHeader ?? '');
		}
	}
	const withheld = ['', 'authorization', 'cookie', ...proofHeaders(scheme)];
	const safe = new Set(names.map((name) => name.toLowerCase()));
	for (const name of withheld) safe.delete(name.toLowerCase());
	return safe;
}
