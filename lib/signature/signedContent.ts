import { parsePath, valueAt } from '../fieldPath';
import { readHeader, type RequestHeaders } from '../headers';

/** A part of a request that the template puts into the signed content beside the body. */
export type Place =
	| { kind: 'timestamp' | 'id' | 'url' | 'method' }
	/** A header by its name in lower case. */
	| { kind: 'header'; name: string }
	/** A text or number in the JSON body. */
	| { kind: 'field'; keys: readonly string[] };

/** The template on one side of the body: `texts[0]`, `places[0]`, `texts[1]` and so on. */
export interface Side {
	/** One more than there are places. */
	texts: readonly string[];
	places: readonly Place[];
}

/** What the HMAC covers: the body, and what stands before and after it. */
export interface SignedContent {
	before: Side;
	after: Side;
}

export type ParsedContent =
	| { ok: true; content: SignedContent }
	/** One sentence for the person who wrote the template. */
	| { ok: false; problem: string };

const KNOWN = '{body}, {timestamp}, {id}, {url}, {method}, {header:Name} or {field:path.in.body}';

/**
 * Reads a template such as `{timestamp}.{body}`. Everything outside the braces stands for itself,
 * white space included.
 */
export function parseSignedContent(template: string): ParsedContent {
	const sides: Array<{ texts: string[]; places: Place[] }> = [{ texts: [], places: [] }];
	let end = 0;
	let text = '';
	for (const match of template.matchAll(/\{([^{}]*)\}/g)) {
		text = template.slice(end, match.index);
		end = match.index + match[0].length;
		const side = sides[sides.length - 1];
		side.texts.push(text);
		if (/[{}]/.test(text)) return { ok: false, problem: STRAY };
		const name = match[1];
		if (name === 'body') {
			sides.push({ texts: [], places: [] });
			continue;
		}
		const place = readPlace(name);
		if (!place) {
			const problem = `The signed content has {${name}}, which is none of ${KNOWN}`;
			return { ok: false, problem };
		}
		side.places.push(place);
	}
	text = template.slice(end);
	if (/[{}]/.test(text)) return { ok: false, problem: STRAY };
	sides[sides.length - 1].texts.push(text);
	if (sides.length === 1) {
		return {
			ok: false,
			problem: 'The signed content has no {body}, so the body would not be signed',
		};
	}
	if (sides.length > 2) {
		return { ok: false, problem: 'The signed content has {body} more than once' };
	}
	const [before, after] = sides;
	return { ok: true, content: { before, after } };
}

const STRAY = `The signed content has a brace that belongs to none of ${KNOWN}`;

function readPlace(name: string): Place | undefined {
	switch (name) {
		case 'timestamp':
		case 'id':
		case 'url':
		case 'method':
			return { kind: name };
	}
	const [, kind, argument] = /^(header|field):\s*(.+)$/s.exec(name) ?? [];
	if (kind === 'header' && /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(argument)) {
		return { kind, name: argument.toLowerCase() };
	}
	const keys = kind === 'field' ? parsePath(argument) : null;
	return keys ? { kind: 'field', keys } : undefined;
}

/** Where the values of places come from. */
export interface ContentSources {
	/** The text as sent; empty where the scheme has none. */
	timestamp: string;
	/** The text as sent; empty where the scheme has none. */
	id: string;
	headers: RequestHeaders;
	/** The full URL that the sender used. */
	url?: string;
	/** POST when left out. */
	method?: string;
	fieldAt: BodyReader;
}

export type Values =
	| { ok: true; values: string[] }
	| { ok: false; reason: 'header_missing' | 'header_duplicated' | 'field_missing' | 'url_missing' };

/** The value of each place, exactly as sent: what is parsed and written again might differ. */
export function readValues(places: readonly Place[], sources: ContentSources): Values {
	const values: string[] = [];
	for (const place of places) {
		switch (place.kind) {
			case 'timestamp':
			case 'id':
				values.push(sources[place.kind]);
				break;
			case 'method':
				values.push(sources.method ?? 'POST');
				break;
			case 'url':
				if (!sources.url) return { ok: false, reason: 'url_missing' };
				values.push(sources.url);
				break;
			case 'header': {
				const header = readHeader(sources.headers, place.name);
				if (header.kind !== 'value') return { ok: false, reason: `header_${header.kind}` };
				values.push(header.value);
				break;
			}
			case 'field': {
				const text = sources.fieldAt(place.keys);
				if (text === undefined) return { ok: false, reason: 'field_missing' };
				values.push(text);
			}
		}
	}
	return { ok: true, values };
}

/** One side of the signed content with its values in place. */
export function fill({ texts }: Side, values: readonly string[]): string {
	let content = texts[0];
	for (let index = 0; index < values.length; index += 1) {
		content += values[index] + texts[index + 1];
	}
	return content;
}

/** The text of a field of the body, or undefined where there is no text or number. */
export type BodyReader = (keys: readonly string[]) => string | undefined;

/** A string, or any other piece that stands for itself when numbers are looked for. */
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/gs;

/** Keeping the spelling of all numbers takes ten times as long as parsing, for any caller's body. */
const LONGEST_SPELLED = 1024 * 1024;

/**
 * Reads fields of a body that is not verified yet, for nothing but building the signed content.
 * Numbers come as they are written: `1700000000.50` would lose its zero in a JavaScript number. In
 * bodies of more than a megabyte only whole numbers are read, as they are usually written.
 */
export function bodyReader(body: Buffer): BodyReader {
	let plain: { json: unknown } | undefined;
	let spelled: { json: unknown } | undefined;
	return (keys) => {
		plain ??= { json: parseJson(body) };
		let value = valueAt(plain.json, keys);
		if (typeof value === 'number' && body.length <= LONGEST_SPELLED) {
			spelled ??= { json: parseNumbersAsText(body) };
			value = valueAt(spelled.json, keys);
		}
		if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined;
		return typeof value === 'string' && value !== '' ? value : undefined;
	};
}

function parseJson(body: Buffer): unknown {
	try {
		return JSON.parse(textOf(body));
	} catch {
		return undefined;
	}
}

const textOf = (body: Buffer) => body.toString('utf8').replace(/^\ufeff/, '');

/** The JSON of a body with its numbers as they are written; undefined for what is no JSON. */
export function parseNumbersAsText(body: Buffer): unknown {
	try {
		return JSON.parse(
			textOf(body).replace(STRING_OR_NUMBER, (piece, number?: string) =>
				number === undefined ? piece : `"${number}"`,
			),
		);
	} catch {
		return undefined;
	}
}
