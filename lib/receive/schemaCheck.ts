import type { ZodTypeAny } from 'zod';

import { findEvent } from '../event/name';
import type { EventDeclaration, Platform } from '../platform';

/** One difference between a payload and what the platform documents. */
export interface SchemaIssue {
	/** Dotted path in the payload; empty for the payload itself. */
	path: string;
	message: string;
}

/** More are of no use to anybody, and a list of thousands would bloat the item. */
const MOST_ISSUES = 20;

const built = new WeakMap<EventDeclaration, ZodTypeAny>();

/** How a payload differs from its documentation; empty for events outside the catalogue. */
export function checkPayload(
	platform: Platform,
	event: string,
	payload: Record<string, unknown>,
): SchemaIssue[] {
	const declared = findEvent(platform, event);
	if (!declared) return [];
	let schema = built.get(declared);
	if (!schema) {
		schema = declared.schema();
		built.set(declared, schema);
	}
	const result = schema.safeParse(payload);
	if (result.success) return [];
	return result.error.issues
		.slice(0, MOST_ISSUES)
		.map(({ path, message }) => ({ path: path.join('.'), message }));
}
