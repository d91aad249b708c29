/**
 * The one reader of paths that people write: in declarations, in parameters, and in the conditions
 * of n8n's filter.
 */

/** What stands between the braces of an expression that holds nothing else. */
const EXPRESSION = /^=?\s*\{\{(.*)\}\}\s*$/s;
const JSON_ROOT = /^\$json(?![\p{L}\p{N}_$-])/u;
/** The next step of a path: a key in brackets, an index, or a name. */
const STEP = /\??\.?\[\s*(?:"([^"\\]*)"|'([^'\\]*)'|(\d+))\s*\]|(?:\?\.|\.|^)([\p{L}\p{N}_$-]+)/uy;

/**
 * The keys that a path names, in any of the spellings that n8n users write: `meta.event`,
 * `items[0].type`, `data["order id"]`, `$json.meta.event`, `{{ $json.meta.event }}` and the same
 * as an expression, `={{ $json.meta.event }}`.
 *
 * @returns null for anything that does more than naming a field, and for what can name none
 */
export function parsePath(text: string): string[] | null {
	const inner = (EXPRESSION.exec(text)?.[1] ?? text.replace(/^=/, '')).trim();
	const root = JSON_ROOT.exec(inner)?.[0] ?? '';
	const path = inner.slice(root.length);
	const keys: string[] = [];
	STEP.lastIndex = 0;
	while (STEP.lastIndex < path.length) {
		const step = STEP.exec(path);
		if (!step) return null;
		keys.push(step[1] ?? step[2] ?? step[3] ?? step[4]);
	}
	// A number or a word that begins with a sign is a value, not a field.
	return keys.length > 0 && !/^[\d-]/.test(keys[0]) ? keys : null;
}

/** The value at a path or under its keys, own properties only; undefined when any step is missing. */
export function valueAt(root: unknown, path: string | readonly string[]): unknown {
	let value: unknown = root;
	const keys = typeof path === 'string' ? parsePath(path) : path;
	if (keys === null) return undefined;
	for (const key of keys) {
		if (value === null || typeof value !== 'object' || !Object.hasOwn(value, key)) return undefined;
		value = (value as Record<string, unknown>)[key];
	}
	return value;
}

/**
 * Whether a saved parameter has to be evaluated, or an entry somewhere inside it. What holds no
 * expression can be read as saved, which spares n8n's much longer way of reading it.
 */
export function holdsExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	return typeof value === 'object' && value !== null && Object.values(value).some(holdsExpression);
}
