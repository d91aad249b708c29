import { parsePath } from '../fieldPath';
import { openNeighbours } from './readBack';
import type { SecretFormat } from './secret';
import { parseSignedContent, type Place } from './signedContent';
import type { TimestampFormat } from './timestamp';

/**
 * How a platform proves that a delivery is its own, as data.
 * One description serves verifying, signing, the documentation and the tests.
 */
export type SignatureScheme = HmacScheme | TokenScheme | BasicScheme;

export type HmacAlgorithm = 'sha1' | 'sha256' | 'sha384' | 'sha512';
export type DigestEncoding = 'hex' | 'base64' | 'base64url';

export interface HmacScheme {
	kind: 'hmac';
	algorithm: HmacAlgorithm;
	encoding: DigestEncoding;
	/** Name of the header that carries the signature, in the sender's spelling. */
	header: string;
	layout: SignatureLayout;
	/**
	 * What the HMAC covers, as a template: any text with the places `{body}` (the raw bytes, once),
	 * `{timestamp}`, `{id}`, `{url}`, `{method}`, `{header:Name}` and `{field:path.in.body}`.
	 */
	signedContent: string;
	/** Required when the signed content holds `{timestamp}`. */
	timestamp?: TimestampRule;
	/** Header of the delivery id; required when the signed content holds `{id}`. */
	idHeader?: string;
	secretFormat: SecretFormat;
	/**
	 * Other names under which the same three headers arrive, such as `svix-*` beside `webhook-*`.
	 * A request is read by one family alone. Signing writes the names above.
	 */
	alternatives?: readonly HeaderFamily[];
}

/** How the signature header's value is written. */
export type SignatureLayout =
	/** One digest, optionally behind a fixed prefix: `sha256=<digest>`. */
	| { kind: 'single'; prefix: string }
	/** Several digests, one for each active secret, each with or without the prefix. */
	| { kind: 'list'; separator: string; prefix: string }
	/**
	 * Named fields: `t=<timestamp>,v1=<digest>,v1=<digest>`, as Stripe writes them.
	 * @see https://docs.stripe.com/webhooks#verify-manually
	 */
	| {
			kind: 'fields';
			timestampField: string;
			signatureField: string;
			/** A comma when left out. */
			separator?: string;
	  }
	/**
	 * Versioned signatures, separated by spaces: `v1,<digest> v1a,<Ed25519 signature>`.
	 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
	 */
	| { kind: 'versioned'; version: string; ed25519Version: string };

export interface TimestampRule extends TimestampFormat {
	source: TimestampSource;
	/** Largest accepted distance from the receiver's clock, both ways, in seconds. */
	toleranceSeconds: number;
}

/** Where the time stands: in a header, in a field of the signature header, or in the JSON body. */
export type TimestampSource = { header: string } | { signatureField: string } | { body: string };

/** The names of the headers of a signature. */
export interface HeaderFamily {
	header: string;
	timestampHeader?: string;
	idHeader?: string;
}

/** The secret itself goes along, in a header behind an optional prefix or as a query parameter. */
export interface TokenScheme {
	kind: 'token';
	in: { header: string; prefix: string } | { query: string };
}

/** HTTP Basic authentication. @see https://www.rfc-editor.org/rfc/rfc7617 */
export interface BasicScheme {
	kind: 'basic';
}

/** The header of the signed time, where it stands in one of its own. */
export function timestampHeader({ timestamp }: Pick<HmacScheme, 'timestamp'>): string | undefined {
	return timestamp && 'header' in timestamp.source ? timestamp.source.header : undefined;
}

/** Whether the signature covers the URL that the sender calls. */
export function signsUrl(scheme: SignatureScheme): boolean {
	return scheme.kind === 'hmac' && scheme.signedContent.includes('{url}');
}

/** The headers that hold the proof itself: a signature, a token, or user name and password. */
export function proofHeaders(scheme: SignatureScheme): string[] {
	switch (scheme.kind) {
		case 'basic':
			return ['Authorization'];
		case 'token':
			return 'header' in scheme.in ? [scheme.in.header] : [];
		case 'hmac':
			return headerFamilies(scheme).map(({ header }) => header);
	}
}

/** The scheme as it signs with another of its header families, told by the name of its signature header. */
export function withHeaders(scheme: SignatureScheme, header: string): SignatureScheme {
	if (scheme.kind !== 'hmac') return scheme;
	const family = scheme.alternatives?.find((one) => one.header === header);
	if (!family) return scheme;
	const { timestampHeader: timeHeader, idHeader } = family;
	return {
		...scheme,
		header,
		idHeader,
		...(scheme.timestamp &&
			timeHeader !== undefined && {
				timestamp: { ...scheme.timestamp, source: { header: timeHeader } },
			}),
	};
}

/** All header families of a scheme, the declared one first. */
export function headerFamilies(scheme: HmacScheme): readonly [HeaderFamily, ...HeaderFamily[]] {
	const { header, idHeader, alternatives = [] } = scheme;
	return [{ header, idHeader, timestampHeader: timestampHeader(scheme) }, ...alternatives];
}

/**
 * Why a scheme cannot be used, in one sentence for the person who described it, or null. A
 * verifier of such a scheme refuses everything, a signer is not made.
 */
export function schemeProblem(scheme: SignatureScheme): string | null {
	switch (scheme.kind) {
		case 'basic':
			return null;
		case 'token':
			if ('query' in scheme.in) return scheme.in.query === '' ? 'The token has no parameter' : null;
			return headerProblem('the token', scheme.in.header);
		case 'hmac':
			return (
				headerProblem('the signature', scheme.header) ??
				layoutProblem(scheme.layout) ??
				contentProblem(scheme)
			);
	}
}

const HEADER_NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

function headerProblem(what: string, name: string): string | null {
	return HEADER_NAME.test(name) ? null : `"${name}" cannot be the name of the header of ${what}`;
}

function layoutProblem(layout: SignatureLayout): string | null {
	const separator = 'separator' in layout ? (layout.separator ?? ',') : ',';
	// A digest must not be cut in the middle.
	if (separator === '' || /[A-Za-z0-9+/=_-]/.test(separator)) {
		return `The signatures cannot be separated by "${separator}", which may be part of one`;
	}
	if (layout.kind !== 'fields') return null;
	const { timestampField, signatureField } = layout;
	const isUsable = [timestampField, signatureField].every((name) => /^[^\s=,;]+$/.test(name));
	return isUsable && timestampField !== signatureField
		? null
		: `"${timestampField}" and "${signatureField}" cannot be the fields of a signature header`;
}

function contentProblem(scheme: HmacScheme): string | null {
	const parsed = parseSignedContent(scheme.signedContent);
	if (!parsed.ok) return parsed.problem;
	const { before, after } = parsed.content;
	const has = (kind: Place['kind']) =>
		[...before.places, ...after.places].some((place) => place.kind === kind);
	if (openNeighbours(parsed.content)) {
		return 'The signed content has two values side by side. Text has to stand between them, or one could be moved into the other';
	}
	if (has('id') && !scheme.idHeader)
		return 'The signed content has {id}, but no header of the ID is set';
	if (scheme.idHeader !== undefined && !HEADER_NAME.test(scheme.idHeader)) {
		return headerProblem('the ID', scheme.idHeader);
	}
	if (!scheme.timestamp) {
		return has('timestamp')
			? 'The signed content has {timestamp}, but no place of it is set'
			: null;
	}
	return timestampProblem(scheme.timestamp.source, scheme.layout, has('timestamp'));
}

function timestampProblem(
	source: TimestampSource,
	layout: SignatureLayout,
	isSigned: boolean,
): string | null {
	if ('body' in source) {
		if (parsePath(source.body)) return null;
		return `"${source.body}" is no path in the body that the timestamp could stand at`;
	}
	if (!isSigned)
		return 'The timestamp is not part of the signed content, so anybody could renew it';
	if ('header' in source) return headerProblem('the timestamp', source.header);
	return layout.kind === 'fields' && layout.timestampField === source.signatureField
		? null
		: 'The timestamp is to stand in the signature header, whose layout has no such field';
}
