import type { Source } from '../event/declaration';
import { WHOLE_BODY } from '../event/several';
import { parsePlace, placesIn } from '../event/source';
import { parsePath, withoutBraces, writePath } from '../fieldPath';

/** A place in a delivery as a user has typed it, or why it can name nothing. */
export type TypedPlace =
	| { ok: true; source: Source }
	| { ok: false; typed: string; meant: string | null };

/**
 * Reads what a user has typed to say where something stands in a delivery: a path in any spelling,
 * `header:` and a name, or text with such places in braces. What can name nothing is no place, and
 * neither is a path that begins as n8n's Webhook node gives a request out.
 */
export function readPlace(text: string): TypedPlace {
	const typed = text.trim();
	const places = parsePlace(typed) ? null : placesIn(typed.replace(/^=/, ''));
	for (const one of places ?? [typed]) {
		const meant = meantBy(one);
		if (meant !== null || !parsePlace(one)) return { ok: false, typed: one.trim(), meant };
	}
	if (places) return { ok: true, source: { template: typed.replace(/^=/, '') } };
	return { ok: true, source: parsePlace(typed) ?? { body: typed } };
}

/** Where the list of events stands that a delivery holds, or why it can be nowhere. */
export type TypedList =
	| { ok: true; at: string }
	| { ok: false; typed: string; meant: string | null };

/** Reads what a user has typed for a list: a path, or `$` where the body itself is the list. */
export function readListPlace(text: string): TypedList {
	const typed = text.trim();
	// Some write that all of the list is meant: `events[*]`.
	const path = withoutBraces(typed).replace(/(?:\[\s*\*?\s*\]|\.\*)$/, '');
	if (/^\$(?:json)?$/.test(path)) return { ok: true, at: WHOLE_BODY };
	if (/^(?:\$json\.?)?(?:body|\[["']body["']\])$/.test(path) && !path.startsWith('[')) {
		return { ok: false, typed, meant: WHOLE_BODY };
	}
	const habit = readHabit(path);
	if (!habit && parsePath(path)) return { ok: true, at: path };
	const isInBody = habit !== null && habit.part !== 'headers';
	const meant = isInBody ? writePath(habit.keys) : (nearestPath(path) ?? null);
	return { ok: false, typed, meant: habit?.part === 'headers' ? null : meant };
}

/** What the output of a node, or all of n8n's input, is called in an expression. */
const OF_NODE = /^\$(?:json|(?:node\[[^\]]*\]|\([^)]*\)\.(?:item|first\(\)|last\(\)))\.json)/;

/** The parts of a request as the Webhook node gives them out. */
const OF_REQUEST = /^\.?(body|headers|query|params)(?=[.?[])/;
const OF_REQUEST_IN_BRACKETS = /^\[\s*["'](body|headers|query|params)["']\s*\]/;

/**
 * The part of a request that a path leads into out of habit from the Webhook node, and the rest of
 * the path. A key of the body that is called so is named in brackets, `["body"].text`.
 */
export function readHabit(text: string): { part: string; keys: string[] } | null {
	const inner = withoutBraces(text);
	const root = OF_NODE.exec(inner)?.[0] ?? '';
	const path = inner.slice(root.length);
	const match = OF_REQUEST.exec(path) ?? (root === '' ? null : OF_REQUEST_IN_BRACKETS.exec(path));
	if (!match) return null;
	const keys = parsePath(`body${path.slice(match[0].length)}`)?.slice(1);
	// A list as a whole body stands under this name.
	if (keys && /^\d+$/.test(keys[0])) keys.unshift('items');
	return keys ? { part: match[1], keys } : null;
}

/** The place that was probably meant by one that cannot be used; null where there is none. */
function meantBy(text: string): string | null {
	const habit = readHabit(text);
	if (habit) {
		return habit.part === 'headers' ? `header:${habit.keys.join('.')}` : writePath(habit.keys);
	}
	return parsePlace(text) ? null : (nearestPath(text) ?? null);
}

/** A path that differs from a text, which is none, by little. */
function nearestPath(text: string): string | undefined {
	const inner = withoutBraces(text);
	const ofNode = OF_NODE.exec(inner)?.[0];
	const candidates = [
		ofNode && inner.slice(ofNode.length).replace(/^\./, ''),
		inner.replace(/\.{2,}/g, '.').replace(/^\.|\.$/g, ''),
		inner.startsWith('[') ? `items${inner}` : undefined,
		/["'{}()$+*?|=<>\\]/.test(inner) ? undefined : `["${inner}"]`,
	];
	return candidates.find((path) => path !== undefined && parsePath(path) !== null);
}
