import { GraphQLError } from 'graphql';

export interface ListArguments {
	first?: number | null;
	offset?: number | null;
	/** Cursor of the last record that the caller has. */
	after?: string | null;
	condition?: Record<string, unknown> | null;
	filter?: Record<string, Comparison | null> | null;
}

type Comparison = Partial<Record<'equalTo' | 'greaterThan' | 'greaterThanOrEqualTo', unknown>>;

/** The records that fit condition and filter, from `offset` on, at most `first`. */
export function selectList<T extends object>(records: readonly T[], asked: ListArguments): T[] {
	const start = asked.offset ?? 0;
	return selectAll(records, asked).slice(start, start + (asked.first ?? Infinity));
}

/** One page of a Relay connection. */
export function selectPage<T extends object>(records: readonly T[], asked: ListArguments) {
	const all = selectAll(records, asked);
	const start = asked.after ? positionOf(asked.after) + 1 : 0;
	const nodes = all.slice(start, start + (asked.first ?? Infinity));
	const end = start + nodes.length;
	return {
		nodes,
		totalCount: all.length,
		pageInfo: {
			startCursor: nodes.length > 0 ? cursorAt(start) : null,
			endCursor: nodes.length > 0 ? cursorAt(end - 1) : null,
			hasNextPage: end < all.length,
			hasPreviousPage: start > 0,
		},
	};
}

function selectAll<T extends object>(records: readonly T[], asked: ListArguments): T[] {
	const conditions = Object.entries(asked.condition ?? {});
	const filters = Object.entries(asked.filter ?? {});
	return records.filter((record) => {
		const value = (field: string) => (record as Record<string, unknown>)[field];
		return (
			conditions.every(([field, wanted]) => String(value(field)) === String(wanted)) &&
			filters.every(([field, comparison]) => compare(value(field), comparison ?? {}))
		);
	});
}

function compare(value: unknown, comparison: Comparison): boolean {
	return Object.entries(comparison).every(([operator, wanted]) => {
		if (operator === 'greaterThan') return Number(value) > Number(wanted);
		if (operator === 'greaterThanOrEqualTo') return Number(value) >= Number(wanted);
		return String(value) === String(wanted);
	});
}

function cursorAt(position: number): string {
	return Buffer.from(JSON.stringify(['natural', position])).toString('base64');
}

/** @throws GraphQLError when the cursor is none of ours */
function positionOf(cursor: string): number {
	const match = /^\["natural",(\d+)\]$/.exec(Buffer.from(cursor, 'base64').toString());
	if (!match) throw new GraphQLError('The cursor is not valid');
	return Number(match[1]);
}
