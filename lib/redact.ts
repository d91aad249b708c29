/** Length of the answer that a log keeps, in characters. */
export const LOGGED_CHARACTERS = 500;

const MASK = '***';

/** Shorter values stand everywhere by chance. */
const SHORTEST_VALUE = 4;

/** The same for the parts of a value, which may be words: of `Bearer abc…` only the token counts. */
const SHORTEST_PART = 8;

/**
 * An answer's text as it may be logged: without the values that went out in secret, in any
 * spelling in which endpoints echo them, without control characters, and cut to size.
 */
export function redactText(text: string, sensitive: readonly string[]): string {
	if (text === '') return '';
	let shown = text;
	for (const value of spellings(sensitive, text.length)) shown = shown.replaceAll(value, MASK);
	shown = shown.replace(/[^\P{Cc}\n\t]/gu, '').slice(0, LOGGED_CHARACTERS);
	// The cut may have gone through a character of two code units.
	return shown.replace(/[\uD800-\uDBFF]$/, '');
}

/** What JSON and URLs write as it stands. */
const SPELLED_ALIKE = /^[\w.-]+$/;

/**
 * What to look for. Longest first, so that a value is not left in pieces by a shorter one inside
 * it; and nothing longer than the text, which spares short answers most of the work.
 */
function spellings(sensitive: readonly string[], longest: number): string[] {
	const all = new Set<string>();
	const add = (value: string, shortest: number) => {
		if (value.length < shortest || value.length > longest) return;
		all.add(value);
		if (SPELLED_ALIKE.test(value)) return;
		const inJson = JSON.stringify(value).slice(1, -1);
		all.add(inJson);
		// As some endpoints write JSON: signatures and Basic Auth have slashes.
		all.add(inJson.replaceAll('/', '\\/'));
		// By way of bytes, because a text may hold half a character, which has no such form.
		all.add(encodeURIComponent(Buffer.from(value, 'utf8').toString('utf8')));
	};
	for (const value of sensitive) {
		add(value, SHORTEST_VALUE);
		if (value.length > SHORTEST_PART) {
			for (const part of value.split(/[\s,;=]+/)) add(part, SHORTEST_PART);
		}
	}
	return [...all].sort((a, b) => b.length - a.length);
}
