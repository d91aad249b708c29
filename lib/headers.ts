/** Request headers as Node delivers them, or with names in any case. */
export type RequestHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** One header's value, or why there is none to use. */
export type HeaderValue =
	| { kind: 'value'; value: string }
	| { kind: 'missing' }
	/** Sent more than once: which of the values was signed cannot be known. */
	| { kind: 'duplicated' };

const MISSING: HeaderValue = { kind: 'missing' };
const DUPLICATED: HeaderValue = { kind: 'duplicated' };

/**
 * Reads a header by its lower-case name, without the spaces and tabs around the value that HTTP
 * does not count as part of it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-5.5
 */
export function readHeader(headers: RequestHeaders, lowerCaseName: string): HeaderValue {
	let found: unknown = headers[lowerCaseName];
	if (found === undefined) {
		for (const name of Object.keys(headers)) {
			if (name.length !== lowerCaseName.length || name.toLowerCase() !== lowerCaseName) continue;
			if (found !== undefined) return DUPLICATED;
			found = headers[name];
		}
	}
	if (Array.isArray(found)) {
		if (found.length > 1) return DUPLICATED;
		found = found[0];
	}
	if (typeof found !== 'string') return MISSING;
	const value = withoutOuterSpace(found);
	return value === '' ? MISSING : { kind: 'value', value };
}

/**
 * A text without the spaces and tabs around it; other white space is never there by accident.
 * A loop, because `[ \t]+$` as an expression takes quadratic time on a value full of spaces.
 */
export function withoutOuterSpace(value: string): string {
	let start = 0;
	let end = value.length;
	while (start < end && isSpace(value.charCodeAt(start))) start += 1;
	while (end > start && isSpace(value.charCodeAt(end - 1))) end -= 1;
	return start === 0 && end === value.length ? value : value.slice(start, end);
}

function isSpace(code: number): boolean {
	return code === 0x20 || code === 0x09;
}
