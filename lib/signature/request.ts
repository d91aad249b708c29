import { readHeader, type RequestHeaders } from '../headers';
import { parsePath } from '../fieldPath';
import { parseSignatures, type ParsedSignatures } from './layout';
import { headerFamilies, type HeaderFamily, type HmacScheme } from './scheme';
import {
	bodyReader,
	fill,
	parseSignedContent,
	readValues,
	type BodyReader,
	type SignedContent,
} from './signedContent';

/** A request as far as its signature or token may cover it. */
export interface SignedRequest {
	headers: RequestHeaders;
	/** The bytes as received. Text is taken as UTF-8; anything parsed is refused. */
	body: unknown;
	/** POST when left out. */
	method?: string;
	/** The full URL that the sender used; needed where the signed content has `{url}`. */
	url?: string;
	/** Parameters of the query string; needed where a token stands there. */
	query?: Readonly<Record<string, unknown>>;
}

/** What a request says of itself, not checked yet. */
export interface Claim {
	ok: true;
	body: Buffer;
	signatures: ParsedSignatures;
	/** As sent; empty where the scheme has none. */
	timestamp: string;
	/** The signed content around the body, and the values that stand in it. */
	before: string;
	after: string;
	valuesBefore: string[];
	valuesAfter: string[];
}

export type NoClaim = { ok: false; reason: ClaimRefusal };

type ClaimRefusal =
	| Extract<ReturnType<typeof parseSignatures>, { ok: false }>['reason']
	| Extract<ReturnType<typeof readValues>, { ok: false }>['reason']
	| 'body_not_raw'
	| 'signature_missing'
	| 'id_missing';

type ReadText = { ok: true; text: string } | { ok: false; reason: ClaimRefusal };

/**
 * Prepares to read requests by a scheme that has no problem. Everything is taken as sent: what is
 * parsed and written again might differ from what was signed.
 */
export function requestReader(
	scheme: HmacScheme,
	content: SignedContent,
): (request: SignedRequest) => Claim | NoClaim {
	const families = headerFamilies(scheme).map(inLowerCase);
	const [declared] = families;
	const { places: placesBefore } = content.before;
	const { places: placesAfter } = content.after;
	const signsId = [...placesBefore, ...placesAfter].some(({ kind }) => kind === 'id');
	const readTimestamp = timestampReader(scheme);
	const signsBodyAlone = placesBefore.length + placesAfter.length === 0 && !scheme.timestamp;
	const fixed = { before: content.before.texts[0], after: content.after.texts[0] };

	return ({ headers, body, method, url }) => {
		const bytes = toBytes(body);
		if (!bytes) return refuse('body_not_raw');
		let family: HeaderFamily | undefined = declared;
		let signature = readHeader(headers, declared.header);
		if (signature.kind === 'missing' && families.length > 1) {
			family = familyOf(families, headers);
			if (!family) return refuse('header_duplicated');
			signature = readHeader(headers, family.header);
		}
		if (signature.kind === 'missing') return refuse('signature_missing');
		if (signature.kind === 'duplicated') return refuse('header_duplicated');
		const layout = parseSignatures(scheme, signature.value);
		if (!layout.ok) return layout;
		const signatures = layout.parsed;
		if (signsBodyAlone) {
			const none = { timestamp: '', valuesBefore: [], valuesAfter: [] };
			return { ok: true, body: bytes, signatures, ...fixed, ...none };
		}

		const id = signsId ? readText(headers, family.idHeader, 'id_missing') : NO_TEXT;
		if (!id.ok) return id;
		const fieldAt = bodyReader(bytes);
		const timestamp = readTimestamp({ headers, family, signatures, fieldAt });
		if (!timestamp.ok) return timestamp;

		const sources = { timestamp: timestamp.text, id: id.text, headers, url, method, fieldAt };
		const before = readValues(placesBefore, sources);
		if (!before.ok) return before;
		const after = readValues(placesAfter, sources);
		if (!after.ok) return after;
		return {
			ok: true,
			body: bytes,
			signatures,
			timestamp: timestamp.text,
			before: fill(content.before, before.values),
			after: fill(content.after, after.values),
			valuesBefore: before.values,
			valuesAfter: after.values,
		};
	};
}

/**
 * The values that a scheme signs of a request beside the body, as one text, without checking
 * anything: two requests with the same body and the same text are one delivery. What is missing
 * counts as empty, because a node may have its check switched off.
 *
 * @param options.timeless leaves out the time of signing
 */
export function signedText(
	scheme: HmacScheme,
	request: SignedRequest,
	{ timeless = false } = {},
): string {
	const { headers, body, method, url } = request;
	const parsed = parseSignedContent(scheme.signedContent);
	const family = familyOf(headerFamilies(scheme).map(inLowerCase), headers);
	if (!parsed.ok || !family) return '';
	const signature = readHeader(headers, family.header);
	const layout = parseSignatures(scheme, signature.kind === 'value' ? signature.value : '');
	const signatures = layout.ok ? layout.parsed : { digests: [], ed25519: [] };
	const fieldAt = bodyReader(toBytes(body) ?? Buffer.alloc(0));
	const id = readText(headers, family.idHeader, 'id_missing');
	const timestamp = timestampReader(scheme)({ headers, family, signatures, fieldAt });
	const sources = { timestamp: textOf(timestamp), id: textOf(id), headers, url, method, fieldAt };
	const values = [...parsed.content.before.places, ...parsed.content.after.places]
		.filter(({ kind }) => !(timeless && kind === 'timestamp'))
		.map((place) => {
			const value = readValues([place], sources);
			return value.ok ? value.values[0] : '';
		});
	return values.length === 0 ? '' : JSON.stringify(values);
}

/** Whether the signature of a request covers an id of the delivery in a header, not checked yet. */
export function hasSignedId(scheme: HmacScheme, headers: RequestHeaders): boolean {
	if (!/\{\s*id\s*\}/.test(scheme.signedContent)) return false;
	const family = familyOf(headerFamilies(scheme).map(inLowerCase), headers);
	return textOf(readText(headers, family?.idHeader, 'id_missing')) !== '';
}

const textOf = (read: ReadText) => (read.ok ? read.text : '');

/** Names in lower case of the headers that the signature of this request covers. */
export function signedHeaders(scheme: HmacScheme, headers: RequestHeaders): string[] {
	const parsed = parseSignedContent(scheme.signedContent);
	const family = familyOf(headerFamilies(scheme).map(inLowerCase), headers);
	if (!parsed.ok || !family) return [];
	const { before, after } = parsed.content;
	return [...before.places, ...after.places].flatMap((place) => {
		switch (place.kind) {
			case 'id':
				return family.idHeader ?? [];
			case 'timestamp':
				return family.timestampHeader ?? [];
			case 'header':
				return place.name;
			default:
				return [];
		}
	});
}

/**
 * The family whose signature a request carries, else the declared one. Undefined where it mixes
 * them: an id of the declared family beside the signature of another one is not signed, and would
 * be taken for the id of the delivery.
 */
function familyOf(
	families: readonly HeaderFamily[],
	headers: RequestHeaders,
): HeaderFamily | undefined {
	const [declared, ...others] = families;
	const isSent = (name: string | undefined) =>
		name !== undefined && readHeader(headers, name).kind !== 'missing';
	if (others.length === 0 || isSent(declared.header)) return declared;
	const family = others.find(({ header }) => isSent(header));
	if (!family) return declared;
	const isMixed = families
		.filter((one) => one !== family)
		.some((one) => isSent(one.idHeader) || isSent(one.timestampHeader));
	return isMixed ? undefined : family;
}

function inLowerCase({ header, idHeader, timestampHeader }: HeaderFamily): HeaderFamily {
	return {
		header: header.toLowerCase(),
		idHeader: idHeader?.toLowerCase(),
		timestampHeader: timestampHeader?.toLowerCase(),
	};
}

/** The pieces of a request in which the time may stand. */
interface TimestampSources {
	headers: RequestHeaders;
	family: HeaderFamily;
	signatures: ParsedSignatures;
	fieldAt: BodyReader;
}

type TimestampReader = (sources: TimestampSources) => ReadText;

function timestampReader({ timestamp }: HmacScheme): TimestampReader {
	if (!timestamp) return () => NO_TEXT;
	const { source } = timestamp;
	if ('header' in source) {
		return ({ headers, family }) => readText(headers, family.timestampHeader, 'timestamp_missing');
	}
	if ('body' in source) {
		const keys = parsePath(source.body) ?? [];
		return ({ fieldAt }) => orMissing(fieldAt(keys));
	}
	return ({ signatures }) => orMissing(signatures.timestamp);
}

function orMissing(text: string | undefined): ReadText {
	return text === undefined ? refuse('timestamp_missing') : { ok: true, text };
}

function readText(
	headers: RequestHeaders,
	name: string | undefined,
	missing: 'id_missing' | 'timestamp_missing',
): ReadText {
	const header = name === undefined ? undefined : readHeader(headers, name);
	if (header?.kind === 'value') return { ok: true, text: header.value };
	return refuse(header?.kind === 'duplicated' ? 'header_duplicated' : missing);
}

const NO_TEXT: ReadText = { ok: true, text: '' };

function refuse(reason: ClaimRefusal): NoClaim {
	return { ok: false, reason };
}

function toBytes(body: unknown): Buffer | undefined {
	if (Buffer.isBuffer(body)) return body;
	if (typeof body === 'string') return Buffer.from(body, 'utf8');
	if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
	return undefined;
}
