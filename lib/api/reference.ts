import type { Account } from '../event/declaration';
import { isObject } from '../event/source';
import { valueAt } from '../fieldPath';

/** The record that an event is about, as far as an item says. */
export interface RecordReference {
	/** Platform id. */
	platform: string;
	resourceType: string;
	/** What happened to it; empty when it was typed in. */
	action: string;
	resourceId: string | null;
	account: Account;
	/** The event's own data; null when there is no event. */
	data: Record<string, unknown> | null;
}

/** Reads an item that the Trigger gave out; null when it is none. */
export function readReference(item: unknown): RecordReference | null {
	if (!isObject(item)) return null;
	const { platform, resourceType, action, account, data } = item;
	if (typeof platform !== 'string' || typeof resourceType !== 'string') return null;
	return {
		platform,
		resourceType,
		action: typeof action === 'string' ? action : '',
		resourceId: idText(item.resourceId),
		account: readAccount(account),
		data: isObject(data) ? data : null,
	};
}

/** The id at the first of these places in an event that holds one. */
export function idAt(reference: RecordReference, places: readonly string[]): string | null {
	for (const place of places) {
		const id = idText(valueAt(reference, place));
		if (id !== null) return id;
	}
	return null;
}

function readAccount(account: unknown): Account {
	if (!isObject(account)) return {};
	const read: Account = {};
	for (const [key, value] of Object.entries(account)) {
		const id = idText(value);
		if (id !== null) read[key] = id;
	}
	return read;
}

/** Ids that went through a sheet or a form may have become numbers. */
function idText(value: unknown): string | null {
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
