import { withoutOuterSpace } from '../headers';
import type { HmacScheme, SignatureLayout } from './scheme';
import { decodeBase64 } from './secret';
import type { RefusalReason } from './verdict';

/** What a signature header holds, whatever its layout. */
export interface ParsedSignatures {
	/** Candidate HMAC digests. */
	digests: Buffer[];
	/** Candidate Ed25519 signatures; only the list layout has them. */
	ed25519: Buffer[];
	/** The timestamp as sent; only the fields layout has it. */
	timestamp?: string;
}

export type LayoutResult =
	| { ok: true; parsed: ParsedSignatures }
	| { ok: false; reason: RefusalReason };

/**
 * Reads a signature header. A malformed entry does not spoil a good one beside it, because senders
 * may add versions that nobody here knows; but nothing is ever read leniently into a digest.
 */
export function parseSignatures(scheme: HmacScheme, value: string): LayoutResult {
	switch (scheme.layout.kind) {
		case 'single':
			return parseSingle(scheme, scheme.layout, value);
		case 'fields':
			return parseFields(scheme, scheme.layout, value);
		case 'list':
			return parseList(scheme, scheme.layout, value);
	}
}

type Layout<K extends SignatureLayout['kind']> = Extract<SignatureLayout, { kind: K }>;

function parseSingle(scheme: HmacScheme, layout: Layout<'single'>, value: string): LayoutResult {
	if (!value.startsWith(layout.prefix)) return malformed();
	const digest = decodeDigest(scheme, value.slice(layout.prefix.length));
	return digest ? { ok: true, parsed: { digests: [digest], ed25519: [] } } : malformed();
}

function parseFields(scheme: HmacScheme, layout: Layout<'fields'>, value: string): LayoutResult {
	const digests: Buffer[] = [];
	let timestamp: string | undefined;
	let signatures = 0;
	let entries = 0;
	// Walked by index, which is a good deal faster than splitting; this is the hot path.
	let equals = -1;
	for (let start = 0, end = 0; start < value.length; start = end + 1) {
		end = value.indexOf(',', start);
		if (end === -1) end = value.length;
		if (equals < start) equals = value.indexOf('=', start);
		if (equals === -1) break;
		if (equals === start || equals > end) continue;
		entries += 1;
		const name = withoutOuterSpace(value.slice(start, equals));
		const text = withoutOuterSpace(value.slice(equals + 1, end));
		if (name === layout.timestampField) {
			// Two timestamps: an old signed one and a fresh one put beside it would pass for new.
			if (timestamp !== undefined) return { ok: false, reason: 'timestamp_malformed' };
			timestamp = text;
		} else if (name === layout.signatureField) {
			signatures += 1;
			const digest = decodeDigest(scheme, text);
			if (digest) digests.push(digest);
		}
	}
	if (entries === 0) return malformed();
	if (timestamp === undefined) return { ok: false, reason: 'timestamp_missing' };
	if (digests.length > 0) return { ok: true, parsed: { digests, ed25519: [], timestamp } };
	return signatures > 0 ? malformed() : { ok: false, reason: 'signature_unsupported' };
}

function parseList(scheme: HmacScheme, layout: Layout<'list'>, value: string): LayoutResult {
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
			const signature = decodeExactly(text, ED25519_SIGNATURE_BYTES);
			if (signature) ed25519.push(signature);
			else broken += 1;
		} else if (version === '') broken += 1;
		else unknown += 1;
	}
	if (digests.length + ed25519.length > 0) return { ok: true, parsed: { digests, ed25519 } };
	return unknown > 0 && broken === 0 ? { ok: false, reason: 'signature_unsupported' } : malformed();
}

const ED25519_SIGNATURE_BYTES = 64;

const DIGEST_BYTES = { sha1: 20, sha256: 32, sha512: 64 } as const;

/** A digest of exactly the algorithm's length, or undefined. Hex counts in either case. */
function decodeDigest(scheme: HmacScheme, text: string): Buffer | undefined {
	const bytes = DIGEST_BYTES[scheme.algorithm];
	if (scheme.encoding === 'hex') {
		if (text.length !== bytes * 2 || !/^[0-9a-fA-F]+$/.test(text)) return undefined;
		return Buffer.from(text, 'hex');
	}
	return decodeExactly(text, bytes);
}

/** Base64 of just that many bytes, in its one spelling; only the padding may be left out. */
function decodeExactly(text: string, bytes: number): Buffer | undefined {
	const decoded = decodeBase64(text);
	if (decoded?.length !== bytes) return undefined;
	// The last character has bits to spare, so that up to 16 of them decode to the same byte.
	return decoded.toString('base64').startsWith(text) ? decoded : undefined;
}

function malformed(): LayoutResult {
	return { ok: false, reason: 'signature_malformed' };
}
