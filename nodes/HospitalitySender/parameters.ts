import type { IExecuteFunctions } from 'n8n-workflow';

/** Reads a parameter for one item. */
export type ReadParameter = (name: string, itemIndex: number, fallback?: unknown) => unknown;

/**
 * Reads parameters of a node, each only once where it holds no expression: reading one takes n8n
 * longer than signing an event does.
 */
export function parameterReader(
	context: Pick<IExecuteFunctions, 'getNode' | 'getNodeParameter'>,
): ReadParameter {
	const saved = context.getNode().parameters;
	const fixed = new Map<string, unknown>();
	return (name, itemIndex, fallback) => {
		if (fixed.has(name)) return fixed.get(name);
		const value: unknown = context.getNodeParameter(name, itemIndex, fallback as object);
		if (name in saved && !holdsExpression(saved[name])) fixed.set(name, value);
		return value;
	};
}

function holdsExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	return typeof value === 'object' && value !== null && Object.values(value).some(holdsExpression);
}
