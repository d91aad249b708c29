import { jsonParse } from 'n8n-workflow';
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { readPages, type PageStart } from '../../../lib/api/pages';
import { openApi } from '../../../lib/n8n/apiTransport';
import { searchMethod } from '../../../lib/n8n/properties/recordFields';
import { platformById } from '../../../platforms';
import { recordOf, recordTypes } from './get';

/** How far a search by name goes; a list without filter is read page by page as it is scrolled. */
const SEARCHED_PAGES = 10;
/** The user waits for the menu to open. */
const TIMEOUT_MS = 10_000;

type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** One search for each type of record, by the name that fields have for it. */
export const recordSearches: Record<string, Search> = Object.fromEntries(
	recordTypes().map(({ type, resource }) => [
		searchMethod({ type, resource }),
		async function (filter, paginationToken) {
			return await searchRecords(this, type, filter, paginationToken);
		} satisfies Search,
	]),
);

/** The entries of a menu: the platform's records of a type, by name. */
async function searchRecords(
	context: ILoadOptionsFunctions,
	type: string,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const platform = platformById(String(context.getCurrentNodeParameter('platform')));
	if (!platform?.api) return { results: [] };
	const { list, label } = recordOf(platform, type);
	if (!list) return { results: [] };

	const { name: platformName, api: declaration } = platform;
	const api = await openApi(context, {
		name: platformName,
		api: declaration,
		timeoutMs: TIMEOUT_MS,
	});
	const wanted = filter.toLowerCase();
	const results: INodeListSearchResult['results'] = [];
	let next: PageStart | undefined;
	for await (const page of readPages(list, { account: {} }, api.send, {
		start: paginationToken ? jsonParse<PageStart>(paginationToken) : undefined,
		pages: filter === '' ? 1 : SEARCHED_PAGES,
	})) {
		if (page.kind === 'failed') {
			throw api.failure({ what: `the list of ${type} records` }, page.answer);
		}
		if (page.kind === 'unknown') break;
		next = page.next;
		for (const item of page.items) {
			const value = textAt(item, label.value);
			const name = label.name.map((field) => textAt(item, field)).find((text) => text !== '');
			if (value === '' || !`${name} ${value}`.toLowerCase().includes(wanted)) continue;
			results.push({ name: name ?? value, value });
		}
	}
	return next && filter === ''
		? { results, paginationToken: JSON.stringify(next) }
		: { results: results.sort((a, b) => a.name.localeCompare(b.name)) };
}

function textAt(item: Record<string, unknown>, field: string): string {
	const value = item[field];
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
