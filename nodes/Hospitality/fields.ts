import { DateTime } from 'luxon';
import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { PathSetting, RecordFilter } from '../../lib/api/declaration';
import type { Asked } from '../../lib/api/errorMessages';
import type { PathOverrides } from '../../lib/api/request';
import { menu } from '../../lib/n8n/properties/menu';
import type { Account, Platform } from '../../lib/platform';
import { platformById } from '../../platforms';

/** The platform menu of one operation, with those platforms that offer it. */
export function platformField(offering: readonly Platform[]): INodeProperties {
	return menu({
		displayName: 'Platform',
		name: 'platform',
		noDataExpression: true,
		options: offering.map(({ id, name, description }) => ({ name, value: id, description })),
		default: offering[0].id,
		description: 'The system to work with',
	});
}

/** @throws NodeOperationError when the saved platform is none that offers this operation */
export function readPlatform(
	context: IExecuteFunctions,
	itemIndex: number,
	offering: readonly Platform[],
): Platform {
	const id = String(context.getNodeParameter('platform', itemIndex, offering[0].id));
	const platform = offering.find((offered) => offered.id === id);
	if (platform) return platform;
	const name = platformById(id)?.name ?? `"${id}"`;
	throw new NodeOperationError(context.getNode(), `${name} does not offer this operation`, {
		itemIndex,
		description: `Choose another platform: ${offering.map((offered) => offered.name).join(', ')}.`,
	});
}

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

/** Nothing could be asked for, because these values are empty. */
export function valuesMissing(
	context: IExecuteFunctions,
	{ name, payload }: Platform,
	missing: readonly string[],
	itemIndex: number,
): NodeOperationError {
	const labels = missing.map((key) => (key === 'id' ? 'ID' : (payload.account[key]?.label ?? key)));
	const what = [...new Set(labels)].map((label) => `the ${label}`).join(' and ');
	return new NodeOperationError(context.getNode(), `${name} needs ${what}`, {
		itemIndex,
		description: 'Fill in what is missing, or check the expression that it comes from.',
	});
}

/** What to do about a record that was not found, where only a guess says at which path it is. */
export function adviceOn(guess: PathSetting | undefined): Asked['advice'] {
	if (!guess) return undefined;
	const advice = `Its path is not documented, so the one that was tried is a guess. Set "${guess.displayName}" in the options, and check the ID.`;
	return { 404: advice };
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

/** The filters of a list that are filled in, by the platform's names. */
export function readFilters(
	context: IExecuteFunctions,
	filters: readonly RecordFilter[],
	itemIndex: number,
): Record<string, string | number> {
	const optional = context.getNodeParameter('filters', itemIndex, {}) as IDataObject;
	const read: Record<string, string | number> = {};
	for (const filter of filters) {
		const value = filter.required
			? context.getNodeParameter(filter.name, itemIndex, filter.default ?? '')
			: optional[filter.name];
		if (value === undefined || value === null || value === '') continue;
		read[filter.field] = formatFilter(filter, value, context.getTimezone());
	}
	return read;
}

/**
 * A filter as it goes out: days as they stand, times in UTC. A time without a zone is one of the
 * workflow's, as n8n's date picker writes it.
 */
function formatFilter({ type }: RecordFilter, value: unknown, timezone: string): string | number {
	if (type === 'number' && typeof value === 'number') return value;
	const time = value instanceof Date ? DateTime.fromJSDate(value, { zone: timezone }) : undefined;
	const text = time?.toISO() ?? String(value).trim();
	if (type === 'date') return text.slice(0, 10);
	if (type !== 'dateTime') return text;
	const read = DateTime.fromISO(text, { zone: timezone });
	// What is no time is the platform's to refuse.
	return read.isValid ? (read.toUTC().toISO({ suppressMilliseconds: true }) ?? text) : text;
}
