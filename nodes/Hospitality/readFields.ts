import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Account } from '../../lib/platform';
import type { RecordFilter } from '../../lib/api/declaration';
import type { PathOverrides } from '../../lib/api/request';

/** A text parameter, trimmed; a locator gives its value. */
export function readText(context: IExecuteFunctions, name: string, itemIndex: number): string {
	const value = context.getNodeParameter(name, itemIndex, '', { extractValue: true });
	return value === null || value === undefined ? '' : String(value).trim();
}

/** The ids of the account that are filled in. */
export function readAccount(
	context: IExecuteFunctions,
	keys: readonly string[],
	itemIndex: number,
): Account {
	const filled = keys.map((key) => [key, readText(context, key, itemIndex)] as const);
	return Object.fromEntries(filled.filter(([, value]) => value !== ''));
}

/** Paths that the user has set; other options are of no interest to a request. */
export function readOverrides(context: IExecuteFunctions, itemIndex: number): PathOverrides {
	const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	return Object.fromEntries(
		Object.entries(options).filter(
			(entry): entry is [string, string] => typeof entry[1] === 'string',
		),
	);
}

/** The query of a list: filters that are filled in, under the platform's names. */
export function readFilters(
	context: IExecuteFunctions,
	filters: readonly RecordFilter[],
	itemIndex: number,
): Record<string, string | number> {
	const optional = context.getNodeParameter('filters', itemIndex, {}) as IDataObject;
	const query: Record<string, string | number> = {};
	for (const filter of filters) {
		const value = filter.required
			? context.getNodeParameter(filter.name, itemIndex, filter.default ?? '')
			: optional[filter.name];
		if (value === undefined || value === null || value === '') continue;
		query[filter.query] = formatFilter(filter, value);
	}
	return query;
}

/** Times without a zone are those of the workflow, and travel with one. */
function formatFilter({ type }: RecordFilter, value: unknown): string | number {
	if (type === 'number' && typeof value === 'number') return value;
	const text = value instanceof Date ? value.toISOString() : String(value).trim();
	return type === 'date' ? text.slice(0, 10) : text;
}
