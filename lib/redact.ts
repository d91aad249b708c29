/** Length of the answer that a log keeps, in characters. */
export const LOGGED_CHARACTERS = 500;

/** Stands in the place of what is secret. */
export const MASK = '***';

/** Shorter values stand everywhere by chance. */
const SHORTEST_VALUE = 4;

/**
 * Of the parts of a value, which may be words: of `Bearer abc…` only the token counts. Shorter
 * values count only where they stand alone, and not inside a longer word.
 */
const SHORTEST_PART = 8;

/** Of a longer value its start is looked for: a pattern of all of it could be too large to compile. */
const LONGEST_LOOKED_FOR = 200;

/**
 * An answer's text as it may be logged: without the values that went out in secret, in any
 * spelling in which endpoints echo them (as sent, or escaped for JSON, HTML or a URL), without
 * control characters, and cut to size.
 */
export function redactText(text: string, sensitive: readonly string[]): string {
	if (text === '') return '';
	let shown = text;
	for (const value of hiddenValues(sensitive)) {
		// No spelling is shorter than what is looked for.
		const start = value.slice(0, LONGEST_LOOKED_FOR);
		if (start.length <= text.length) shown = shown.replace(spellings(start, value), MASK);
	}
	shown = shown.replace(/[^\P{Cc}\n\t]/gu, '').slice(0, LOGGED_CHARACTERS);
	// The cut may have gone through a character of two code units.
	return shown.replace(/[\uD800-\uDBFF]$/, '');
}

/** Words and short numbers, also several of them: `order`, `en-GB`, `2026-01-31`. */
const WORDS = /^(?:[A-Za-z]{1,15}|\d{1,7})(?:[ ._/-](?:[A-Za-z]{1,15}|\d{1,7}))*$/;
const NAMES_A_SECRET = /key|token|secret|sig|auth|pass|pwd|code|cred|session/i;

/**
 * Whether a query parameter or a header may be a secret. Such values are mostly no secrets, and a
 * log in which every `order` is masked because of `?type=order` says nothing; so words are left
 * alone, unless their name says that they are one.
 */
export function mayBeSecret(name: string, value: string): boolean {
	return NAMES_A_SECRET.test(name) || !WORDS.test(value);
}

/** The values to hide and their parts; longest first, so that none is left in pieces by a shorter one. */
function hiddenValues(sensitive: readonly string[]): string[] {
	const parts = sensitive
		.filter((value) => value.length > SHORTEST_PART)
		.flatMap((value) => value.split(/[\s,;=]+/))
		.filter((part) => part.length >= SHORTEST_PART);
	const values = sensitive.filter((value) => value.length >= SHORTEST_VALUE);
	return [...new Set([...values, ...parts])].sort((a, b) => b.length - a.length);
}

/** A digest in hexadecimal digits, which some endpoints echo in capitals. */
const HEX_DIGEST = /^[0-9a-f]{16,}$/i;

/** A pattern of a value in all its spellings; of a long one its start, and all that follows it. */
function spellings(start: string, value: string): RegExp {
	const spelled = [...start].map(spellingsOfCharacter).join('');
	const flags = HEX_DIGEST.test(start) ? 'gi' : 'g';
	if (start.length < value.length) return new RegExp(`${spelled}[^]*`, flags);
	const alone = value.length < SHORTEST_PART;
	return new RegExp(alone ? `(?<![A-Za-z0-9])${spelled}(?![A-Za-z0-9])` : spelled, flags);
}

const HTML_NAMES: Readonly<Record<string, string>> = {
	'&': 'amp',
	'<': 'lt',
	'>': 'gt',
	'"': 'quot',
	"'": 'apos',
};

/** A pattern of all that a character may have become on its way through an endpoint. */
function spellingsOfCharacter(character: string): string {
	if (/^[\w.-]$/.test(character)) return character === '.' ? '\\.' : character;
	const code = character.codePointAt(0) ?? 0;
	const inHtml = [`#0*${code}`, `#[xX]0*${anyCase(code.toString(16))}`];
	if (character in HTML_NAMES) inHtml.push(HTML_NAMES[character]);
	const units = Array.from({ length: character.length }, (_, index) =>
		anyCase(character.charCodeAt(index).toString(16).padStart(4, '0')),
	);
	const bytes = [...Buffer.from(character, 'utf8')].map((byte) =>
		anyCase(byte.toString(16).padStart(2, '0')),
	);
	const literal = character.replace(/[\^$\\.*+?()[\]{}|/]/, '\\$&');
	return `(?:${[
		literal,
		`\\\\${literal}`,
		...(character === ' ' ? ['\\+'] : []),
		units.map((hex) => `\\\\u${hex}`).join(''),
		bytes.map((hex) => `%${hex}`).join(''),
		`&(?:${inHtml.join('|')});`,
	].join('|')})`;
}

function anyCase(hex: string): string {
	return hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

/** Names of fields and headers whose values are secret. */
const SECRET_NAME = /(key|secret|token|password|authorization)s?$/i;

/**
 * The texts in a credential, a request body or headers that must not be shown, by their names; also
 * those in the query of a URL.
 */
export function secretsIn(value: unknown, name = ''): string[] {
	if (typeof value === 'string') {
		if (SECRET_NAME.test(name)) return value === '' ? [] : [value];
		return secretsInQuery(value);
	}
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) =>
		// What stands in a list is named by the list.
		secretsIn(inner, Array.isArray(value) ? name : key),
	);
}

function secretsInQuery(text: string): string[] {
	if (!/^https?:[^?#]*\?/i.test(text) || !URL.canParse(text)) return [];
	return [...new URL(text).searchParams].flatMap(([name, value]) =>
		SECRET_NAME.test(name) && value !== '' ? [value] : [],
	);
}
