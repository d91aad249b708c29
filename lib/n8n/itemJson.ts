import type { IDataObject } from 'n8n-workflow';

/** One of our own shapes as the JSON of an item, whose type has no room for interfaces. */
export function itemJson(shape: object): IDataObject {
	return { ...shape };
}
