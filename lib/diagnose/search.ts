import { createHmac, timingSafeEqual } from 'crypto';

import { readHeader } from '../headers';
import { parseSignatures } from '../signature/layout';
import type { DigestEncoding, HmacAlgorithm, HmacScheme } from '../signature/scheme';
import {
	clean,
	decodeBase64,
	decodeBase64Url,
	decodeHex,
	hmacSecrets,
	type Secrets,
} from '../signature/secret';
import { finding, type DiagnosisInput, type Finding, type Setting } from './causes';
import {
	contentVariants,
	familyOf,
	shownHeaders,
	unitFinding,
	type ContentVariant,
} from './contents';
import {
	declaredKeys,
	otherBodies,
	otherKeys,
	type BodyVariant,
	type KeyVariant,
	type StoredSecret,
} from './variants';

/** A header that holds, or may hold, the signature. */
export interface SignatureHeader {
	value: string;
	/** Set where it is not the one that the scheme declares. */
	finding?: Finding;
}

const MOST_OTHER_HEADERS = 2;

/** The declared header, or, when it is missing, others that are named like one. */
export function signatureHeaders(
	{ headers, platform }: DiagnosisInput,
	scheme: HmacScheme,
): readonly SignatureHeader[] {
	const declared = readHeader(headers, familyOf(scheme, headers).header.toLowerCase());
	if (declared.kind === 'duplicated') return [];
	if (declared.kind === 'value') return [{ value: declared.value }];
	return shownHeaders(headers)
		.filter(([name]) => /signature|hmac/.test(name))
		.slice(0, MOST_OTHER_HEADERS)
		.map(([name, value]) => {
			const values = { name, declared: scheme.header, expected: platform.name };
			const differs = finding('signature_header_differs', values, [['Signature Header', name]]);
			return { value, finding: differs };
		});
}

/** As many digests as a diagnosis may compute, however many secrets and variants there are. */
const MOST_ATTEMPTS = 200;
/** And as many bytes as it may hash, because a long body makes each attempt dear. */
const MOST_BYTES = 32 * 1024 * 1024;

/**
 * What the first way of signing means that fits. Empty when none fits, or when the request fits the
 * scheme just so.
 */
export function search(
	input: DiagnosisInput,
	scheme: HmacScheme,
	headers: readonly SignatureHeader[],
): Finding[] {
	let attemptsLeft = MOST_ATTEMPTS;
	let bytesLeft = MOST_BYTES;
	for (const header of headers) {
		const digests = findDigests(header.value);
		const algorithms = new Set(digests.map(({ algorithm }) => algorithm));
		for (const { key, content, body } of attempts(input, scheme, header.value)) {
			for (const algorithm of algorithms) {
				attemptsLeft -= 1;
				bytesLeft -= body.bytes.length;
				if (attemptsLeft < 0 || bytesLeft < 0) return [];
				const hmac = createHmac(algorithm, key.bytes).update(content.before);
				const expected = hmac.update(body.bytes).update(content.after).digest();
				const digest = digests.find(
					({ bytes }) => bytes.length === expected.length && timingSafeEqual(bytes, expected),
				);
				if (!digest) continue;
				const unit = unitFinding(scheme, content.timestamp);
				const form = formFindings(scheme, digest, header.value);
				return [
					unit,
					key.finding,
					body.finding,
					...content.findings,
					header.finding,
					...form,
				].filter((one) => one !== undefined);
			}
		}
	}
	return [];
}

/** One way in which the request may have been signed. */
interface Attempt {
	key: KeyVariant;
	content: ContentVariant;
	body: BodyVariant;
}

/** One deviation at a time first, then two: the budget ends what would take too long. */
function* attempts(
	input: DiagnosisInput,
	scheme: HmacScheme,
	signatureHeader: string,
): Generator<Attempt> {
	const secrets = storedSecrets(input.rawSecrets);
	const keys = declaredKeys(scheme.secretFormat, secrets);
	const others = otherKeys(input, scheme, secrets);
	const contents = contentVariants(input, scheme, signatureHeader);
	const body: BodyVariant = { bytes: input.body };
	const declared = contents.filter(({ findings }) => findings.length === 0);
	const differing = contents.filter(({ findings }) => findings.length > 0);
	for (const content of declared) {
		for (const key of keys) yield { key, content, body };
		for (const key of others) yield { key, content, body };
		for (const other of otherBodies(input.body)) {
			for (const key of keys) yield { key, content, body: other };
		}
	}
	for (const content of differing) for (const key of keys) yield { key, content, body };
	for (const content of differing) for (const key of others) yield { key, content, body };
}

function storedSecrets(rawSecrets: Secrets): StoredSecret[] {
	const { secret, previousSecret = '' } = hmacSecrets(rawSecrets);
	const stored: StoredSecret[] = [
		{ label: 'current', raw: secret },
		{ label: 'previous', raw: previousSecret },
	];
	return stored.filter(({ raw }) => clean(raw) !== '');
}

/** A piece of a header that has the form of a digest, whatever stands around it. */
interface FoundDigest {
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

/** A rotation sends two signatures; more of them only make a diagnosis dearer. */
const MOST_DIGESTS = 4;
const LONGEST_HEADER = 4096;

/** Finds digests in a header value by their looks: length and alphabet. */
export function findDigests(value: string): readonly FoundDigest[] {
	const found: FoundDigest[] = [];
	if (value.length > LONGEST_HEADER) return found;
	// 27 characters are the shortest digest there is, SHA-1 in base64.
	for (const match of value.matchAll(/[A-Za-z0-9+/_-]{27,}={0,2}/g)) {
		// A prefix such as `sha256-` is made of the same characters.
		const prefix = /^(?:sha\d{1,3}|v\d)[-_]/.exec(match[0])?.[0] ?? '';
		const text = match[0].slice(prefix.length);
		const start = match.index + prefix.length;
		for (const [encoding, bytes] of [
			['hex', decodeHex(text)],
			['base64', decodeBase64(text)],
			['base64url', decodeBase64Url(text)],
		] as const) {
			const algorithm = bytes && ALGORITHM_BY_LENGTH[bytes.length];
			if (!algorithm) continue;
			const before = value.slice(0, start);
			found.push({ bytes, algorithm, encoding, before, after: value.slice(start + text.length) });
			break;
		}
		if (found.length === MOST_DIGESTS) break;
	}
	return found;
}

const ALGORITHMS = {
	sha1: 'HMAC-SHA1',
	sha256: 'HMAC-SHA256',
	sha384: 'HMAC-SHA384',
	sha512: 'HMAC-SHA512',
} as const;
const ENCODINGS = {
	hex: ['hex', 'Hex'],
	base64: ['base64', 'Base64'],
	base64url: ['URL-safe base64', 'Base64 for URLs'],
} as const;

/**
 * In what the writing of a signature differs from the scheme: algorithm, encoding, prefix, layout.
 * Empty when the verifier reads the digest just so.
 */
export function formFindings(scheme: HmacScheme, digest: FoundDigest, value: string): Finding[] {
	const read = parseSignatures(scheme, value);
	if (read.ok && read.parsed.digests.some((bytes) => bytes.equals(digest.bytes))) return [];
	const findings: Finding[] = [];
	if (digest.algorithm !== scheme.algorithm) {
		const found = ALGORITHMS[digest.algorithm];
		const declared = ALGORITHMS[scheme.algorithm];
		findings.push(finding('algorithm_differs', { found, declared }, [['Algorithm', found]]));
	}
	const [found, choice] = ENCODINGS[digest.encoding];
	const [declared] = ENCODINGS[scheme.encoding];
	if (found !== declared) {
		findings.push(finding('encoding_differs', { found, declared }, [['Encoding', choice]]));
	}
	const layout = layoutFinding(scheme, digest);
	if (layout) findings.push(layout);
	// The verifier does not read it, yet nothing stands out: say at least where to look.
	return findings.length > 0 ? findings : [finding('layout_differs', {}, [])];
}

/** Prefixes in use; any other text before a signature is not repeated. */
const KNOWN_PREFIX = /^(?:(?:hmac-)?sha(?:1|256|384|512)|hmac|v\d)[=:,\s_-]$/i;
/** Named fields: a time or another field before or after the signature, and its own name. */
const FIELDS = /(?:^|[,;\s])(v\d|s|sig|signature|te|li)=$/;

const OTHER_DIGEST = /[A-Za-z0-9+/_-]{27,}={0,2}[,;\s]/;

function layoutFinding(
	{ layout }: HmacScheme,
	{ before, after }: FoundDigest,
): Finding | undefined {
	const field = FIELDS.exec(before)?.[1];
	const hasFields = field !== undefined && /(?:^|[,;\s])(t|ts|timestamp)=/.test(before + after);
	const differs = (settings: Setting[]) => finding('layout_differs', {}, settings);
	if (hasFields) {
		if (layout.kind !== 'fields') {
			return differs([
				['Signature Layout', 'Named Fields'],
				['Signature Field', field],
			]);
		}
		return field === layout.signatureField ? undefined : differs([['Signature Field', field]]);
	}
	if (layout.kind === 'versioned') return before === `${layout.version},` ? undefined : differs([]);
	if (layout.kind === 'fields') return differs([['Signature Layout', 'Single Signature']]);
	const hasSeveral = after.trim() !== '' || OTHER_DIGEST.test(before);
	if (hasSeveral && layout.kind === 'single') {
		return differs([['Signature Layout', 'Several Signatures']]);
	}
	const expected = layout.prefix.trim();
	const own = layout.kind === 'list' ? before.split(layout.separator).at(-1) : before;
	if (own?.trim() === expected) return undefined;
	if (before === '') {
		const values = { found: 'without a prefix', declared: `the prefix ${expected}` };
		return finding('prefix_differs', values, [['Signature Prefix', '']]);
	}
	const isKnown = KNOWN_PREFIX.test(before);
	const values = {
		found: isKnown ? `behind the prefix ${before.trim()}` : 'behind another prefix',
		declared: expected === '' ? 'none' : expected,
	};
	const prefix = isKnown ? before.trim() : 'what stands before the signature';
	return finding('prefix_differs', values, [['Signature Prefix', prefix]]);
}
