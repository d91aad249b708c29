import type { HmacAlgorithm } from '../signature/scheme';
import { decodeBase64 } from '../signature/secret';

/** A piece of a header that has the form of a digest, whatever stands around it. */
export interface FoundDigest {
	bytes: Buffer;
	/** The one whose digests are that long. An Ed25519 signature looks like SHA-512. */
	algorithm: HmacAlgorithm;
	/** `hexInBase64` is a digest written as hex, and that text as base64. */
	encoding: 'hex' | 'base64' | 'base64url' | 'hexInBase64';
	/** What stands in the header before and after it. */
	before: string;
	after: string;
}

const ALGORITHM_BY_LENGTH: Readonly<Record<number, HmacAlgorithm | undefined>> = {
	20: 'sha1',
	32: 'sha256',
	64: 'sha512',
};

/** A rotation sends two signatures; more of them only make a diagnosis dearer. */
const MOST_DIGESTS = 4;

const LONGEST_HEADER = 4096;

/** Finds digests in a header value by their looks: length and alphabet. */
export function findDigests(value: string): FoundDigest[] {
	const found: FoundDigest[] = [];
	if (value.length > LONGEST_HEADER) return found;
	// 27 characters are the shortest digest there is, SHA-1 in base64.
	for (const match of value.matchAll(/[A-Za-z0-9+/_-]{27,}={0,2}/g)) {
		// A prefix such as `sha256-` is made of the same characters.
		const prefix = /^(?:sha\d{1,3}|v\d)[-_]/.exec(match[0])?.[0] ?? '';
		const text = match[0].slice(prefix.length);
		const decoded = decode(text);
		if (!decoded) continue;
		const start = match.index + prefix.length;
		const before = value.slice(0, start);
		found.push({ ...decoded, before, after: value.slice(start + text.length) });
		if (found.length === MOST_DIGESTS) break;
	}
	return found;
}

function decode(text: string): Omit<FoundDigest, 'before' | 'after'> | undefined {
	const fromHex = decodeHex(text);
	if (fromHex) return { ...fromHex, encoding: 'hex' };
	const isUrlSafe = /[-_]/.test(text);
	const bytes = decodeBase64(isUrlSafe ? text.replace(/-/g, '+').replace(/_/g, '/') : text);
	if (!bytes) return undefined;
	const nested = decodeHex(bytes.toString('latin1'));
	if (nested) return { ...nested, encoding: 'hexInBase64' };
	const algorithm = ALGORITHM_BY_LENGTH[bytes.length];
	return algorithm && { bytes, algorithm, encoding: isUrlSafe ? 'base64url' : 'base64' };
}

function decodeHex(text: string): { bytes: Buffer; algorithm: HmacAlgorithm } | undefined {
	const algorithm = ALGORITHM_BY_LENGTH[text.length / 2];
	if (!algorithm || !/^[0-9a-f]+$/i.test(text)) return undefined;
	return { bytes: Buffer.from(text, 'hex'), algorithm };
}
