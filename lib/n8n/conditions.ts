import { executeFilter } from 'n8n-workflow';
import type { FilterConditionValue, FilterValue } from 'n8n-workflow';

import { parsePath, valueAt } from '../fieldPath';

export type ConditionResult = { ok: true; met: boolean } | { ok: false; problem: string };

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
			rightValue: withoutMark(condition.rightValue),
		}));
		return { ok: true, met: executeFilter({ ...filter, conditions }) };
	} catch (error) {
		return { ok: false, problem: error instanceof Error ? error.message : 'unknown error' };
	}
}

/**
 * The first thing in a filter that cannot be evaluated, or null: what only an expression could
 * work out, and a left side that can name no field, which would silently hold back every event.
 */
export function unsupportedCondition(filter: FilterValue): string | null {
	for (const { leftValue, rightValue } of filter.conditions) {
		if (typeof leftValue === 'string' && !isBlank(leftValue) && parsePath(leftValue) === null) {
			return leftValue;
		}
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
	return valueAt(event, left) as FilterConditionValue['leftValue'];
}

/** A field switched to expression is stored with a mark in front, also when it holds plain text. */
function withoutMark<T>(value: T): T | string {
	return typeof value === 'string' && value.startsWith('=') ? value.slice(1) : value;
}

function isBlank(left: string): boolean {
	return withoutMark(left).trim() === '';
}

function isExpression(value: unknown): value is string {
	return typeof value === 'string' && hasBraces(value);
}

function hasBraces(text: string): boolean {
	return text.startsWith('=') && text.includes('{{');
}
