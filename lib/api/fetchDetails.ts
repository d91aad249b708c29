import { lookUp } from './lookUp';
import type { Send } from './client';
import type { RecordApi, RecordDeclaration } from './declaration';
import type { PathOverrides } from './request';
import type { ApiAnswer } from './answer';
import { idAt, type RecordReference } from './reference';

export type Details =
	| { kind: 'record'; details: Record<string, unknown> }
	/** The event says that it was deleted, and the platform has it no more. */
	| { kind: 'deleted' }
	/** Nothing can be fetched: what the event carries is all there is. */
	| { kind: 'payload'; details: Record<string, unknown> }
	| { kind: 'missing'; record: RecordDeclaration; id: string }
	| { kind: 'failed'; record: RecordDeclaration; id: string; answer: ApiAnswer }
	/** The event does not carry what the request needs. */
	| { kind: 'unknown'; record: RecordDeclaration; needs: string[] }
	/** No event, and no way to fetch such a record. */
	| { kind: 'unsupported' };

/** After these a record that is gone is no surprise. */
const ENDINGS = new Set(['deleted', 'cancelled', 'removed']);

/** Fetches the full record of an event, or says why there is none. */
export async function fetchDetails(
	api: RecordApi | undefined,
	reference: RecordReference,
	send: Send,
	overrides: PathOverrides = {},
): Promise<Details> {
	const target = api && findRecord(api, reference);
	if (!target) {
		return reference.data ? { kind: 'payload', details: reference.data } : { kind: 'unsupported' };
	}
	const { record, id } = target;
	if (id === null) return { kind: 'unknown', record, needs: ['id'] };
	const hasEnded = ENDINGS.has(reference.action);
	const key = { id, account: reference.account };
	const result = await lookUp(record, key, send, { overrides, skipLists: hasEnded });
	switch (result.kind) {
		case 'found':
			return { kind: 'record', details: result.record };
		case 'missing':
			return hasEnded ? { kind: 'deleted' } : { kind: 'missing', record, id };
		case 'failed':
			return { kind: 'failed', record, id, answer: result.answer };
		case 'unknown':
			return { kind: 'unknown', record, needs: result.missing };
	}
}

/** Which record an event is about, and its id. */
function findRecord(
	{ records }: RecordApi,
	reference: RecordReference,
): { record: RecordDeclaration; id: string | null } | undefined {
	const { resourceType, resourceId } = reference;
	const fetchable = records.filter(({ lookups }) => lookups.length > 0);
	const own = fetchable.find(({ type }) => type === resourceType);
	if (own && resourceId !== null) return { record: own, id: resourceId };
	for (const record of fetchable) {
		const about = record.eventsAbout?.find((event) => event.resourceType === resourceType);
		if (about) return { record, id: idAt(reference, about.idAt) };
	}
	return own && { record: own, id: null };
}
