import type { RecordDeclaration } from '../../../lib/api/declaration';
import type { Platform } from '../../../lib/platform';
import { platforms } from '../../../platforms';

/** Platforms whose records of a type the node offers, in the order they are declared. */
export function offering(
	type: string,
	holds: (record: RecordDeclaration) => boolean,
): readonly Platform[] {
	return platforms.filter((platform: Platform) =>
		platform.api?.records.some(
			(record) => record.type === type && record.resource !== undefined && holds(record),
		),
	);
}

export function recordOf(platform: Platform, type: string): RecordDeclaration {
	const record = platform.api?.records.find((declared) => declared.type === type);
	if (!record) throw new Error(`${platform.name} has no ${type} records`);
	return record;
}

/** The types of records that have an entry in the menu of resources, with its words. */
export function recordTypes(): Array<Required<Pick<RecordDeclaration, 'type' | 'resource'>>> {
	const types = new Map<string, Required<Pick<RecordDeclaration, 'type' | 'resource'>>>();
	for (const { api } of platforms as readonly Platform[]) {
		for (const { type, resource } of api?.records ?? []) {
			if (resource && !types.has(type)) types.set(type, { type, resource });
		}
	}
	return [...types.values()];
}
