/**
 * Sorts menu entries by name without regard to case. Plain comparison, because `localeCompare` makes
 * Node load its language data first, which takes half as long as loading all nodes.
 */
export function byName(a: { name: string }, b: { name: string }): number {
	return compare(a.name.toLowerCase(), b.name.toLowerCase());
}

/** The same for fields, which are sorted by what the user reads. */
export function byDisplayName(a: { displayName: string }, b: { displayName: string }): number {
	return compare(a.displayName.toLowerCase(), b.displayName.toLowerCase());
}

function compare(left: string, right: string): number {
	if (left === right) return 0;
	return left < right ? -1 : 1;
}
