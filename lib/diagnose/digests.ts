import type { DigestEncoding, HmacAlgorithm } from '../signature/scheme';
import { decodeBase64, decodeBase64Url, decodeHex } from '../signature/secret';

/** A piece of a header that has the form of a digest, whatever stands around it. */
export interface FoundDigest {
	bytes: Buffer;
	/** The one whose digests are that long. */
	algorithm: HmacAlgorithm;
	encoding: DigestEncoding;
	/** What stands in the header before and after it. */
	before: string;
	after: string;
}

const ALGORITHM_BY_LENGTH: Readonly<Record<number, HmacAlgorithm | undefined>> = {
	20: 'sha1',
	32: 'sha256',
	48: 'sha384',
	64: 'sha512',
};

/** How many characters a digest takes: in hex, and in base64 without what fills it up. */
const LENGTHS = [128, 96, 86, 64, 43, 40, 27];

/** A rotation sends two signatures; more of them only make the search dearer. */
const MOST_DIGESTS = 4;
const LONGEST_HEADER = 4096;

/** Finds digests in a header value by their looks: length and alphabet. */
export function findDigests(value: string): readonly FoundDigest[] {
	const found: FoundDigest[] = [];
	if (value.length > LONGEST_HEADER) return found;
	let runs = 0;
	// 27 characters are the shortest digest there is, SHA-1 in base64.
	for (const match of value.matchAll(/[A-Za-z0-9+/_-]{27,}={0,2}/g)) {
		const [run] = match;
		// A prefix such as `sha256-` is made of the same characters, so the end of a run counts too.
		const bare = run.replace(/=+$/, '').length;
		const read = [run.length, ...LENGTHS.map((length) => length + run.length - bare)]
			.filter((length) => length <= run.length)
			.map((length) => readDigest(run.slice(run.length - length), value, match.index + run.length))
			.filter((digest) => digest !== undefined);
		if (read.length === 0) continue;
		// All of it, if that is a digest; else whatever its end may be. Hex is hardly ever a coincidence.
		const [first] = read;
		const isWhole = first.text === run;
		found.push(...read.filter((one) => one === first || !isWhole || isHexEnd(one, first)));
		runs += 1;
		if (runs === MOST_DIGESTS) break;
	}
	return found;
}

/** Whether a shorter digest in hex ends what has the length of one in base64. */
function isHexEnd(shorter: FoundDigest, whole: FoundDigest): boolean {
	return shorter.encoding === 'hex' && whole.encoding !== 'hex';
}

function readDigest(
	text: string,
	value: string,
	end: number,
): (FoundDigest & { text: string }) | undefined {
	// Where nothing else tells the alphabet, only base64 for URLs leaves out what fills it up.
	const isForUrls = /[-_]|^(?:[^+/=]{27}|[^+/=]{43}|[^+/=]{86})$/.test(text);
	const encodings: Array<[DigestEncoding, Buffer | undefined]> = [
		['hex', decodeHex(text)],
		isForUrls ? ['base64url', decodeBase64Url(text)] : ['base64', decodeBase64(text)],
	];
	for (const [encoding, bytes] of encodings) {
		const algorithm = bytes && ALGORITHM_BY_LENGTH[bytes.length];
		if (!algorithm) continue;
		const before = value.slice(0, end - text.length);
		return { text, bytes, algorithm, encoding, before, after: value.slice(end) };
	}
	return undefined;
}
