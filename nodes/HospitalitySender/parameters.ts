import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { holdsExpression, valueAt } from '../../lib/fieldPath';
import { InputError } from '../../lib/send/inputError';

/** Reads a parameter for one item; a dot leads into a collection: `options.headers`. */
export type ReadParameter = (name: string, itemIndex: number, fallback?: unknown) => unknown;

/**
 * An expression that only names the incoming item or a field of it: `{{ $json.order.id }}`. With
 * anything around it, were it a blank, its value would become part of a text.
 */
const FIELD = /^=\{\{\s*\$json((?:\.[A-Za-z_$][\w$]*)*)\s*\}\}$/;

/**
 * Reads parameters of a node. n8n takes longer to read one than it takes to sign an event, and
 * much longer for an expression: `npm run bench -- sender` shows it. So what holds no expression is
 * read once for all items, and what only names a field of the item is looked up here.
 */
export function parameterReader(
	context: Pick<IExecuteFunctions, 'getNode' | 'getNodeParameter' | 'getInputData'>,
): ReadParameter {
	const saved = context.getNode().parameters;
	const items = context.getInputData();
	const fixed = new Map<string, unknown>();
	return (name, itemIndex, fallback) => {
		if (fixed.has(name)) return fixed.get(name);
		const [collection] = name.split('.');
		const entered = valueAt(saved, name) ?? saved[collection];
		const found = fieldNamedBy(entered, items[itemIndex]);
		// What is not there is left to n8n, which knows what that means.
		if (found !== undefined) return found;
		const value: unknown = context.getNodeParameter(name, itemIndex, fallback as object);
		if (entered !== undefined && !holdsExpression(entered)) fixed.set(name, value);
		return value;
	};
}

function fieldNamedBy(entered: unknown, item: INodeExecutionData): unknown {
	const path = typeof entered === 'string' ? FIELD.exec(entered)?.[1].slice(1) : undefined;
	if (path === undefined) return undefined;
	return path === '' ? item.json : valueAt(item.json, path);
}

/**
 * A number that a user has entered or an expression has made.
 *
 * @param name as the editor shows it, for the error
 * @throws InputError for anything that is no number, less than the least, or more than the most
 */
export function toNumber(
	name: string,
	value: unknown,
	fallback: number,
	least: number,
	most = Number.MAX_VALUE,
): number {
	if (value === undefined || value === null || value === '') return fallback;
	const given = Number(value);
	if (given >= least && given <= most) return given;
	const from = least > 0 && least < 1 ? 'above 0' : `from ${least}`;
	const to = most === Number.MAX_VALUE ? '' : `, at most ${most}`;
	throw new InputError(`${name} is not a number that can be used`, `Enter a number ${from}${to}.`);
}
