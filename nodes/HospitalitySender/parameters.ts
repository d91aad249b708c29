import type { IExecuteFunctions } from 'n8n-workflow';

import { holdsExpression, valueAt } from '../../lib/fieldPath';
import { InputError } from '../../lib/send/inputError';

/** Reads a parameter for one item; a dot leads into a collection: `options.headers`. */
export type ReadParameter = (name: string, itemIndex: number, fallback?: unknown) => unknown;

/**
 * Reads parameters of a node. n8n takes longer to read one than it takes to sign an event, so what
 * holds no expression is read once for all items.
 */
export function parameterReader(
	context: Pick<IExecuteFunctions, 'getNode' | 'getNodeParameter'>,
): ReadParameter {
	const saved = context.getNode().parameters;
	const fixed = new Map<string, unknown>();
	return (name, itemIndex, fallback) => {
		if (fixed.has(name)) return fixed.get(name);
		const value: unknown = context.getNodeParameter(name, itemIndex, fallback as object);
		const [collection] = name.split('.');
		const entered = valueAt(saved, name) ?? saved[collection];
		if (entered !== undefined && !holdsExpression(entered)) fixed.set(name, value);
		return value;
	};
}

/**
 * A number that a user has entered or an expression has made.
 *
 * @param name as the editor shows it, for the error
 * @throws InputError for anything that is no number, or less than the least
 */
export function toNumber(name: string, value: unknown, fallback: number, least: number): number {
	if (value === undefined || value === null || value === '') return fallback;
	const given = Number(value);
	if (Number.isFinite(given) && given >= least) return given;
	throw new InputError(
		`${name} is not a number that can be used`,
		least > 0 && least < 1 ? 'Enter a number above 0.' : `Enter a number from ${least}.`,
	);
}
