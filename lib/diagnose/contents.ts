import { parsePath } from '../fieldPath';
import { readHeader, type RequestHeaders } from '../headers';
import {
	headerFamilies,
	type HeaderFamily,
	type HmacScheme,
	type TimestampSource,
} from '../signature/scheme';
import { bodyReader, fill, parseSignedContent, readValues } from '../signature/signedContent';
import { readTimestamp, type TimestampUnit } from '../signature/timestamp';
import { finding, type DiagnosisInput, type Finding, type Setting } from './causes';

/** What may stand around the body in the signed content. */
export interface ContentVariant {
	before: string;
	after: string;
	/** The time, where it is part of the declared content and stands in its declared place. */
	timestamp?: string;
	/** What this would mean; empty for what the scheme declares. */
	findings: readonly Finding[];
}

/** Signed contents in use. */
const TEMPLATES = [
	'{body}',
	'{timestamp}.{body}',
	'{id}.{timestamp}.{body}',
	'{timestamp}{body}',
	'{timestamp}:{body}',
	'{timestamp},{body}',
	'v0:{timestamp}:{body}',
	'{body}{timestamp}',
	'{url}{body}',
];

/**
 * All contents that the request allows, the declared one first.
 *
 * @param signatureHeader its value, which may hold the time
 */
export function contentVariants(
	input: DiagnosisInput,
	scheme: HmacScheme,
	signatureHeader: string,
): readonly ContentVariant[] {
	const parts = {
		timestamp: timestampsSent(input, scheme, signatureHeader),
		id: idsSent(input, scheme),
		url: urlsUsed(input),
	};
	const templates = [...new Set([scheme.signedContent, ...TEMPLATES])];
	return templates.flatMap((template) => variantsOf(template, input, scheme, parts));
}

/** A time, id or URL that may be part of the signed content, as text. */
interface Part {
	text: string;
	/** What it would mean; absent where it stands in its declared place. */
	finding?: Finding;
}

type Parts = Record<'timestamp' | 'id' | 'url', readonly Part[]>;

const UNUSED: readonly Part[] = [{ text: '' }];

function variantsOf(
	template: string,
	{ headers, method, body, platform }: DiagnosisInput,
	scheme: HmacScheme,
	parts: Parts,
): ContentVariant[] {
	const parsed = parseSignedContent(template);
	if (!parsed.ok) return [];
	const { before, after } = parsed.content;
	const used = (kind: keyof Parts) =>
		[...before.places, ...after.places].some((place) => place.kind === kind) ? parts[kind] : UNUSED;
	const choices = used('timestamp').flatMap((timestamp) =>
		used('id').flatMap((id) => used('url').map((url) => ({ timestamp, id, url }))),
	);
	const isDeclared = template === scheme.signedContent;
	return choices.flatMap(({ timestamp, id, url }) => {
		const fieldAt = bodyReader(body);
		const texts = { timestamp: timestamp.text, id: id.text, url: url.text };
		const sources = { ...texts, headers, method, fieldAt };
		const [first, last] = [before, after].map(({ places }) => readValues(places, sources));
		if (!first.ok || !last.ok) return [];
		const differing = [timestamp, id, url].flatMap((part) => part.finding ?? []);
		const values = { content: template, declared: scheme.signedContent, expected: platform.name };
		const contentDiffers = finding('signed_content_differs', values, [
			['Signed Content', 'Own Template'],
			['Template', template],
			...differing.flatMap(({ settings = [] }) => settings),
		]);
		return {
			before: fill(before, first.values),
			after: fill(after, last.values),
			findings: isDeclared ? differing : [contentDiffers],
			...(isDeclared && !timestamp.finding && { timestamp: timestamp.text }),
		};
	});
}

const MOST_TIMESTAMPS = 3;
const MOST_IDS = 2;

/** The times that may be part of the signed content, the declared one first. */
function timestampsSent(
	{ headers, body, platform }: DiagnosisInput,
	scheme: HmacScheme,
	signatureHeader: string,
): readonly Part[] {
	const fieldAt = bodyReader(body);
	const read = (source: TimestampSource) => {
		if ('body' in source) return fieldAt(parsePath(source.body) ?? []);
		if ('header' in source) {
			const header = readHeader(headers, source.header.toLowerCase());
			return header.kind === 'value' ? header.value : undefined;
		}
		const start = `${source.signatureField}=`;
		const entries = signatureHeader.split(/[,;\s]+/);
		return entries.find((entry) => entry.startsWith(start))?.slice(start.length);
	};
	const { timestampHeader } = familyOf(scheme, headers);
	const declared = timestampHeader ? { header: timestampHeader } : scheme.timestamp?.source;
	const sources: TimestampSource[] = [
		...(declared ? [declared] : []),
		...shownHeaders(headers)
			.filter(([name]) => /timestamp|request-time/.test(name))
			.map(([header]) => ({ header })),
		...['t', 'ts', 'timestamp'].map((signatureField) => ({ signatureField })),
		...['timestamp', 'created_at', 'createdAt'].map((field) => ({ body: field })),
	];
	const parts = new Map<string, Part>();
	for (const source of sources) {
		const text = read(source);
		if (text === undefined || parts.has(text)) continue;
		const settings = [...placeSettings(source), ...(unitFinding(scheme, text)?.settings ?? [])];
		const differs = finding('timestamp_place_differs', { expected: platform.name }, settings);
		parts.set(text, { text, finding: source === declared ? undefined : differs });
	}
	return [...parts.values()].slice(0, MOST_TIMESTAMPS);
}

function placeSettings(source: TimestampSource): [Setting, Setting] {
	const label = 'Timestamp Source';
	if ('header' in source)
		return [
			[label, 'Header'],
			['Timestamp Header', source.header],
		];
	if ('body' in source)
		return [
			[label, 'Body'],
			['Timestamp Path', source.body],
		];
	return [
		[label, 'Signature Header'],
		['Timestamp Field', source.signatureField],
	];
}

const UNITS = {
	s: ['in seconds', 'Seconds'],
	ms: ['in milliseconds', 'Milliseconds'],
	iso: ['as ISO 8601', 'ISO 8601'],
} as const;

/** That a time is in another unit than the declared one, where its looks tell. */
export function unitFinding(
	{ timestamp }: HmacScheme,
	text: string | undefined,
): Finding | undefined {
	const unit = unitOf(text ?? '');
	const declared = timestamp?.unit ?? 's';
	if (!unit || declared === 'auto' || unit === declared) return undefined;
	const [found, choice] = UNITS[unit];
	const values = { found, declared: UNITS[declared][0] };
	return finding('timestamp_unit', values, [['Timestamp Unit', choice]]);
}

/** The unit of a time by its looks: seconds have ten digits from 2001 to 2286. */
function unitOf(text: string): Exclude<TimestampUnit, 'auto'> | undefined {
	if (/^\d{10}(\.\d+)?$/.test(text)) return 's';
	if (/^\d{13}(\.\d+)?$/.test(text)) return 'ms';
	return readTimestamp(text, { unit: 'iso' }) === null ? undefined : 'iso';
}

/** The delivery ids that may be part of the signed content, the declared one first. */
function idsSent({ headers, platform }: DiagnosisInput, scheme: HmacScheme): readonly Part[] {
	const declared = familyOf(scheme, headers).idHeader?.toLowerCase();
	return shownHeaders(headers)
		.filter(([name]) => name === declared || /(^|[-_])id$/.test(name))
		.sort(([a], [b]) => Number(b === declared) - Number(a === declared))
		.slice(0, MOST_IDS)
		.map(([name, text]) => {
			if (name === declared) return { text };
			const settings: Setting[] = [['ID Header', name]];
			return { text, finding: finding('id_header_differs', { expected: platform.name }, settings) };
		});
}

/** The webhook URL, and in what a proxy may make it look different from what the sender has. */
function urlsUsed({ url }: DiagnosisInput): readonly Part[] {
	if (url === undefined) return [];
	const isHttps = url.startsWith('https:');
	const others = [
		isHttps
			? [url.replace('https:', 'http:'), 'with http instead of https']
			: [url.replace('http:', 'https:'), 'with https instead of http'],
		url.endsWith('/')
			? [url.slice(0, -1), 'without the slash at its end']
			: [`${url}/`, 'with a slash at its end'],
	];
	const settings: Setting[] = [['Webhook URL', 'what is entered at the sender']];
	return [
		{ text: url },
		...others.map(([text, how]) => ({ text, finding: finding('url_differs', { how }, settings) })),
	];
}

/** The header family whose signature the request carries, else the declared one. */
export function familyOf(scheme: HmacScheme, headers: RequestHeaders): HeaderFamily {
	const families = headerFamilies(scheme);
	const isSent = ({ header }: HeaderFamily) =>
		readHeader(headers, header.toLowerCase()).kind !== 'missing';
	return families.find(isSent) ?? families[0];
}

/** Names and values of the headers whose name is so short that no signature can hide in it. */
export function shownHeaders(headers: RequestHeaders): Array<readonly [string, string]> {
	return Object.keys(headers).flatMap((spelled) => {
		const name = spelled.toLowerCase();
		const header = readHeader(headers, name);
		const isShown = header.kind === 'value' && /^[a-z][a-z0-9-]{0,38}$/.test(name);
		return isShown ? [[name, header.value] as const] : [];
	});
}
