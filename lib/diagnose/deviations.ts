import type { HmacScheme } from '../signature/scheme';
import { finding, type DiagnosisInput, type Finding, type Findings } from './causes';
import type { FoundDigest } from './digests';
import { formOf, isReadBy, type SignatureForm } from './layouts';
import { unitOf } from './parts';
import { schemeOf, type Match, type ProofHeader } from './search';
import { settingsBetween, type SettingValues } from './settings';
import { WHICH } from './variants';

/*
 * In what the way in which a request was signed differs from the scheme that its receiver is set
 * up for.
 */

/** What a way of signing means that fits a refused request; null where it is just the declared one. */
export function deviations(
	{ platform: { name: expected } }: DiagnosisInput,
	scheme: HmacScheme,
	match: Match,
): Findings | null {
	const { key, body, content, digest, header } = match;
	const found = schemeOf(match, scheme);
	const ofTime = unitDeviation(scheme, match);
	const ofKey = key.finding ? undefined : formatDeviation(expected, scheme, match);
	const ofContent = contentDeviations(expected, scheme, match);
	const ofHeader = headerDeviation(expected, scheme, header);
	const ofForm = found ? formDeviations(scheme, found, digest) : [finding('layout_differs')];
	const isDefined = (one?: Finding): one is Finding => one !== undefined;
	const [first, ...rest] = [
		ofTime,
		key.finding,
		ofKey,
		body.finding,
		...ofContent,
		ofHeader,
		...ofForm,
	].filter(isDefined);
	if (!first) return null;
	const findings: Findings['findings'] = [first, ...rest];
	if (![ofTime, ofKey, ...ofContent, ofHeader, ...ofForm].some(isDefined)) {
		return { findings, certain: true };
	}
	const isElsewhere = content.parts.some(({ how }) => how !== undefined);
	const settings = {
		...(found && shownSettings(settingsBetween(scheme, found))),
		...(isElsewhere && { webhookUrl: 'what is entered at the sender' }),
	};
	return { findings, certain: true, settings };
}

/** Prefixes in use; any other text before a signature is not repeated. */
const KNOWN_PREFIX = /^(?:(?:hmac-)?sha(?:1|256|384|512)|hmac|v\d|s|sig|signature)[=:,\s_-]\s*$/i;
const SHORT_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,15}$/;

/** What may be said of settings that repeat pieces of a header. */
function shownSettings(settings: SettingValues): SettingValues {
	const { signaturePrefix, signatureField, timestampField } = settings;
	const isNamed = [signatureField, timestampField].every((name = 't') => SHORT_NAME.test(name));
	if (!isNamed) return {};
	if (signaturePrefix === undefined || signaturePrefix === '') return settings;
	if (KNOWN_PREFIX.test(signaturePrefix)) return settings;
	return { ...settings, signaturePrefix: 'what stands before the signature' };
}

const UNITS = { s: 'in seconds', ms: 'in milliseconds', iso: 'as ISO 8601' } as const;

function unitDeviation(scheme: HmacScheme, { content }: Match): Finding | undefined {
	if (content.template !== scheme.signedContent) return undefined;
	const timestamp = content.parts.find(({ source }) => source !== undefined);
	const isInPlace = timestamp?.source === scheme.timestamp?.source;
	return isInPlace ? unitFinding(scheme, timestamp?.text) : undefined;
}

/** That a time is in another unit than the declared one, where its looks tell. */
export function unitFinding(
	{ timestamp }: HmacScheme,
	text: string | undefined,
): Finding | undefined {
	const unit = unitOf(text ?? '');
	const declared = timestamp?.unit ?? 's';
	if (!unit || declared === 'auto' || unit === declared) return undefined;
	return finding('timestamp_unit', { found: UNITS[unit], declared: UNITS[declared] });
}

const FORMATS = {
	text: 'as text',
	base64: 'decoded from base64',
	hex: 'decoded from hex',
	whsec: 'as a Standard Webhooks secret',
} as const;

function formatDeviation(
	expected: string,
	{ secretFormat }: HmacScheme,
	{ key }: Match,
): Finding | undefined {
	if (key.format === secretFormat) return undefined;
	const [found, declared] = [FORMATS[key.format], FORMATS[secretFormat]];
	return finding('secret_format_differs', { which: WHICH[key.label], expected, found, declared });
}

function contentDeviations(
	expected: string,
	scheme: HmacScheme,
	{ content: { template, parts } }: Match,
): Finding[] {
	const declared = scheme.signedContent;
	if (template !== declared) {
		return [finding('signed_content_differs', { content: template, declared, expected })];
	}
	return parts.flatMap(({ source, idHeader, how }) => {
		if (how !== undefined) return finding('url_differs', { how });
		if (source && source !== scheme.timestamp?.source) {
			return finding('timestamp_place_differs', { expected });
		}
		const isMoved = idHeader !== undefined && idHeader !== scheme.idHeader?.toLowerCase();
		return isMoved ? finding('id_header_differs', { expected }) : [];
	});
}

/** That the signature stands in another header than the declared one. */
export function headerDeviation(
	expected: string,
	scheme: HmacScheme,
	{ name }: ProofHeader,
): Finding | undefined {
	if (name.toLowerCase() === scheme.header.toLowerCase()) return undefined;
	return finding('signature_header_differs', { name, declared: scheme.header, expected });
}

const ALGORITHMS = {
	sha1: 'HMAC-SHA1',
	sha256: 'HMAC-SHA256',
	sha384: 'HMAC-SHA384',
	sha512: 'HMAC-SHA512',
} as const;
const ENCODINGS = { hex: 'hex', base64: 'base64', base64url: 'URL-safe base64' } as const;

/** In what the writing of a signature differs: algorithm, encoding, prefix, layout. */
function formDeviations(scheme: HmacScheme, found: SignatureForm, digest: FoundDigest): Finding[] {
	const findings: Finding[] = [];
	if (found.algorithm !== scheme.algorithm) {
		const values = {
			found: ALGORITHMS[found.algorithm],
			declared: ALGORITHMS[scheme.algorithm],
		};
		findings.push(finding('algorithm_differs', values));
	}
	if (found.encoding !== scheme.encoding) {
		const values = { found: ENCODINGS[found.encoding], declared: ENCODINGS[scheme.encoding] };
		findings.push(finding('encoding_differs', values));
	}
	if (found.layout === scheme.layout) return findings;
	const [layout, declared] = [found.layout, scheme.layout];
	if (layout.kind === 'single' && declared.kind === 'single') {
		findings.push(prefixDeviation(layout.prefix, declared.prefix));
	} else if (
		layout.kind === 'list' &&
		declared.kind === 'list' &&
		layout.prefix !== declared.prefix
	) {
		findings.push(prefixDeviation(layout.prefix, declared.prefix));
	} else if (declared.kind !== 'versioned' || digest.before !== `${declared.version},`) {
		findings.push(finding('layout_differs'));
	}
	return findings;
}

function prefixDeviation(prefix: string, expected: string): Finding {
	const declared = expected.trim() === '' ? 'none' : expected.trim();
	if (prefix === '') {
		return finding('prefix_differs', {
			found: 'without a prefix',
			declared: `the prefix ${declared}`,
		});
	}
	const isKnown = KNOWN_PREFIX.test(prefix);
	const found = isKnown ? `behind the prefix ${prefix.trim()}` : 'behind another prefix';
	return finding('prefix_differs', { found, declared });
}

/** What the looks of a header tell of a signature that no secret fits. */
export function deviationsByLooks(
	scheme: HmacScheme,
	digest: FoundDigest,
	{ value }: ProofHeader,
): Findings | null {
	const { algorithm, encoding } = digest;
	const alike = { algorithm, encoding, layout: scheme.layout };
	const form = isReadBy(alike, digest, value) ? alike : formOf(digest, value);
	if (!form) return { findings: [finding('layout_differs')], certain: false, settings: {} };
	const [first, ...rest] = formDeviations(scheme, form, digest);
	if (!first) return null;
	const settings = shownSettings(settingsBetween(scheme, { ...scheme, ...form }));
	return { findings: [first, ...rest], certain: false, settings };
}
