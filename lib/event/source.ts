import { parsePath, valueAt } from '../fieldPath';
import { readHeader, type RequestHeaders } from '../headers';
import { isObject } from '../json';
import type { Source } from './declaration';

/** A delivery whose signature has been checked, as far as reading it goes. */
export interface ReadableDelivery {
	headers: RequestHeaders;
	/** Of the one event, where the delivery holds several. */
	payload: Record<string, unknown>;
	/** What stands around the list of several events. */
	delivery?: Record<string, unknown>;
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

/** The headers that a source reads. */
export function headersOf(source: Source): string[] {
	if ('header' in source) return [source.header];
	if (!('template' in source)) return [];
	return parts(source.template).flatMap((part) =>
		typeof part === 'object' && part !== null ? headersOf(part) : [],
	);
}

const HEADER = /^header:\s*([!#$%&'*+.^_`|~\dA-Za-z-]+)$/i;

/**
 * What a text stands for that names one place: `header:` and the name of a header, or a path.
 *
 * @returns null for what can name nothing
 */
export function parsePlace(text: string): { body: string } | { header: string } | null {
	const header = HEADER.exec(text.trim())?.[1];
	if (header !== undefined) return { header };
	return parsePath(text) ? { body: text } : null;
}

/** A place in braces, one pair or two. */
const PLACE = /\{\{([^{}]*)\}\}|\{([^{}]*)\}/g;

/** What stands between the braces of a template; null where a brace is left over, or there is none. */
export function placesIn(template: string): string[] | null {
	const places = [...template.matchAll(PLACE)].map(([, two, one]) => two ?? one);
	return places.length > 0 && !/[{}]/.test(template.replace(PLACE, '')) ? places : null;
}

function readSource(delivery: ReadableDelivery, source: Source): unknown {
	if ('body' in source) return valueAt(delivery.payload, source.body);
	if ('delivery' in source) return valueAt(delivery.delivery, source.delivery);
	if ('template' in source) return fill(source.template, delivery);
	if ('from' in source) return source.from(delivery.payload, delivery.delivery);
	const header = readHeader(delivery.headers, source.header.toLowerCase());
	return header.kind === 'value' ? header.value : undefined;
}

/**
 * The text of a template; undefined where one of its places holds nothing. What an event does not
 * hold may stand around it.
 */
function fill(template: string, delivery: ReadableDelivery): string | undefined {
	let text = '';
	for (const part of parts(template)) {
		const value = typeof part === 'string' ? part : part && readText(delivery, orAround(part));
		if (typeof value !== 'string') return undefined;
		text += value;
	}
	return text;
}

function orAround(source: Source): Source[] {
	return 'body' in source ? [source, { delivery: source.body }] : [source];
}

/** Texts and places of a template in their order; null stands for a place that can name nothing. */
function parts(template: string): Array<string | Source | null> {
	const found: Array<string | Source | null> = [];
	let done = 0;
	for (const match of template.matchAll(PLACE)) {
		found.push(template.slice(done, match.index), parsePlace(match[1] ?? match[2]));
		done = match.index + match[0].length;
	}
	return [...found, template.slice(done)];
}
