import { valueAt } from './source';

const LONGEST = 300;

/**
 * Fills a summary template from a payload. `{path}` is a dotted path; `{a|b}` takes the first that
 * has a value; a part in square brackets goes when one of its values is missing.
 *
 * The result is one line: it ends up in chat messages and spreadsheet cells, and its values come
 * from outside.
 */
export function renderSummary(template: string, payload: Record<string, unknown>): string {
	const line = template
		.replace(/\[([^\]]*)\]/g, (_, part: string) => fill(part, payload) ?? '')
		.replace(/\{([^}]*)\}/g, (_, paths: string) => lookUp(paths, payload) ?? '');
	return line.replace(/\s+/g, ' ').trim().slice(0, LONGEST);
}

function fill(part: string, payload: Record<string, unknown>): string | undefined {
	let complete = true;
	const text = part.replace(/\{([^}]*)\}/g, (_, paths: string) => {
		const value = lookUp(paths, payload);
		if (value === undefined) complete = false;
		return value ?? '';
	});
	// A second pass must not read placeholders out of somebody's data.
	return complete ? text.replace(/[{}]/g, '') : undefined;
}

function lookUp(paths: string, payload: Record<string, unknown>): string | undefined {
	for (const path of paths.split('|')) {
		const value = valueAt(payload, path);
		if (typeof value === 'number') return String(value);
		if (typeof value === 'string' && value.trim() !== '') return value.replace(CONTROL, ' ').trim();
	}
	return undefined;
}

/** Control characters, and the marks that reorder text. */
const CONTROL = /[\p{Cc}\u2028-\u202e\u2066-\u2069]+/gu;
