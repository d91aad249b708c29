import type { EventDeclaration, EventsDeclaration } from '../event/declaration';
import { findEvent } from '../event/name';

/** One difference between a payload and what the platform documents. */
export interface SchemaIssue {
	/** Dotted path in the payload; empty for the payload itself. */
	path: string;
	message: string;
}

/** More tell nothing new, and a list of thousands would bloat the item. */
const MOST_ISSUES = 20;

/** Building a schema takes many times as long as asking it. */
const built = new WeakMap<EventDeclaration, ReturnType<EventDeclaration['schema']>>();

/** How a payload differs from its documentation; empty for events outside the catalogue. */
export function checkPayload(
	platform: Pick<EventsDeclaration, 'events' | 'eventNamesIgnoreCase'>,
	event: string,
	payload: Record<string, unknown>,
): SchemaIssue[] {
	const declared = findEvent(platform, event);
	if (!declared) return [];
	const schema = built.get(declared) ?? declared.schema();
	built.set(declared, schema);
	const { error } = schema.safeParse(payload);
	return (error?.issues ?? [])
		.slice(0, MOST_ISSUES)
		.map(({ path, message }) => ({ path: path.join('.'), message }));
}
