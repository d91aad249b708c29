import type { Request } from 'express';
import { z } from 'zod';

import type { SandboxState } from './state';
import { readBody } from './validation';

const LARGEST_PAGE = 100;

const pageQuery = z.object({
	page: z.coerce.number().int().min(1).default(1),
	limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(20),
});

/**
 * One page of a list: `{data, pagination: {page, per_page, total, total_pages}}`. A page behind the
 * last one is empty.
 *
 * Inferred: the largest page.
 *
 * @throws Refusal when page or limit is no number from 1 on
 */
export function page<T>(state: SandboxState, request: Request, all: readonly T[]) {
	const asked = readBody(pageQuery, request.query, state.settings.validationStatus);
	const start = (asked.page - 1) * asked.limit;
	return {
		data: all.slice(start, start + asked.limit),
		pagination: {
			page: asked.page,
			per_page: asked.limit,
			total: all.length,
			total_pages: Math.ceil(all.length / asked.limit),
		},
	};
}

/** A page of the records where one is asked for, else all: not every family documents pages. */
export function pageWhereAsked<T>(state: SandboxState, request: Request, all: readonly T[]): T[] {
	const { page: number, limit } = request.query;
	if (number === undefined && limit === undefined) return [...all];
	return page(state, request, all).data;
}
