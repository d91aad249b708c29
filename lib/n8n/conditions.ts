import { executeFilter } from 'n8n-workflow';
import type { FilterConditionValue, FilterValue } from 'n8n-workflow';

import { parsePath, valueAt, writePath } from '../fieldPath';
import { isObject } from '../json';
import { readHabit } from './typedPlace';

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

/** A left side that names no field that an event has, and the one that was probably meant. */
export interface UnknownField {
	typed: string;
	meant: string | null;
}

/**
 * The first left side that names no field of the events that come out, or null. It would hold back
 * every event without a word.
 *
 * @param shape an event that holds nothing: below its empty objects and lists anything may stand
 */
export function unknownField(
	filter: FilterValue,
	shape: Record<string, unknown>,
): UnknownField | null {
	for (const { leftValue } of filter.conditions) {
		const keys = typeof leftValue === 'string' ? parsePath(leftValue) : null;
		if (typeof leftValue !== 'string' || !keys || mayStandAt(keys, shape)) continue;
		return { typed: leftValue, meant: meantBy(leftValue, keys, shape) };
	}
	return null;
}

function mayStandAt(keys: readonly string[], shape: unknown): boolean {
	let at = shape;
	for (const key of keys) {
		if (typeof at === 'object' && at !== null && Object.keys(at).length === 0) return true;
		if (!isObject(at) || !Object.hasOwn(at, key)) return false;
		at = at[key];
	}
	return true;
}

function meantBy(
	typed: string,
	keys: readonly string[],
	shape: Record<string, unknown>,
): string | null {
	const habit = readHabit(typed);
	const [first, ...rest] = keys;
	const spelled = Object.keys(shape).find((name) => name.toLowerCase() === first.toLowerCase());
	const candidates = [
		habit?.part === 'body' ? ['payload', ...habit.keys] : undefined,
		habit?.part === 'headers' ? ['verification', 'headers', ...habit.keys] : undefined,
		spelled && [spelled, ...rest],
		habit || spelled ? undefined : ['data', ...keys],
	];
	const meant = candidates.find((path) => Array.isArray(path) && mayStandAt(path, shape));
	return Array.isArray(meant) ? writePath(meant) : null;
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
