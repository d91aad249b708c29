import { z } from 'zod';

import { readBody } from '../validation';

const LARGEST_PAGE = 100;

const asked = z.object({
	cursor: z.string().optional(),
	limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(LARGEST_PAGE),
});

/**
 * One page of a list: `{[name]: items, cursor}`, the cursor left out on the last page, and the list
 * itself where it is empty.
 *
 * @throws Refusal when the limit is none
 */
export function cursorPage<T>(name: string, all: readonly T[], request: unknown) {
	const { cursor, limit } = readBody(asked, request);
	const start = cursor === undefined ? 0 : Number(Buffer.from(cursor, 'base64').toString());
	const items = all.slice(start, start + limit);
	const end = start + limit;
	return {
		...(items.length > 0 && { [name]: items }),
		...(end < all.length && { cursor: Buffer.from(String(end)).toString('base64') }),
	};
}
