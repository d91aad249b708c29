import { valueAt } from '../fieldPath';
import { isSuccess, readRecords, type ApiAnswer } from './answer';
import type { Send } from './client';
import type { Paging, RecordList } from './declaration';
import { fillRequest, type PathOverrides, type RecordKey } from './request';

export type Page =
	| { kind: 'items'; items: Array<Record<string, unknown>> }
	| { kind: 'failed'; answer: ApiAnswer }
	| { kind: 'unknown'; missing: string[] };

export interface PageOptions {
	overrides?: PathOverrides;
	/** Further parts of the query, such as filters. */
	query?: Record<string, string | number>;
	/** How many records are wanted at most. */
	limit?: number;
	/** How many pages are read at most. */
	pages?: number;
	/** The page to begin with, from 1 on. */
	firstPage?: number;
}

/**
 * Reads a list page by page, in the platform's order. Only one page is held at a time. A page that
 * fails is the last.
 */
export async function* readPages(
	list: RecordList,
	key: RecordKey,
	send: Send,
	{ overrides, query = {}, limit = Infinity, pages = Infinity, firstPage = 1 }: PageOptions = {},
): AsyncGenerator<Page> {
	const filled = fillRequest(list, key, overrides);
	if (!filled.ok) {
		yield { kind: 'unknown', missing: filled.missing };
		return;
	}
	const skipped = list.paging.kind === 'none' ? 0 : (firstPage - 1) * list.paging.pageSize;
	let read = 0;
	let previous = '';
	for (let number = firstPage; number < firstPage + pages && read < limit; number++) {
		const wanted = limit - read;
		const position = queryAt(list.paging, { at: skipped + read, number, wanted, limit });
		const answer = await send({ ...filled.request, query: { ...query, ...position } });
		const items = isSuccess(answer) ? readRecords(answer.body, list.itemsAt) : undefined;
		if (!items || !isSuccess(answer)) {
			yield { kind: 'failed', answer };
			return;
		}
		// A platform that ignores the position would send its first page for ever.
		const start = JSON.stringify(items[0] ?? null);
		if (items.length === 0 || start === previous) return;
		previous = start;
		read += items.length;
		yield { kind: 'items', items: items.slice(0, items.length - Math.max(0, read - limit)) };
		if (isLast(list.paging, answer.body, { at: skipped + read, number, got: items.length })) return;
	}
}

function queryAt(
	paging: Paging,
	{ at, number, wanted, limit }: { at: number; number: number; wanted: number; limit: number },
): Record<string, number> {
	switch (paging.kind) {
		case 'none':
			return {};
		case 'offset':
			return { [paging.limit]: Math.min(paging.pageSize, wanted), [paging.offset]: at };
		case 'page':
			// The size stays the same on every page, or the pages would not join.
			return { [paging.limit]: Math.min(paging.pageSize, limit), [paging.page]: number };
	}
}

/** Fewer than the smallest page that platforms send: what comes is the end, not a full page. */
const SMALLEST_PAGE = 20;

/** By the platform's own count; without one, a small page is the last. */
function isLast(
	paging: Paging,
	body: unknown,
	{ at, number, got }: { at: number; number: number; got: number },
): boolean {
	switch (paging.kind) {
		case 'none':
			return true;
		case 'offset': {
			const total = valueAt(body, paging.totalAt);
			return typeof total === 'number' ? at >= total : got < SMALLEST_PAGE;
		}
		case 'page': {
			const total = valueAt(body, paging.pagesAt);
			return typeof total === 'number' ? number >= total : got < SMALLEST_PAGE;
		}
	}
}
