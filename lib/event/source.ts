import { valueAt } from '../fieldPath';
import { readHeader, type RequestHeaders } from '../headers';
import type { Source } from '../platform';

/** A delivery whose signature has been checked, as far as reading it goes. */
export interface ReadableDelivery {
	headers: RequestHeaders;
	payload: Record<string, unknown>;
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
