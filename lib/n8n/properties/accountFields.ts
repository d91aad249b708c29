import type { INodeProperties } from 'n8n-workflow';

import type { RecordDeclaration } from '../../api/declaration';
import { namesIn } from '../../api/request';

/** Which of an account's ids a request may need, and how the user chooses one. */
const ACCOUNT_FIELDS: Readonly<Record<string, { name: string; search: string }>> = {
	facilityId: { name: 'Facility', search: 'searchFacilities' },
	locationId: { name: 'Location', search: 'searchLocations' },
	locationUuid: { name: 'Location', search: 'searchLocations' },
};

/** The ids of an account that one of these requests has a place for. */
export function accountKeys({ lookups, list }: RecordDeclaration): string[] {
	const requests = [
		...lookups.filter((lookup) => lookup.protocol !== 'list'),
		...(list ? [list] : []),
	];
	const names = new Set(requests.flatMap(namesIn));
	return Object.keys(ACCOUNT_FIELDS).filter((key) => names.has(key));
}

/** A menu of facilities or locations that loads from the API, with typing in as alternative. */
export function accountField(key: string, required: boolean): INodeProperties {
	const { name, search } = ACCOUNT_FIELDS[key] ?? { name: key, search: '' };
	return locatorField({ name: key, displayName: name, search, required });
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
