/** Whether a value is a JSON object: neither a list nor null. */
export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Parses JSON without losing digits of ids: a whole number beyond 2^53 becomes text, just as it was
 * sent, because a JavaScript number could stand for one of its neighbours as well. All other
 * numbers stay numbers.
 *
 * @throws SyntaxError for what is not JSON
 */
export function parseJson(text: string): unknown {
	const parsed: unknown = JSON.parse(text);
	// Every such number has at least 16 digits; hardly any payload has so many side by side.
	return /\d{16}/.test(text) ? JSON.parse(withLargeIntegersQuoted(text)) : parsed;
}

/** A value as JSON, or undefined for what has no such form: it refers to itself, or holds a bigint. */
export function toJson(value: unknown): string | undefined {
	try {
		return JSON.stringify(value);
	} catch {
		return undefined;
	}
}

/** The same JSON text with whole numbers beyond 2^53 in quotation marks. */
function withLargeIntegersQuoted(json: string): string {
	const stringOrNumber = /"|-?\d[\d.eE+-]*/g;
	let result = '';
	let done = 0;
	for (let match = stringOrNumber.exec(json); match; match = stringOrNumber.exec(json)) {
		const [token] = match;
		if (token === '"') {
			stringOrNumber.lastIndex = endOfString(json, match.index);
		} else if (/^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token))) {
			result += `${json.slice(done, match.index)}"${token}"`;
			done = match.index + token.length;
		}
	}
	return result + json.slice(done);
}

/** Where the string that begins here has ended: behind the next quotation mark not escaped. */
function endOfString(json: string, start: number): number {
	for (let at = start + 1; at < json.length; at += 1) {
		if (json[at] === '"') return at + 1;
		if (json[at] === '\\') at += 1;
	}
	return json.length;
}
