import { isGone, isSuccess, readRecord, type ApiAnswer } from './answer';
import type { Send } from './client';
import type { Lookup, RecordDeclaration } from './declaration';
import { readPages } from './pages';
import { fillRequest, type PathOverrides, type RecordKey } from './request';

export type LookupResult =
	| { kind: 'found'; record: Record<string, unknown> }
	/** The platform has no such record. */
	| { kind: 'missing' }
	| { kind: 'failed'; answer: ApiAnswer }
	/** None of the requests could be made, because these values are not known. */
	| { kind: 'unknown'; missing: string[] };

export interface LookupOptions {
	overrides?: PathOverrides;
	/** Leaves out the search through lists, where a record that is gone costs the most. */
	skipLists?: boolean;
}

/** Fetches one record in the ways that are declared, one after the other until one finds it. */
export async function lookUp(
	declaration: RecordDeclaration,
	key: RecordKey,
	send: Send,
	{ overrides, skipLists = false }: LookupOptions = {},
): Promise<LookupResult> {
	const missing = new Set<string>();
	let last: LookupResult | undefined;
	for (const lookup of declaration.lookups) {
		if (lookup.protocol === 'list' && skipLists) continue;
		const result = await tryLookup(declaration, lookup, key, send, overrides);
		if (result.kind === 'found') return result;
		if (result.kind === 'unknown') {
			result.missing.forEach((name) => missing.add(name));
			continue;
		}
		// A guess that is refused says nothing; a documented request that fails does.
		if (result.kind === 'failed' && !(lookup.evidence === 'inferred' && isRefusal(result.answer))) {
			return result;
		}
		last = last?.kind === 'missing' ? last : result;
	}
	return last ?? { kind: 'unknown', missing: [...missing] };
}

async function tryLookup(
	declaration: RecordDeclaration,
	lookup: Lookup,
	key: RecordKey,
	send: Send,
	overrides: PathOverrides | undefined,
): Promise<LookupResult> {
	if (lookup.protocol === 'list') {
		return await searchList(declaration, lookup, key, send, overrides);
	}
	const filled = fillRequest(lookup, key, overrides);
	if (!filled.ok) return { kind: 'unknown', missing: filled.missing };
	const answer = await send(filled.request);
	if (isGone(answer)) return { kind: 'missing' };
	if (!isSuccess(answer)) return { kind: 'failed', answer };
	const record = readRecord(answer.body, lookup.recordAt);
	if (record) return { kind: 'found', record };
	// GraphQL says null where there is nothing; anything else that is no object is not understood.
	const isNothing = lookup.protocol === 'graphQl' && typeof answer.body === 'object';
	return isNothing ? { kind: 'missing' } : { kind: 'failed', answer };
}

async function searchList(
	{ list }: RecordDeclaration,
	lookup: Extract<Lookup, { protocol: 'list' }>,
	key: RecordKey,
	send: Send,
	overrides: PathOverrides | undefined,
): Promise<LookupResult> {
	if (!list || key.id === undefined) return { kind: 'unknown', missing: ['id'] };
	const pages = readPages(list, key, send, { overrides, pages: lookup.pages });
	for await (const page of pages) {
		if (page.kind === 'failed') {
			return isGone(page.answer) ? { kind: 'missing' } : page;
		}
		if (page.kind === 'unknown') return page;
		const record = page.items.find((item) => String(item[lookup.field]) === key.id);
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
