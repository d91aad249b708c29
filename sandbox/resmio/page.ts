import type { Request } from 'express';

import { Refusal } from '../refusal';

const DEFAULT_LIMIT = 20;
const LARGEST_LIMIT = 1000;

/**
 * One page of a list in Tastypie's envelope: `{meta: {limit, next, offset, previous,
 * total_count}, objects}`. `limit=0` and anything above the largest limit give the largest.
 *
 * @param total how many there are
 * @param slice those from `start` up to, not including, `end`
 * @throws Refusal 400 when limit or offset is no whole number from 0 on
 */
export function page<T>(
	request: Request,
	total: number,
	slice: (start: number, end: number) => T[],
) {
	const wanted = wholeNumber(request, 'limit', DEFAULT_LIMIT);
	const limit = wanted === 0 ? LARGEST_LIMIT : Math.min(wanted, LARGEST_LIMIT);
	const offset = wholeNumber(request, 'offset', 0);
	const at = (position: number) => `${pathOf(request)}?${queryAt(request, limit, position)}`;
	return {
		meta: {
			limit,
			next: offset + limit < total ? at(offset + limit) : null,
			offset,
			previous: offset > 0 ? at(Math.max(0, offset - limit)) : null,
			total_count: total,
		},
		objects: slice(offset, Math.min(total, offset + limit)),
	};
}

function wholeNumber(request: Request, name: string, fallback: number): number {
	const text = request.query[name];
	if (text === undefined) return fallback;
	if (typeof text !== 'string' || !/^\d{1,9}$/.test(text)) {
		throw new Refusal(400, 'BAD_REQUEST', `"${name}" must be a whole number from 0 on`);
	}
	return Number(text);
}

function pathOf(request: Request): string {
	return request.originalUrl.split('?')[0];
}

/** The query as it came, filters included, with another position. */
function queryAt(request: Request, limit: number, offset: number): string {
	const query = new URLSearchParams(request.originalUrl.split('?')[1] ?? '');
	query.set('limit', String(limit));
	query.set('offset', String(offset));
	return query.toString();
}
