import { executeFilter } from 'n8n-workflow';
import type { FilterConditionValue, FilterValue } from 'n8n-workflow';

import { valueAt } from '../event/source';

export type ConditionResult = { ok: true; met: boolean } | { ok: false; problem: string };

/** `data.items[0].name` and n8n's own way of writing it, `{{ $json.data["items"][0].name }}`. */
const EXPRESSION = /^=\s*\{\{\s*(?:\$json\b\s*\??\.?)?\s*(.*?)\s*\}\}\s*$/s;
const PLAIN_PATH = /^[\p{L}_$][\p{L}\p{N}_$-]*(?:\.[\p{L}\p{N}_$-]+)*$/u;

/**
 * Evaluates n8n's own filter over an event. The left side names a field of the event, as a plain
 * path or as an expression that only names one; it is looked up here, because evaluating
 * expressions costs n8n more than everything else in receiving an event.
 */
export function evaluateConditions(
	filter: FilterValue,
	event: Record<string, unknown>,
): ConditionResult {
	try {
		const conditions = filter.conditions.map((condition) => ({
			...condition,
			leftValue: resolveLeft(condition.leftValue, event),
		}));
		return { ok: true, met: executeFilter({ ...filter, conditions }) };
	} catch (error) {
		return { ok: false, problem: error instanceof Error ? error.message : 'unknown error' };
	}
}

/** The first thing in a filter that cannot be evaluated without expressions, or null. */
export function unsupportedCondition(filter: FilterValue): string | null {
	for (const { leftValue, rightValue } of filter.conditions) {
		if (isExpression(leftValue) && toPath(leftValue) === null) return leftValue;
		if (isExpression(rightValue)) return rightValue;
	}
	return null;
}

/** A filter as saved in the workflow, with what is missing filled in; null when it has no conditions. */
export function readFilter(value: unknown): FilterValue | null {
	const filter = value as Partial<FilterValue> | undefined;
	const conditions = filter?.conditions;
	if (!Array.isArray(conditions) || conditions.length === 0) return null;
	return {
		combinator: filter?.combinator === 'or' ? 'or' : 'and',
		conditions,
		options: {
			caseSensitive: true,
			leftValue: '',
			typeValidation: 'loose',
			version: 2,
			...filter?.options,
		},
	};
}

function resolveLeft(
	left: FilterConditionValue['leftValue'],
	event: Record<string, unknown>,
): FilterConditionValue['leftValue'] {
	if (typeof left !== 'string') return left;
	const path = toPath(left);
	const value = path === null ? undefined : valueAt(event, path);
	return value as FilterConditionValue['leftValue'];
}

/** The dotted path that a left side names, or null when it does more than that. */
function toPath(left: string): string | null {
	// An expression field without any braces is plain text.
	const inner = hasBraces(left) ? EXPRESSION.exec(left)?.[1] : left.replace(/^=/, '').trim();
	if (inner === undefined) return null;
	const path = inner
		.replace(/^\$json\s*\??\.?/, '')
		.replace(
			/\??\.?\[\s*(?:"([^"\]]*)"|'([^'\]]*)'|(\d+))\s*\]/g,
			(_, a, b, c) => `.${a ?? b ?? c}`,
		)
		.replace(/\?\./g, '.')
		.replace(/^\./, '');
	return PLAIN_PATH.test(path) ? path : null;
}

function isExpression(value: unknown): value is string {
	return typeof value === 'string' && hasBraces(value);
}

function hasBraces(text: string): boolean {
	return text.startsWith('=') && text.includes('{{');
}
