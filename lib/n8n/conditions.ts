import { executeFilter } from 'n8n-workflow';
import type { FilterConditionValue, FilterValue } from 'n8n-workflow';

import { valueAtKeys } from '../event/source';

export type ConditionResult = { ok: true; met: boolean } | { ok: false; problem: string };

/** What stands between the braces of an expression field. */
const EXPRESSION = /^=\s*\{\{\s*(.*?)\s*\}\}\s*$/s;
const JSON_ROOT = /^\$json(?![\p{L}\p{N}_$-])/u;
/** The next step of a path: a key in brackets, an index, or a name. */
const STEP = /\??\.?\[\s*(?:"([^"\\]*)"|'([^'\\]*)'|(\d+))\s*\]|(?:\?\.|\.|^)([\p{L}\p{N}_$-]+)/uy;

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
		if (typeof leftValue === 'string' && !isBlank(leftValue) && toKeys(leftValue) === null) {
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
	const keys = toKeys(left);
	const value = keys === null ? undefined : valueAtKeys(event, keys);
	return value as FilterConditionValue['leftValue'];
}

/**
 * The keys that a left side names, or null when it does more than naming a field: `data.total`,
 * `data.items[0].name`, and n8n's own `{{ $json.data["order id"] }}`.
 */
function toKeys(left: string): string[] | null {
	const inner = hasBraces(left) ? EXPRESSION.exec(left)?.[1] : withoutMark(left).trim();
	if (inner === undefined) return null;
	const root = JSON_ROOT.exec(inner)?.[0] ?? '';
	const path = inner.slice(root.length).replace(/^\s+/, '');
	const keys: string[] = [];
	STEP.lastIndex = 0;
	while (STEP.lastIndex < path.length) {
		const step = STEP.exec(path);
		if (!step) return null;
		keys.push(step[1] ?? step[2] ?? step[3] ?? step[4]);
	}
	// A number or a word that begins with a sign is a value, not a field.
	return keys.length > 0 && !/^[\d-]/.test(keys[0]) ? keys : null;
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
