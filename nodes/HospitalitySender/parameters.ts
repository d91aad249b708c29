import type { IExecuteFunctions } from 'n8n-workflow';

import { valueAt } from '../../lib/fieldPath';
import { holdsExpression } from '../../lib/n8n/expressions';

/** Reads a parameter for one item. */
export type ReadParameter = (name: string, itemIndex: number, fallback?: unknown) => unknown;

/**
 * An expression that only names the incoming item or a field of it: `{{ $json.order.id }}`. With
 * anything around it, were it a blank, its value would become part of a text.
 */
const FIELD = /^=\{\{\s*\$json((?:\.[A-Za-z_$][\w$]*)*)\s*\}\}$/;

/**
 * Reads parameters of a node. n8n takes longer to read one than it takes to sign an event, and
 * much longer for an expression; so what holds no expression is read once, and what only names a
 * field is looked up here.
 */
export function parameterReader(
	context: Pick<IExecuteFunctions, 'getNode' | 'getNodeParameter' | 'getInputData'>,
): ReadParameter {
	const saved = context.getNode().parameters;
	const items = context.getInputData();
	const fixed = new Map<string, unknown>();
	return (name, itemIndex, fallback) => {
		if (fixed.has(name)) return fixed.get(name);
		const entered = valueAt(saved, name);
		const path = fieldPath(entered);
		const found = path === null ? undefined : fieldOf(items[itemIndex].json, path);
		// What is not there is left to n8n, which knows what that means.
		if (found !== undefined) return found;
		const value: unknown = context.getNodeParameter(name, itemIndex, fallback as object);
		if (entered !== undefined && !holdsExpression(entered)) fixed.set(name, value);
		return value;
	};
}

/** Empty for the whole item, null for anything that has to be evaluated. */
function fieldPath(value: unknown): string | null {
	const match = typeof value === 'string' ? FIELD.exec(value) : null;
	return match && match[1].slice(1);
}

function fieldOf(json: Record<string, unknown>, path: string): unknown {
	return path === '' ? json : valueAt(json, path);
}
