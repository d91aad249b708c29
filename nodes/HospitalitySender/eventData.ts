import { validateFieldType } from 'n8n-workflow';
import type { FieldType } from 'n8n-workflow';

import { InputError } from '../../lib/send/inputError';
import { withoutDelivery } from '../../lib/send/sentItem';
import { isObject, parseJson } from '../../lib/json';

/** A JSON object, which holds the list under `items` where the data is one. */
interface EventData {
	data: Record<string, unknown>;
	isList: boolean;
}

/**
 * The data of an event, from where the user says.
 *
 * @param takesList whether the format can send a list
 * @throws InputError for what is no JSON, or no object where the format has to have one
 */
export function readEventData(
	source: unknown,
	read: (name: string) => unknown,
	item: Readonly<Record<string, unknown>>,
	{ takesList }: { takesList: boolean },
): EventData {
	switch (source) {
		case 'item':
			return { data: withoutDelivery(item), isList: false };
		case 'fields':
			return { data: fromFields(read('dataFields')), isList: false };
		default:
			return fromJson(read('data'), takesList);
	}
}

function fromJson(value: unknown, takesList: boolean): EventData {
	const data = typeof value === 'string' ? parse(value) : value;
	if (data === undefined) {
		throw new InputError(
			'The data is not valid JSON',
			'Check quotes, commas and brackets in Data, or switch it to an expression such as {{ $json }}.',
		);
	}
	if (takesList && Array.isArray(data)) return { data: { items: data }, isList: true };
	if (!isObject(data)) {
		throw new InputError(
			'The data is not a JSON object',
			takesList
				? 'Send an object or a list.'
				: 'Events carry an object, such as {"id": 1}. Put a list or a single value into a field of one.',
		);
	}
	return { data: withoutDelivery(data), isList: false };
}

/** Undefined for what is no JSON. */
function parse(text: string): unknown {
	try {
		return parseJson(text);
	} catch {
		return undefined;
	}
}

interface Assignment {
	name?: unknown;
	value?: unknown;
	type?: unknown;
}

function fromFields(value: unknown): Record<string, unknown> {
	const assignments = isObject(value) && Array.isArray(value.assignments) ? value.assignments : [];
	const data: Record<string, unknown> = {};
	for (const { name, value: entered, type } of assignments as Assignment[]) {
		if (typeof name !== 'string' || name.trim() === '') continue;
		const checked = validateFieldType(name, entered, (type ?? 'string') as FieldType);
		if (!checked.valid) {
			throw new InputError(
				`The value of the field ${name} is no ${String(type)}`,
				'Change the value or the kind of the field.',
			);
		}
		setAt(data, name.trim().split('.'), checked.newValue ?? entered);
	}
	return data;
}

/** A dot in a name makes a nested object. Only own properties are followed and made. */
function setAt(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
	const [key, ...rest] = path;
	if (rest.length === 0) {
		define(target, key, value);
		return;
	}
	const existing = Object.hasOwn(target, key) ? target[key] : undefined;
	const next = isObject(existing) ? existing : {};
	define(target, key, next);
	setAt(next, rest, value);
}

/** An assignment to `__proto__` would set no field but the prototype. */
function define(target: Record<string, unknown>, key: string, value: unknown): void {
	Object.defineProperty(target, key, {
		value,
		enumerable: true,
		configurable: true,
		writable: true,
	});
}
