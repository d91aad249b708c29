import type { Platform, Source } from '../platform';
import { readHeader, type RequestHeaders } from '../headers';
import { headerFamilies, proofHeaders, type SignatureScheme } from '../signature/scheme';
import type { SecretLabel } from '../signature/secret';

/** How a delivery came in and how it was verified. Holds no secret and no signature. */
export interface DeliveryInfo {
	/** For instance `hmac-sha256` or `basic`; `none` when the check was switched off. */
	scheme: string;
	verified: boolean;
	/** Which secret matched; null when the check was switched off. */
	matchedSecret: SecretLabel | null;
	/** The signed time in ISO 8601, or null where the scheme signs none. */
	signedAt: string | null;
	headers: Record<string, string>;
	/** Why the conditions could not be evaluated; the event came through for that reason. */
	conditionProblem?: string;
}

type HeaderSources = Pick<Platform, 'payload' | 'informativeHeaders'>;

/** Declared platforms are always the same object; what a user configured is another every time. */
const safeNames = new WeakMap<HeaderSources, { scheme: SignatureScheme; names: string[] }>();

/**
 * Only headers that are known to be harmless are passed on: a dashboard lets its users add headers
 * of their own, and what they put there is often a password.
 */
export function safeHeaders(
	platform: HeaderSources,
	scheme: SignatureScheme,
	headers: RequestHeaders,
): Record<string, string> {
	let known = safeNames.get(platform);
	if (known?.scheme !== scheme) {
		known = { scheme, names: [...safeHeaderNames(platform, scheme)] };
		safeNames.set(platform, known);
	}
	const safe: Record<string, string> = {};
	for (const name of known.names) {
		const header = readHeader(headers, name);
		if (header.kind === 'value') safe[name] = header.value;
	}
	return safe;
}

function safeHeaderNames(platform: HeaderSources, scheme: SignatureScheme): Set<string> {
	const { event, id, occurredAt, resourceId, account } = platform.payload;
	const sources: Source[] = [
		event,
		id,
		occurredAt,
		resourceId,
		...Object.values(account).map(({ sources: places }) => places),
	].flat();
	const names = ['content-type', 'user-agent', ...(platform.informativeHeaders ?? [])];
	for (const source of sources) if ('header' in source) names.push(source.header);
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
