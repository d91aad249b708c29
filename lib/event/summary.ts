import { valueAt } from '../fieldPath';

const LONGEST = 300;

/** A part in `[…]`, or a place in braces. */
const PART = /\[([^\]]*)\]|\{([^}]*)\}/g;

/**
 * Fills a summary template from a payload. `{path}` is a dotted path; `{a|b}` takes the first that
 * has a value; a part in `[…]` goes when one of its values is missing.
 *
 * The result is one line: it ends up in chat messages and spreadsheet cells, and its values come
 * from outside.
 */
export function renderSummary(template: string, payload: Record<string, unknown>): string {
	const text = template.replace(PART, (_, optional: string | undefined, places: string) =>
		optional === undefined ? (firstOf(places, payload) ?? '') : renderOptional(optional, payload),
	);
	const line = text.replace(/\s+/g, ' ').trim().slice(0, LONGEST);
	// The cut may have halved a character that takes two units.
	return line.replace(/[\ud800-\udbff]$/, '');
}

/** Empty when one of its values is missing. */
function renderOptional(part: string, payload: Record<string, unknown>): string {
	let isComplete = true;
	const text = part.replace(PART, (_, _inner, places: string) => {
		const value = firstOf(places, payload);
		isComplete &&= value !== undefined;
		return value ?? '';
	});
	return isComplete ? text : '';
}

function firstOf(places: string, payload: Record<string, unknown>): string | undefined {
	for (const path of places.split('|')) {
		const value = valueAt(payload, path);
		if (typeof value === 'number' || typeof value === 'boolean') return String(value);
		if (typeof value === 'string' && value.trim() !== '') return value.replace(CONTROL, ' ').trim();
	}
	return undefined;
}

/** Control characters, and the marks that reorder text. */
const CONTROL = /[\p{Cc}\u2028-\u202e\u2066-\u2069]+/gu;

/** Marks that some chat takes for a mention, a link or a format, and what looks like them. */
const LOOKALIKES: Readonly<Record<string, string>> = {
	'<': '‹',
	'>': '›',
	'*': '∗',
	'~': '∼',
	'`': 'ʼ',
	_: '‗',
	'@': '＠',
	'[': '［',
	']': '］',
};

/** Most chats format nothing by an underscore inside a word; an @ mentions where a group follows. */
const MARK =
	/[<>*~`[\]]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|@(?=(?:everyone|here|channel|all)(?![\w.]))/giu;

/**
 * A line that any chat shows as it is: what a guest has typed in mentions nobody, makes no link and
 * formats nothing. Addresses of pages stand there without `https://`.
 */
export function plainText(line: string): string {
	return line
		.replace(/\b(?:https?|ftp|mailto|tel|javascript):(?:\/\/)?/gi, '')
		.replace(MARK, (mark) => LOOKALIKES[mark] ?? mark);
}
