/**
 * Sorts menu entries by name without regard to case. Plain comparison, because `localeCompare` makes
 * Node load its language data first, a quarter of the time that loading the node takes.
 */
export function byName(a: { name: string }, b: { name: string }): number {
	const [left, right] = [a.name.toLowerCase(), b.name.toLowerCase()];
	if (left === right) return 0;
	return left < right ? -1 : 1;
}
