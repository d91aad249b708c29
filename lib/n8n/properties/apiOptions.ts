import type { INodeProperties } from 'n8n-workflow';

import type { Platform } from '../../platform';
import { byDisplayName } from './byName';

/** Stands for the platform that each item names itself. */
export const ANY_PLATFORM = 'fromItem';

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
	{ records, id }: Platform,
	types: readonly string[] | undefined,
): INodeProperties[] {
	const options = new Map<string, INodeProperties>();
	for (const record of records?.records ?? []) {
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
