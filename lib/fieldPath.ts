/**
 * The one reader of paths that people write: in declarations, in parameters, and in the conditions
 * of n8n's filter.
 */

/** What stands between the braces of an expression that holds nothing else. */
const EXPRESSION = /^=?\s*\{\{(.*)\}\}\s*$/s;
/** The whole that a path leads into, as n8n's expressions and JSONPath call it. */
const ROOT = /^\$(?:json|input\.(?:item|(?:first|last)\(\))\.json)?(?=[.?[]|$)/;
/** What n8n keeps under these names is no part of what was sent. */
const OF_N8N =
	/^\$(?:binary|env|execution|input|item|itemIndex|items|node|now|parameter|prevNode|runIndex|secrets|today|vars|workflow)(?=[.?[]|$)/;
/** The next step of a path: a key in brackets, an index, or a name. */
const STEP = /\??\.?\[\s*(?:"([^"\\]*)"|'([^'\\]*)'|(\d+))\s*\]|(?:\?\.|\.|^)([\p{L}\p{N}_$-]+)/uy;

/**
 * The keys that a path names, in any of the spellings that n8n users write: `meta.event`,
 * `items[0].type`, `data["order id"]`, `$json.meta.event`, `$.meta.event`, `{{ $json.meta.event }}`
 * and the same as an expression, `={{ $json.meta.event }}`.
 *
 * @returns null for anything that does more than naming a field, and for what can name none
 */
export function parsePath(text: string): string[] | null {
	const inner = withoutBraces(text);
	const path = inner.slice(ROOT.exec(inner)?.[0].length ?? 0);
	if (OF_N8N.test(path)) return null;
	const keys: string[] = [];
	let isQuoted = false;
	STEP.lastIndex = 0;
	while (STEP.lastIndex < path.length) {
		const step = STEP.exec(path);
		if (!step) return null;
		if (keys.length === 0) isQuoted = (step[1] ?? step[2]) !== undefined;
		keys.push(step[1] ?? step[2] ?? step[3] ?? step[4]);
	}
	// A number or a word that begins with a sign is a value, not a field.
	return keys.length > 0 && (isQuoted || !/^[\d-]/.test(keys[0])) ? keys : null;
}

/** What a text names, without the braces and the mark of an expression that holds nothing else. */
export function withoutBraces(text: string): string {
	return (EXPRESSION.exec(text)?.[1] ?? text.replace(/^=/, '')).trim();
}

const NAME = /^[\p{L}_$][\p{L}\p{N}_$-]*$/u;
/** A path that began with a `$` might be taken for the whole. */
const FIRST_NAME = /^[\p{L}_][\p{L}\p{N}_$-]*$/u;

/** A path of these keys, as people write it. */
export function writePath(keys: readonly string[]): string {
	return keys
		.map((key, index) => {
			if (/^\d+$/.test(key) && index > 0) return `[${key}]`;
			if (!(index === 0 ? FIRST_NAME : NAME).test(key))
				return key.includes('"') ? `['${key}']` : `["${key}"]`;
			return index === 0 ? key : `.${key}`;
		})
		.join('');
}

/** The value at a path or under its keys, own properties only; undefined when any step is missing. */
export function valueAt(root: unknown, path: string | readonly string[]): unknown {
	let value: unknown = root;
	const keys = typeof path === 'string' ? keysOf(path) : path;
	if (keys === null) return undefined;
	for (const key of keys) {
		if (value === null || typeof value !== 'object' || !Object.hasOwn(value, key)) return undefined;
		value = (value as Record<string, unknown>)[key];
	}
	return value;
}

/** Declarations and parameters name the same few places for every delivery. */
const known = new Map<string, readonly string[] | null>();
const MOST_KNOWN = 1_000;

function keysOf(path: string): readonly string[] | null {
	const found = known.get(path);
	if (found !== undefined) return found;
	if (known.size >= MOST_KNOWN) known.clear();
	const keys = parsePath(path);
	known.set(path, keys);
	return keys;
}

/**
 * Whether a saved parameter has to be evaluated, or an entry somewhere inside it. What holds no
 * expression can be read as saved, which spares n8n's much longer way of reading it.
 */
export function holdsExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	return typeof value === 'object' && value !== null && Object.values(value).some(holdsExpression);
}
