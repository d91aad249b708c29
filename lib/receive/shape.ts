/** Deeper than any payload that a platform documents; what goes deeper might exhaust the stack. */
const DEEPEST = 16;

/**
 * What a JSON value is made of, without what it says: names of fields and types of values. Two
 * values of the same shape pass the same schemas, as long as these look at nothing but types,
 * empty texts and numbers too large to hold, which is all that those of this package look at.
 *
 * @returns undefined when the value is nested too deeply to say
 */
export function shapeOf(value: unknown, depth = 0): string | undefined {
	if (typeof value === 'string') return value === '' ? 'e' : 's';
	if (typeof value === 'number') return Number.isFinite(value) ? 'n' : 'i';
	if (typeof value !== 'object') return typeof value;
	if (value === null) return '0';
	if (depth === DEEPEST) return undefined;
	return Array.isArray(value) ? shapeOfList(value, depth + 1) : shapeOfObject(value, depth + 1);
}

/** A list is as good as its entries, however many there are of each shape. */
function shapeOfList(list: unknown[], depth: number): string | undefined {
	const shapes = new Set<string>();
	for (const entry of list) {
		const shape = shapeOf(entry, depth);
		if (shape === undefined) return undefined;
		shapes.add(shape);
	}
	return `[${[...shapes].join()}]`;
}

/** With the length of each name, because a name may hold whatever stands between two of them. */
function shapeOfObject(object: object, depth: number): string | undefined {
	let text = '{';
	for (const [name, value] of Object.entries(object)) {
		const shape = shapeOf(value, depth);
		if (shape === undefined) return undefined;
		text += `${name.length}:${name}${shape}`;
	}
	return `${text}}`;
}
