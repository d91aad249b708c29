import type { Body } from '../event/several';
import { readHeader, type RequestHeaders } from '../headers';
import { isObject, parseJson } from '../json';

export type BodyRefusal =
	| 'charset_unknown'
	| 'body_not_utf8'
	| 'body_not_in_charset'
	| 'body_not_json'
	| 'body_not_object';

export type BodyResult =
	/** `around` are the other fields of a form that carries the JSON in one of them. */
	{ ok: true; body: Body; around?: Record<string, unknown> } | { ok: false; reason: BodyRefusal };

/** Named this way, because not every set of Node's types has it as a type. */
type Decoder = InstanceType<typeof TextDecoder>;

/** The field of a form in which senders put a whole JSON payload. */
const JSON_FIELD = 'payload';

/**
 * Reads a verified body: JSON, or a form, also one with the JSON in its field `payload`. Whole
 * numbers beyond 2^53 come as text. Bytes that its character set does not have are refused rather
 * than replaced, because what is replaced is lost.
 */
export function parseBody(bytes: Uint8Array, headers: RequestHeaders): BodyResult {
	const header = readHeader(headers, 'content-type');
	const contentType = header.kind === 'value' ? header.value : '';
	const charset = charsetOf(bytes, contentType);
	const decoder = decoderFor(charset);
	if (!decoder) return { ok: false, reason: 'charset_unknown' };
	try {
		const text = decoder.decode(bytes);
		const json = parsed(text);
		if (json === undefined && isForm(contentType) && text.includes('=')) {
			return readForm(formFields(text, decoder));
		}
		if (isBody(json)) return { ok: true, body: json };
		return { ok: false, reason: json === undefined ? 'body_not_json' : 'body_not_object' };
	} catch {
		return { ok: false, reason: charset === 'utf-8' ? 'body_not_utf8' : 'body_not_in_charset' };
	}
}

function isForm(contentType: string): boolean {
	return /^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(contentType);
}

function isBody(value: unknown): value is Body {
	return Array.isArray(value) || isObject(value);
}

/** Undefined for what is not JSON. */
function parsed(text: string): unknown {
	try {
		return parseJson(text);
	} catch {
		return undefined;
	}
}

/** As the byte order mark says, else the content type; JSON that says nothing is UTF-8. */
function charsetOf(bytes: Uint8Array, contentType: string): string {
	const [first, second, third] = bytes;
	if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
	if (first === 0xff && second === 0xfe) return 'utf-16le';
	if (first === 0xfe && second === 0xff) return 'utf-16be';
	const [, quoted, plain] = /;\s*charset\s*=\s*(?:"([^"]*)"|([^\s;"]+))/i.exec(contentType) ?? [];
	const declared = (quoted ?? plain ?? '').trim().toLowerCase();
	return declared === '' || declared === 'utf8' ? 'utf-8' : declared;
}

/** Shared by nearly all bodies: each is decoded whole, which leaves nothing behind for the next. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A byte order mark is skipped. Undefined for a character set that nobody knows. */
function decoderFor(charset: string): Decoder | undefined {
	if (charset === 'utf-8') return utf8;
	try {
		return new TextDecoder(charset, { fatal: true });
	} catch {
		return undefined;
	}
}

/** @throws TypeError where a field holds bytes that the character set does not have */
function formFields(text: string, decoder: Decoder): Record<string, unknown> {
	const fields = new Map<string, string[]>();
	for (const pair of text.split('&')) {
		if (pair === '') continue;
		const equals = pair.includes('=') ? pair.indexOf('=') : pair.length;
		const name = unescaped(pair.slice(0, equals), decoder);
		const values = fields.get(name) ?? [];
		values.push(unescaped(pair.slice(equals + 1), decoder));
		fields.set(name, values);
	}
	return Object.fromEntries(
		[...fields].map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
	);
}

/** What stands escaped in a form are bytes of the character set of all of it. */
function unescaped(text: string, decoder: Decoder): string {
	return text
		.replace(/\+/g, ' ')
		.replace(/(?:%[\da-f]{2})+/gi, (escaped) =>
			decoder.decode(Buffer.from(escaped.replace(/%/g, ''), 'hex')),
		);
}

function readForm(fields: Record<string, unknown>): BodyResult {
	const { [JSON_FIELD]: carrier, ...around } = fields;
	const json = typeof carrier === 'string' ? parsed(carrier) : undefined;
	if (!isBody(json)) return { ok: true, body: fields };
	return { ok: true, body: json, ...(Object.keys(around).length > 0 && { around }) };
}
