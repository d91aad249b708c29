import type { Account } from '../event/declaration';
import { isObject } from '../json';
import { valueAt } from '../fieldPath';
import type { ApiAnswer } from './answer';
import type { Send } from './client';
import type { ApiDeclaration, PathSetting, RecordDeclaration } from './declaration';
import { lookUp } from './lookUp';
import type { PathOverrides } from './request';

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

export type Details =
	/** `isOwn`: what the event is about, and not a record that it concerns too. */
	| {
			kind: 'record';
			record: RecordDeclaration;
			details: Record<string, unknown>;
			isOwn: boolean;
	  }
	/** The event says that it was deleted, and the platform has it no more. */
	| { kind: 'deleted' }
	/** Nothing can be fetched: what the event carries is all there is. */
	| { kind: 'payload'; details: Record<string, unknown> }
	/** With the setting of a path that is only a guess. */
	| { kind: 'missing'; record: RecordDeclaration; id: string; guess?: PathSetting }
	| { kind: 'failed'; record: RecordDeclaration; id: string; answer: ApiAnswer }
	/** The event does not carry what the request needs. */
	| { kind: 'unknown'; record: RecordDeclaration; needs: string[] }
	/** No event, and no way to fetch such a record. */
	| { kind: 'unsupported' };

/** After these a record that is gone is no surprise. */
const ENDINGS = new Set(['deleted', 'cancelled', 'removed']);

/** Fetches the full record of an event, or says why there is none. */
export async function fetchDetails(
	api: ApiDeclaration | undefined,
	reference: RecordReference,
	send: Send,
	overrides: PathOverrides = {},
): Promise<Details> {
	const target = api && findRecord(api, reference);
	if (!target) {
		return reference.data ? { kind: 'payload', details: reference.data } : { kind: 'unsupported' };
	}
	const { record, id, isOwn } = target;
	if (id === null) return { kind: 'unknown', record, needs: ['id'] };
	// What was removed is the event's own resource; the tab that an item was removed from is still there.
	const hasEnded = isOwn && ENDINGS.has(reference.action);
	const key = { id, account: reference.account };
	const result = await lookUp(record, key, send, { overrides, skipLists: hasEnded });
	switch (result.kind) {
		case 'found':
			return { kind: 'record', record, details: result.record, isOwn };
		case 'missing':
			return hasEnded ? { kind: 'deleted' } : { ...result, record, id };
		case 'failed':
			return { ...result, record, id };
		case 'unknown':
			return { kind: 'unknown', record, needs: result.missing };
	}
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

interface Target {
	record: RecordDeclaration;
	id: string | null;
	/** Whether it is the resource of the event, not one that the event concerns too. */
	isOwn: boolean;
}

/** Which record an event is about, and its id. */
function findRecord({ records }: ApiDeclaration, reference: RecordReference): Target | undefined {
	const { resourceType, resourceId } = reference;
	const fetchable = records.filter(({ lookups }) => lookups.length > 0);
	const own = fetchable.find(({ type }) => type === resourceType);
	if (own && resourceId !== null) return { record: own, id: resourceId, isOwn: true };
	for (const record of fetchable) {
		const about = record.eventsAbout?.find((event) => event.resourceType === resourceType);
		if (about) return { record, id: idAt(reference, about.idAt), isOwn: record === own };
	}
	return own && { record: own, id: null, isOwn: true };
}

/** The id at the first of these places in an event that holds one. */
function idAt(reference: RecordReference, places: readonly string[]): string | null {
	for (const place of places) {
		const id = idText(valueAt(reference, place));
		if (id !== null) return id;
	}
	return null;
}

function readAccount(account: unknown): Account {
	const read: Account = {};
	for (const [key, value] of Object.entries(isObject(account) ? account : {})) {
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
