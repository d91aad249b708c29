import { parseSignatures } from '../signature/layout';
import type { HmacScheme } from '../signature/scheme';
import { finding, type Finding } from './cause';
import type { FoundDigest } from './digests';

const ENCODINGS = {
	hex: 'hex',
	base64: 'base64',
	base64url: 'URL-safe base64',
	hexInBase64: 'hex encoded once more in base64',
} as const;

const ALGORITHMS = {
	sha1: 'HMAC-SHA1',
	sha256: 'HMAC-SHA256',
	sha384: 'HMAC-SHA384',
	sha512: 'HMAC-SHA512',
} as const;

/** Prefixes in use; any other text before a signature is not repeated. */
const KNOWN_PREFIX = /^(?:(?:hmac-)?sha(?:1|256|384|512)|hmac|v\d)[=:,\s_-]$/i;

/**
 * In what the writing of a signature differs from the scheme: algorithm, encoding, prefix.
 * Empty when the verifier reads the digest just so.
 *
 * @param value the signature header as sent
 */
export function formFindings(
	scheme: HmacScheme,
	digest: FoundDigest,
	value: string,
	remedy: string,
): Finding[] {
	const layout = parseSignatures(scheme, value);
	if (layout.ok) {
		const { digests, ed25519 } = layout.parsed;
		if ([...digests, ...ed25519].some((bytes) => bytes.equals(digest.bytes))) return [];
	}
	const findings: Finding[] = [];
	if (digest.algorithm !== scheme.algorithm) {
		const found = ALGORITHMS[digest.algorithm];
		const declared = ALGORITHMS[scheme.algorithm];
		findings.push(finding('algorithm_differs', { found, declared, remedy }));
	}
	if (digest.encoding !== scheme.encoding) {
		const found = ENCODINGS[digest.encoding];
		const declared = ENCODINGS[scheme.encoding];
		findings.push(finding('encoding_differs', { found, declared, remedy }));
	}
	const surroundings = surroundingFinding(scheme, digest, remedy);
	if (surroundings) findings.push(surroundings);
	// The verifier does not read it, yet nothing stands out: say at least where to look.
	return findings.length > 0 ? findings : [finding('layout_differs', { remedy })];
}

function surroundingFinding(
	{ layout }: HmacScheme,
	{ before, after }: FoundDigest,
	remedy: string,
): Finding | undefined {
	if (layout.kind === 'fields') {
		const isField = new RegExp(`(^|,)[ \\t]*${escape(layout.signatureField)}=$`).test(before);
		return isField ? undefined : finding('layout_differs', { remedy });
	}
	if (layout.kind === 'versioned') {
		const isEntry = before === `${layout.version},` || before.endsWith(` ${layout.version},`);
		return isEntry ? undefined : finding('layout_differs', { remedy });
	}
	if (layout.kind === 'list') return finding('layout_differs', { remedy });
	if (after !== '') return finding('layout_differs', { remedy });
	if (before === layout.prefix) return undefined;
	if (before === '') return finding('prefix_missing', { declared: layout.prefix, remedy });
	if (layout.prefix !== '') return finding('layout_differs', { remedy });
	const found = KNOWN_PREFIX.test(before) ? ` (${before.trim()})` : '';
	return finding('prefix_superfluous', { found, remedy });
}

function escape(text: string): string {
	return text.replace(/[^A-Za-z0-9]/g, '\\$&');
}
