import { valueAt } from '../fieldPath';

const LONGEST = 300;

/** A piece of a template: fixed text, the first of several places, or a part that may go. */
type Piece = string | { places: string[][] } | { optional: Piece[] };

/** Templates are declared, never made at run time, so there are only so many. */
const parsed = new Map<string, Piece[]>();

/**
 * Fills a summary template from a payload. `{path}` is a dotted path; `{a|b}` takes the first that
 * has a value; a part in square brackets goes when one of its values is missing.
 *
 * The result is one line: it ends up in chat messages and spreadsheet cells, and its values come
 * from outside.
 */
export function renderSummary(template: string, payload: Record<string, unknown>): string {
	let pieces = parsed.get(template);
	if (!pieces) {
		pieces = parse(template);
		parsed.set(template, pieces);
	}
	const texts = pieces.map((piece) => render(piece, payload) ?? '');
	return texts.join('').replace(/\s+/g, ' ').trim().slice(0, LONGEST);
}

function parse(template: string): Piece[] {
	const pieces: Piece[] = [];
	let end = 0;
	for (const match of template.matchAll(/\[([^\]]*)\]|\{([^}]*)\}/g)) {
		const [whole, optional, places] = match;
		pieces.push(template.slice(end, match.index));
		if (optional === undefined) {
			pieces.push({ places: places.split('|').map((path) => path.split('.')) });
		} else {
			pieces.push({ optional: parse(optional) });
		}
		end = match.index + whole.length;
	}
	pieces.push(template.slice(end));
	return pieces.filter((piece) => piece !== '');
}

function render(piece: Piece, payload: Record<string, unknown>): string | undefined {
	if (typeof piece === 'string') return piece;
	if ('places' in piece) return lookUp(piece.places, payload);
	let text = '';
	for (const inner of piece.optional) {
		const value = render(inner, payload);
		if (value === undefined) return undefined;
		text += value;
	}
	return text;
}

function lookUp(places: string[][], payload: Record<string, unknown>): string | undefined {
	for (const keys of places) {
		const value = valueAt(payload, keys);
		if (typeof value === 'number') return String(value);
		if (typeof value === 'string' && value.trim() !== '') return value.replace(CONTROL, ' ').trim();
	}
	return undefined;
}

/** Control characters, and the marks that reorder text. */
const CONTROL = /[\p{Cc}\u2028-\u202e\u2066-\u2069]+/gu;
