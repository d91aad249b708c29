import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { openApi } from '../../lib/n8n/apiTransport';
import { readPages } from '../../lib/api/pages';
import { apiProfile } from '../../lib/api/profile';
import { platformById } from '../../platforms';
import { recordOf } from './record/offering';

/** How far a search by name goes; a list without filter is read page by page as it is scrolled. */
const SEARCHED_PAGES = 10;
/** Somebody is waiting for the menu to open. */
const TIMEOUT_MS = 10_000;

/** The entries of a menu: the platform's records of a type, by name. */
export async function searchRecords(
	context: ILoadOptionsFunctions,
	type: string,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const platform = platformById(String(context.getCurrentNodeParameter('platform')));
	const profile = platform && apiProfile(platform);
	const record = platform && recordOf(platform, type);
	if (!profile || !record?.list) return { results: [] };

	const { name: platformName } = platform;
	const api = await openApi(context, { name: platformName, api: profile, timeoutMs: TIMEOUT_MS });
	const firstPage = Number(paginationToken ?? 1);
	const pages = filter === '' ? 1 : SEARCHED_PAGES;
	const wanted = filter.toLowerCase();
	const results: INodeListSearchResult['results'] = [];
	let isFull = false;
	for await (const page of readPages(record.list, { account: {} }, api.send, {
		firstPage,
		pages,
	})) {
		if (page.kind === 'failed') {
			throw api.failure({ what: `the list of ${type} records` }, page.answer);
		}
		if (page.kind === 'unknown') break;
		const { paging } = record.list;
		isFull = paging.kind !== 'none' && page.items.length === paging.pageSize;
		for (const item of page.items) {
			const value = textAt(item, record.label.value);
			const name = record.label.name
				.map((field) => textAt(item, field))
				.find((text) => text !== '');
			if (value === '' || !`${name} ${value}`.toLowerCase().includes(wanted)) continue;
			results.push({ name: name ?? value, value });
		}
	}
	return isFull && filter === ''
		? { results, paginationToken: String(firstPage + 1) }
		: { results: results.sort((a, b) => a.name.localeCompare(b.name)) };
}

function textAt(item: Record<string, unknown>, field: string): string {
	const value = item[field];
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
