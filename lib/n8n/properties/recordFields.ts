import type { INodeProperties } from 'n8n-workflow';

import type { RecordDeclaration, RecordFilter, RecordList } from '../../api/declaration';
import { namesIn } from '../../api/request';
import type { Platform } from '../../platform';
import { byDisplayName } from './menu';

/** Stands for the platform that each item names itself. */
export const ANY_PLATFORM = 'fromItem';

/** The ids of an account that one of the requests for such records has a place for. */
export function accountKeys({ lookups, list }: RecordDeclaration): string[] {
	const requests = [
		...lookups.filter((lookup) => lookup.protocol !== 'list'),
		...(list ? [list] : []),
	];
	return [...new Set(requests.flatMap(namesIn))].filter((name) => name !== 'id');
}

/** A field for one id of an account: a menu where the platform lists what it is the id of. */
export function accountField(
	{ api, payload }: Platform,
	key: string,
	required: boolean,
): INodeProperties {
	const record = api?.records.find(({ accountId, list }) => accountId === key && list);
	if (record) return recordLocator(record, key, required);
	return {
		displayName: payload.account[key]?.label ?? key,
		name: key,
		type: 'string',
		required,
		default: '',
	};
}

/** A record chosen from the platform's list, or by its id. */
export function recordLocator(
	record: RecordDeclaration,
	name: string,
	required: boolean,
): INodeProperties {
	const { name: displayName } = record;
	return locatorField({ name, displayName, search: searchMethod(record), required });
}

/** Name of the method that lists such records for a menu: `searchFacilities`. */
export function searchMethod({
	type,
	resource,
}: Pick<RecordDeclaration, 'type' | 'resource'>): string {
	const words = (resource?.plural ?? type).split(/[\s_]+/);
	return `search${words.map((word) => word[0].toUpperCase() + word.slice(1)).join('')}`;
}

/** A field that takes an id, chosen from a list or typed in. */
export function locatorField(field: {
	name: string;
	displayName: string;
	search: string;
	required: boolean;
	description?: string;
	mode?: 'list' | 'id';
	example?: string;
}): INodeProperties {
	const { name, displayName, search, required, description, mode = 'list' } = field;
	const { example = 'e.g. 1234' } = field;
	return {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode, value: '' },
		required,
		...(description !== undefined && { description }),
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Choose a ${displayName.toLowerCase()}`,
				typeOptions: { searchListMethod: search, searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: example },
		],
	};
}

/** Fields for the filters that a list demands, and one collection for those that it offers. */
export function filterFields(list: RecordList): INodeProperties[] {
	const required = list.filters.filter((filter) => filter.required);
	const optional = list.filters.filter((filter) => !filter.required);
	return [
		...required.map((filter) => ({ ...filterField(filter), required: true })),
		...(optional.length === 0
			? []
			: [
					{
						displayName: 'Filters',
						name: 'filters',
						type: 'collection' as const,
						placeholder: 'Add filter',
						default: {},
						options: optional.map(filterField),
					},
				]),
	];
}

function filterField(filter: RecordFilter): INodeProperties {
	const { name, displayName, description, type, placeholder } = filter;
	const shared = { displayName, name, description, ...(placeholder && { placeholder }) };
	switch (type) {
		case 'number':
			return {
				...shared,
				type: 'number',
				default: filter.default ?? 1,
				typeOptions: { minValue: 1 },
			};
		case 'dateTime':
			return { ...shared, type: 'dateTime', default: filter.default ?? '' };
		case 'date':
			return {
				...shared,
				type: 'dateTime',
				typeOptions: { dateOnly: true },
				default: filter.default ?? '',
			};
		case 'text':
			return { ...shared, type: 'string', default: filter.default ?? '' };
	}
}

/** Return All and Limit. */
export const pagingFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		displayOptions: { show: { returnAll: [false] } },
		default: 50,
		description: 'Max number of results to return',
	},
];

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/**
 * Settings that most workflows never need, with the paths that a user may have to set.
 *
 * @param types the types of records that are fetched; all when left out
 */
export function apiOptions(
	platforms: readonly Platform[],
	types?: readonly string[],
): INodeProperties {
	const paths = platforms.flatMap((platform) => pathOptions(platform, types));
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...paths, timeoutOption].sort(byDisplayName),
	};
}

const timeoutOption: INodeProperties = {
	displayName: 'Timeout (Seconds)',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 30,
	description: 'How long to wait for each answer of the platform',
};

function pathOptions(
	{ api, id }: Platform,
	types: readonly string[] | undefined,
): INodeProperties[] {
	const options = new Map<string, INodeProperties>();
	for (const record of api?.records ?? []) {
		if (types && !types.includes(record.type)) continue;
		for (const request of [...record.lookups, ...(record.list ? [record.list] : [])]) {
			if (request.protocol === 'list' || !request.pathSetting) continue;
			const { name, displayName, description } = request.pathSetting;
			options.set(name, {
				displayName,
				name,
				type: 'string',
				displayOptions: { show: { '/platform': [id, ANY_PLATFORM] } },
				default: request.path,
				description,
			});
		}
	}
	return [...options.values()];
}
