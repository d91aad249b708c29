import { isGone, isSuccess, readRecord, type ApiAnswer } from './answer';
import type { Send } from './client';
import type { ListLookup, Lookup, PathSetting, RecordDeclaration } from './declaration';
import { readPages } from './pages';
import { fillRequest, type PathOverrides, type RecordKey } from './request';

export type LookupResult =
	| { kind: 'found'; record: Record<string, unknown> }
	/** The platform has no such record; or it is elsewhere, where the path is only a guess. */
	| { kind: 'missing'; guess?: PathSetting }
	| { kind: 'failed'; answer: ApiAnswer }
	/** None of the requests could be made, because these values are not known. */
	| { kind: 'unknown'; missing: string[] };

export interface LookupOptions {
	overrides?: PathOverrides;
	/** Leaves out the search through lists, where a record that is gone costs the most. */
	skipLists?: boolean;
	/** Unix milliseconds. */
	nowMs?: number;
}

/** Fetches one record in the ways that are declared, one after the other until one finds it. */
export async function lookUp(
	declaration: RecordDeclaration,
	key: RecordKey,
	send: Send,
	options: LookupOptions = {},
): Promise<LookupResult> {
	const missing = new Set<string>();
	let last: LookupResult | undefined;
	for (const lookup of declaration.lookups) {
		if (lookup.protocol === 'list' && options.skipLists) continue;
		const result =
			lookup.protocol === 'list'
				? await searchList(declaration, lookup, key, send, options)
				: await fetchOne(lookup, key, send, options);
		if (result.kind === 'found') return result;
		if (result.kind === 'unknown') {
			result.missing.forEach((name) => missing.add(name));
			continue;
		}
		// A guess that is refused says nothing; a documented request that fails does.
		if (result.kind === 'failed' && !(lookup.evidence === 'inferred' && isRefusal(result.answer))) {
			return result;
		}
		// That a documented list has no such record outweighs a path that is a guess.
		last = last?.kind === 'missing' && !last.guess ? last : result;
	}
	return last ?? { kind: 'unknown', missing: [...missing] };
}

async function fetchOne(
	lookup: Exclude<Lookup, ListLookup>,
	key: RecordKey,
	send: Send,
	{ overrides }: LookupOptions,
): Promise<LookupResult> {
	const filled = fillRequest(lookup, key, overrides);
	if (!filled.ok) return { kind: 'unknown', missing: filled.missing };
	const answer = await send(filled.request);
	if (isGone(answer)) return missingAt(lookup, overrides);
	if (!isSuccess(answer)) return { kind: 'failed', answer };
	const record = readRecord(answer.body, lookup.recordAt);
	if (record) return { kind: 'found', record };
	// A query or a search says null or an empty list where there is nothing; anything else that is no
	// object is not understood.
	const isSearch =
		lookup.protocol === 'graphQl' ||
		lookup.method === 'POST' ||
		lookup.recordAt.some((place) => /\.\d+$/.test(place));
	const isNothing = isSearch && typeof answer.body === 'object';
	return isNothing ? { kind: 'missing' } : { kind: 'failed', answer };
}

/** A path that nobody documents may be why nothing is found, unless the user has set it. */
function missingAt(
	{ evidence, pathSetting }: Exclude<Lookup, ListLookup>,
	overrides: PathOverrides = {},
): LookupResult {
	const isGuess = evidence === 'inferred' && pathSetting && !overrides[pathSetting.name]?.trim();
	return isGuess ? { kind: 'missing', guess: pathSetting } : { kind: 'missing' };
}

async function searchList(
	{ list }: RecordDeclaration,
	{ field, pages, since }: ListLookup,
	key: RecordKey,
	send: Send,
	{ overrides, nowMs = Date.now() }: LookupOptions,
): Promise<LookupResult> {
	if (!list || key.id === undefined) return { kind: 'unknown', missing: ['id'] };
	const filter = since && list.filters.find(({ name }) => name === since.filter);
	const filters: Record<string, string> = {};
	if (since && filter) {
		const from = new Date(nowMs - since.days * 24 * 3600 * 1000);
		filters[filter.field] = `${from.toISOString().slice(0, 10)}T00:00:00Z`;
	}
	for await (const page of readPages(list, key, send, { overrides, pages, filters })) {
		if (page.kind === 'failed') {
			return isGone(page.answer) ? { kind: 'missing' } : page;
		}
		if (page.kind === 'unknown') return page;
		const record = page.items.find((item) => String(item[field]) === key.id);
		if (record) return { kind: 'found', record };
	}
	return { kind: 'missing' };
}

/** Refused for what was asked, not for who asked or how often. */
function isRefusal(answer: ApiAnswer): boolean {
	return (
		answer.kind === 'answer' &&
		answer.status >= 400 &&
		answer.status < 500 &&
		![401, 403, 429].includes(answer.status)
	);
}
