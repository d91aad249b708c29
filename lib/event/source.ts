import { readHeader, type RequestHeaders } from '../headers';
import type { Source } from '../platform';

/** A delivery whose signature has been checked, as far as reading it goes. */
export interface ReadableDelivery {
	headers: RequestHeaders;
	payload: Record<string, unknown>;
}

/** The value at a dotted path, own properties only; undefined when any step is missing. */
export function valueAt(root: unknown, path: string): unknown {
	return valueAtKeys(root, path.split('.'));
}

/** The same for keys that may hold dots themselves. */
export function valueAtKeys(root: unknown, keys: readonly string[]): unknown {
	let value: unknown = root;
	for (const key of keys) {
		if (value === null || typeof value !== 'object' || !Object.hasOwn(value, key)) return undefined;
		value = (value as Record<string, unknown>)[key];
	}
	return value;
}

/** The first source that holds a non-empty text or a number, as text: ids come as either. */
export function readText(
	delivery: ReadableDelivery,
	sources: readonly Source[],
): string | undefined {
	for (const source of sources) {
		const value = readSource(delivery, source);
		if (typeof value === 'string' && value.trim() !== '') return value.trim();
		if (typeof value === 'number' && Number.isFinite(value)) return String(value);
		if (typeof value === 'bigint') return value.toString();
	}
	return undefined;
}

/** The first source that holds a JSON object. */
export function readObject(
	delivery: ReadableDelivery,
	sources: readonly Source[],
): Record<string, unknown> | undefined {
	for (const source of sources) {
		const value = readSource(delivery, source);
		if (isObject(value)) return value;
	}
	return undefined;
}

export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readSource({ headers, payload }: ReadableDelivery, source: Source): unknown {
	if ('body' in source) return valueAt(payload, source.body);
	const header = readHeader(headers, source.header.toLowerCase());
	return header.kind === 'value' ? header.value : undefined;
}
