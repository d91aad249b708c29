import type { ZodTypeAny } from 'zod';

import { findEvent } from '../event/name';
import type { EventDeclaration, Platform } from '../platform';
import { shapeOf } from './shape';

/** One difference between a payload and what the platform documents. */
export interface SchemaIssue {
	/** Dotted path in the payload; empty for the payload itself. */
	path: string;
	message: string;
}

/** More are of no use to anybody, and a list of thousands would bloat the item. */
const MOST_ISSUES = 20;

/** So many shapes are remembered for an event, and none that is longer. */
const MOST_SHAPES = 50;
const LONGEST_SHAPE = 4000;

interface BuiltSchema {
	schema: ZodTypeAny;
	/** Shapes of payloads that have passed. A platform sends the same few again and again. */
	passed: Set<string>;
}

const built = new WeakMap<EventDeclaration, BuiltSchema>();

/**
 * How a payload differs from its documentation; empty for events outside the catalogue.
 *
 * In a busy n8n a schema takes longer than checking the signature, so it is asked once for each
 * shape of payload.
 */
export function checkPayload(
	platform: Platform,
	event: string,
	payload: Record<string, unknown>,
): SchemaIssue[] {
	const declared = findEvent(platform, event);
	if (!declared) return [];
	let known = built.get(declared);
	if (!known) {
		known = { schema: declared.schema(), passed: new Set() };
		built.set(declared, known);
	}
	const shape = shapeOf(payload);
	if (shape !== undefined && known.passed.has(shape)) return [];

	const result = known.schema.safeParse(payload);
	if (result.success) {
		if (shape !== undefined) remember(known.passed, shape);
		return [];
	}
	return result.error.issues
		.slice(0, MOST_ISSUES)
		.map(({ path, message }) => ({ path: path.join('.'), message }));
}

function remember(shapes: Set<string>, shape: string): void {
	if (shape.length > LONGEST_SHAPE) return;
	if (shapes.size === MOST_SHAPES) shapes.clear();
	shapes.add(shape);
}
