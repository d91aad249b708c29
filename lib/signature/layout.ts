import { withoutOuterSpace } from '../headers';
import type { HmacScheme, SignatureLayout } from './scheme';
import { decodeBase64, decodeBase64Url, decodeHex } from './secret';

/** What a signature header holds, whatever its layout. */
export interface ParsedSignatures {
	/** Candidate HMAC digests. */
	digests: Buffer[];
	/** Candidate Ed25519 signatures; only the versioned layout has them. */
	ed25519: Buffer[];
	/** The timestamp as sent; only the fields layout may have it. */
	timestamp?: string;
}

export type LayoutResult =
	| { ok: true; parsed: ParsedSignatures }
	| {
			ok: false;
			reason:
				| 'header_duplicated'
				| 'signature_malformed'
				| 'signature_unsupported'
				| 'timestamp_malformed'
				| 'timestamp_missing';
	  };

type Form = Pick<HmacScheme, 'algorithm' | 'encoding' | 'layout' | 'timestamp'>;

/**
 * Reads a signature header. A malformed entry does not spoil a good one beside it, because senders
 * may add versions that nobody here knows; but nothing is ever read leniently into a digest.
 */
export function parseSignatures(scheme: Form, value: string): LayoutResult {
	switch (scheme.layout.kind) {
		case 'single':
			return parseSingle(scheme, scheme.layout, value);
		case 'list':
			return parseList(scheme, scheme.layout, value);
		case 'fields':
			return parseFields(scheme, scheme.layout, value);
		case 'versioned':
			return parseVersioned(scheme, scheme.layout, value);
	}
}

type Layout<K extends SignatureLayout['kind']> = Extract<SignatureLayout, { kind: K }>;

function parseSingle(scheme: Form, { prefix }: Layout<'single'>, value: string): LayoutResult {
	const text = withoutPrefix(value, prefix);
	const digest = text === undefined ? undefined : decodeDigest(scheme, text);
	return digest ? { ok: true, parsed: { digests: [digest], ed25519: [] } } : malformed();
}

function parseList(
	scheme: Form,
	{ separator, prefix }: Layout<'list'>,
	value: string,
): LayoutResult {
	const digests: Buffer[] = [];
	for (const entry of value.split(separator)) {
		const signature = withoutOuterSpace(entry);
		const digest = decodeDigest(scheme, withoutPrefix(signature, prefix) ?? signature);
		if (digest) digests.push(digest);
	}
	return digests.length > 0 ? { ok: true, parsed: { digests, ed25519: [] } } : malformed();
}

/**
 * The text behind the prefix and the spaces after it, or undefined when the prefix is not there.
 * The prefix counts as it is typed, except for spaces before it: HTTP knows none there.
 */
function withoutPrefix(value: string, prefix: string): string | undefined {
	const expected = prefix.trimStart();
	return value.startsWith(expected) ? withoutOuterSpace(value.slice(expected.length)) : undefined;
}

function parseFields(scheme: Form, layout: Layout<'fields'>, value: string): LayoutResult {
	const { separator = ',', timestampField, signatureField } = layout;
	const digests: Buffer[] = [];
	let timestamp: string | undefined;
	let signatures = 0;
	let entries = 0;
	// Walked by index, which is a good deal faster than splitting; this is the hot path.
	let equals = -1;
	for (let start = 0, end = 0; start < value.length; start = end + separator.length) {
		end = value.indexOf(separator, start);
		if (end === -1) end = value.length;
		if (equals < start) equals = value.indexOf('=', start);
		if (equals === -1) break;
		if (equals === start || equals > end) continue;
		entries += 1;
		const name = withoutOuterSpace(value.slice(start, equals));
		const text = withoutOuterSpace(value.slice(equals + 1, end));
		if (name === timestampField) {
			// Two timestamps: an old signed one and a fresh one put beside it would pass for new.
			if (timestamp !== undefined) return { ok: false, reason: 'timestamp_malformed' };
			timestamp = text;
		} else if (name === signatureField) {
			signatures += 1;
			const digest = decodeDigest(scheme, text);
			if (digest) digests.push(digest);
		}
	}
	if (entries === 0) return malformed();
	const isExpected = scheme.timestamp && 'signatureField' in scheme.timestamp.source;
	if (isExpected && timestamp === undefined) return { ok: false, reason: 'timestamp_missing' };
	if (digests.length > 0) return { ok: true, parsed: { digests, ed25519: [], timestamp } };
	return signatures > 0 ? malformed() : { ok: false, reason: 'signature_unsupported' };
}

function parseVersioned(scheme: Form, layout: Layout<'versioned'>, value: string): LayoutResult {
	const digests: Buffer[] = [];
	const ed25519: Buffer[] = [];
	let unknown = 0;
	let broken = 0;
	for (const entry of value.split(' ')) {
		if (entry === '') continue;
		const comma = entry.indexOf(',');
		const version = comma === -1 ? '' : entry.slice(0, comma);
		const text = entry.slice(comma + 1);
		// "v1,aaa, v1,bbb" is what Node makes of the header sent twice.
		if (text.endsWith(',')) return { ok: false, reason: 'header_duplicated' };
		if (version === layout.version) {
			const digest = decodeDigest(scheme, text);
			if (digest) digests.push(digest);
			else broken += 1;
		} else if (version === layout.ed25519Version) {
			const signature = decodeExactly(text, ED25519_SIGNATURE_BYTES, 'base64');
			if (signature) ed25519.push(signature);
			else broken += 1;
		} else if (version === '') broken += 1;
		else unknown += 1;
	}
	if (digests.length + ed25519.length > 0) return { ok: true, parsed: { digests, ed25519 } };
	return unknown > 0 && broken === 0 ? { ok: false, reason: 'signature_unsupported' } : malformed();
}

const ED25519_SIGNATURE_BYTES = 64;

const DIGEST_BYTES = { sha1: 20, sha256: 32, sha384: 48, sha512: 64 } as const;

/** A digest of exactly the algorithm's length, or undefined. Hex counts in either case. */
function decodeDigest({ algorithm, encoding }: Form, text: string): Buffer | undefined {
	const bytes = DIGEST_BYTES[algorithm];
	if (encoding !== 'hex') return decodeExactly(text, bytes, encoding);
	return text.length === bytes * 2 ? decodeHex(text) : undefined;
}

/** Base64 of just that many bytes, in its one spelling; only the padding may be left out. */
function decodeExactly(
	text: string,
	bytes: number,
	encoding: 'base64' | 'base64url',
): Buffer | undefined {
	const decoded = encoding === 'base64' ? decodeBase64(text) : decodeBase64Url(text);
	if (decoded?.length !== bytes) return undefined;
	// The last character has bits to spare, so that up to 16 of them decode to the same byte.
	const bare = encoding === 'base64' ? text : text.replace(/=+$/, '');
	return decoded.toString(encoding).startsWith(bare) ? decoded : undefined;
}

function malformed(): LayoutResult {
	return { ok: false, reason: 'signature_malformed' };
}
