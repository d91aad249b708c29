import { valueAt } from '../fieldPath';
import { isObject } from '../json';
import { isSuccess, readRecords, type ApiAnswer } from './answer';
import type { Send } from './client';
import type { Paging, RecordList } from './declaration';
import { fillRequest, withValues, type PathOverrides, type RecordKey } from './request';

export type Page =
	| {
			kind: 'items';
			items: Array<Record<string, unknown>>;
			/** Where the next page begins, for `start`; undefined on the last. */
			next: PageStart | undefined;
	  }
	| { kind: 'failed'; answer: ApiAnswer }
	| { kind: 'unknown'; missing: string[] };

/** Where a page begins: after how many records, and by which cursor where the list has such. */
export interface PageStart {
	page: number;
	offset: number;
	cursor?: string;
}

export interface PageOptions {
	overrides?: PathOverrides;
	/** Filters by the names that the request has for them. */
	filters?: Readonly<Record<string, string | number>>;
	/** How many records are wanted at most. */
	limit?: number;
	/** How many pages are read at most. */
	pages?: number;
	/** The page to begin with, as an earlier page said. */
	start?: PageStart;
}

const FIRST: PageStart = { page: 1, offset: 0 };

/**
 * Reads a list page by page, in the platform's order. Only one page is held at a time. A page that
 * fails is the last.
 */
export async function* readPages(
	list: RecordList,
	key: RecordKey,
	send: Send,
	{ overrides, filters = {}, limit = Infinity, pages = Infinity, start = FIRST }: PageOptions = {},
): AsyncGenerator<Page> {
	const filled = fillRequest(list, key, overrides);
	if (!filled.ok) {
		yield { kind: 'unknown', missing: filled.missing };
		return;
	}
	let at: PageStart | undefined = start;
	let left = limit;
	let previous = '';
	for (let number = 0; at && number < pages && left > 0; number++) {
		const position = positionOf(list.paging, at, { left, limit });
		const answer = await send(withValues(filled.request, { ...filters, ...position }));
		const items = isSuccess(answer) ? itemsIn(answer, list.itemsAt) : undefined;
		if (!items || !isSuccess(answer)) {
			yield { kind: 'failed', answer };
			return;
		}
		if (items.length === 0) return;
		const next = nextPage(list.paging, answer, at, items.length);
		// A platform that ignores the position would send its first page for ever.
		const text = JSON.stringify(items);
		if (text === previous) {
			if (next && saysWhatFollows(list.paging, answer.body)) yield { kind: 'failed', answer };
			return;
		}
		previous = text;
		yield { kind: 'items', items: items.slice(0, left), next };
		left -= items.length;
		at = next;
	}
}

function itemsIn(
	{ status, body }: Extract<ApiAnswer, { kind: 'answer' }>,
	places: readonly string[],
): Array<Record<string, unknown>> | undefined {
	// Some platforms answer an empty list with 204 and nothing, or leave the list out.
	const isEmpty = status === 204 || (isObject(body) && Object.keys(body).length === 0);
	return isEmpty ? [] : readRecords(body, places);
}

function positionOf(
	paging: Paging,
	at: PageStart,
	{ left, limit }: { left: number; limit: number },
): Record<string, string | number> {
	switch (paging.kind) {
		case 'none':
			return {};
		case 'offset':
			return { [paging.limit]: Math.min(paging.pageSize, left), [paging.offset]: at.offset };
		case 'page':
			// The size stays the same on every page, or the pages would not join.
			return { [paging.limit]: Math.min(paging.pageSize, limit), [paging.page]: at.page };
		case 'cursor':
			return {
				[paging.limit]: Math.min(paging.pageSize, limit),
				...(at.cursor !== undefined && { [paging.cursor]: at.cursor }),
			};
	}
}

/** Fewer than the smallest page that platforms send: what comes is the end, not a full page. */
const SMALLEST_PAGE = 20;

/** By the platform's own count or cursor; without one, a small page is the last. */
function nextPage(
	paging: Paging,
	answer: Extract<ApiAnswer, { kind: 'answer' }>,
	{ page, offset }: PageStart,
	got: number,
): PageStart | undefined {
	const next = { page: page + 1, offset: offset + got };
	if (paging.kind === 'none') return undefined;
	if (paging.kind === 'cursor') {
		const cursor = cursorIn(paging, answer);
		return cursor === undefined ? undefined : { ...next, cursor };
	}
	const pages = paging.kind === 'page' ? countAt(answer.body, paging.pagesAt) : undefined;
	if (pages !== undefined) return page < pages ? next : undefined;
	const total = countAt(answer.body, paging.totalAt);
	if (total !== undefined) return next.offset < total ? next : undefined;
	return got < SMALLEST_PAGE ? undefined : next;
}

function cursorIn(
	{ cursor, nextAt }: Extract<Paging, { kind: 'cursor' }>,
	{ body, headers }: Extract<ApiAnswer, { kind: 'answer' }>,
): string | undefined {
	const value = 'header' in nextAt ? headers[nextAt.header] : valueAt(body, nextAt.body);
	if (typeof value !== 'string' || value === '') return undefined;
	// Some platforms send the whole URL of the next page; only its cursor is taken from it.
	const [, query] = value.split('?');
	return query === undefined ? value : (new URLSearchParams(query).get(cursor) ?? undefined);
}

/** Whether it is the platform's word, not a guess, that there is another page. */
function saysWhatFollows(paging: Paging, body: unknown): boolean {
	if (paging.kind === 'none' || paging.kind === 'cursor') return paging.kind === 'cursor';
	const pagesAt = paging.kind === 'page' ? paging.pagesAt : undefined;
	return [pagesAt, paging.totalAt].some((place) => countAt(body, place) !== undefined);
}

function countAt(body: unknown, place: string | undefined): number | undefined {
	const count = place === undefined ? undefined : valueAt(body, place);
	return typeof count === 'number' ? count : undefined;
}
