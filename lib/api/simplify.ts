/** A record's most useful fields, in the order declared; those that it does not have are left out. */
export function simplify(
	record: Record<string, unknown>,
	essentials: readonly string[],
): Record<string, unknown> {
	const kept = essentials.filter((field) => Object.hasOwn(record, field));
	// A record in a form that nobody foresaw is better whole than empty.
	if (kept.length === 0) return record;
	return Object.fromEntries(kept.map((field) => [field, record[field]]));
}
