import type { INodeProperties } from 'n8n-workflow';

import type { RecordFilter, RecordList } from '../../api/declaration';

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
