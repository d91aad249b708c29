import { isObject } from '../json';
import { valueAt } from '../fieldPath';
import type { ErrorForm } from './declaration';

/** An answer, or the reason why there is none. */
export type ApiAnswer =
	| { kind: 'answer'; status: number; headers: Record<string, unknown>; body: unknown }
	| { kind: 'unreachable'; cause: string };

/** The run was cancelled, so the request was not sent, or its answer not waited for. */
export const CANCELLED: ApiAnswer = { kind: 'unreachable', cause: 'cancelled' };

/** What a platform answers for a record that it does not have. */
export const NOT_FOUND: ApiAnswer = { kind: 'answer', status: 404, headers: {}, body: undefined };

export function isSuccess(answer: ApiAnswer): answer is Extract<ApiAnswer, { kind: 'answer' }> {
	return answer.kind === 'answer' && answer.status >= 200 && answer.status < 300;
}

export function hasStatus(answer: ApiAnswer, status: number): boolean {
	return answer.kind === 'answer' && answer.status === status;
}

export function isGone(answer: ApiAnswer): boolean {
	return hasStatus(answer, 404) || hasStatus(answer, 410);
}

/**
 * An answer with the status that it means: some platforms report failures inside an answer that
 * looks like a success.
 */
export function statusFromErrors(answer: ApiAnswer, form: ErrorForm): ApiAnswer {
	if (!isSuccess(answer) || form.errorsAt === undefined) return answer;
	const errors = valueAt(answer.body, form.errorsAt);
	if (!Array.isArray(errors) || errors.length === 0) return answer;
	const code = firstText(answer.body, form.codeAt ?? []);
	const statuses = form.statusByCode ?? {};
	const isKnown = code !== undefined && Object.hasOwn(statuses, code);
	return { ...answer, status: isKnown ? statuses[code] : 400 };
}

/** The object at the first of these places that holds one; undefined when none does. */
export function readRecord(
	body: unknown,
	places: readonly string[],
): Record<string, unknown> | undefined {
	const found = places.map((path) => valueAt(body, path)).find(isObject);
	if (found) return found;
	// A record that stands bare, where the platform may or may not wrap it.
	const mayBeBare = places.every((path) => !path.includes('.'));
	return mayBeBare && isObject(body) ? body : undefined;
}

/** The objects of the list at the first of these places that holds one; undefined when none does. */
export function readRecords(
	body: unknown,
	places: readonly string[],
): Array<Record<string, unknown>> | undefined {
	const list = Array.isArray(body)
		? body
		: places.map((path) => valueAt(body, path)).find((value) => Array.isArray(value));
	return Array.isArray(list) ? list.filter(isObject) : undefined;
}

/** What the platform says about a failure: its message, the refused fields, its request id. */
export function readFailure(
	answer: ApiAnswer,
	form: ErrorForm,
): { said: string; requestId: string | undefined } {
	if (answer.kind === 'unreachable') return { said: '', requestId: undefined };
	const { body, headers } = answer;
	const fromHeader = headers['x-request-id'];
	const requestId =
		firstText(body, form.requestId) ?? (typeof fromHeader === 'string' ? fromHeader : undefined);
	const message = firstText(body, form.message) ?? firstLeaf(body);
	const refused = form.fieldsAt === undefined ? [] : readFields(valueAt(body, form.fieldsAt));
	const fields = refused.filter((field) => !message?.includes(field));
	const said = [message, fields.join(', ')].filter((part) => part).join('; ');
	return { said: said.slice(0, 500), requestId };
}

function readFields(list: unknown): string[] {
	if (!Array.isArray(list)) return [];
	return list
		.filter(isObject)
		.map(({ field, message }) => [field, message].filter((part) => typeof part === 'string'))
		.map((parts) => parts.join(': '))
		.filter((text) => text !== '')
		.slice(0, 5);
}

/** `{booking: {date: ["Enter a valid date."]}}` is `date: Enter a valid date.` */
function firstLeaf(body: unknown, name?: string, depth = 0): string | undefined {
	if (typeof body === 'string') {
		return depth > 0 && body.trim() !== '' ? `${name ? `${name}: ` : ''}${body}` : undefined;
	}
	if (body === null || typeof body !== 'object' || depth > 3) return undefined;
	const isList = Array.isArray(body);
	for (const [key, value] of Object.entries(body)) {
		const text = firstLeaf(value, isList ? name : key, depth + 1);
		if (text !== undefined) return text;
	}
	return undefined;
}

function firstText(body: unknown, places: readonly string[]): string | undefined {
	return places
		.map((path) => valueAt(body, path))
		.find((value): value is string => typeof value === 'string' && value.trim() !== '');
}

/** A record's most useful fields, in the order declared; those that it does not have are left out. */
export function simplify(
	record: Record<string, unknown>,
	essentials: readonly string[],
): Record<string, unknown> {
	const kept = essentials.filter((field) => Object.hasOwn(record, field));
	// A record in a form that nobody foresaw is better whole than empty.
	if (kept.length === 0) return record;
	return Object.fromEntries(kept.map((field) => [field, record[field]]));
}
