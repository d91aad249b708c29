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
	for (const value of spellings(sensitive)) shown = shown.replaceAll(value, MASK);
	shown = shown.replace(/[^\P{Cc}\n\t]/gu, '').slice(0, LOGGED_CHARACTERS);
	// The cut may have gone through a character of two code units.
	return shown.replace(/[\uD800-\uDBFF]$/, '');
}

/** Longest first, so that a value is not left in pieces by a shorter one inside it. */
function spellings(sensitive: readonly string[]): string[] {
	const all = new Set<string>();
	for (const value of sensitive) {
		const parts = value.split(/[\s,;=]+/).filter(({ length }) => length >= SHORTEST_PART);
		for (const part of value.length >= SHORTEST_VALUE ? [value, ...parts] : parts) {
			all.add(part);
			all.add(JSON.stringify(part).slice(1, -1));
			all.add(encodeURIComponent(part));
		}
	}
	return [...all].sort((a, b) => b.length - a.length);
}
