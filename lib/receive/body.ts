import { isObject, parseJson } from '../json';

export type BodyRefusal = 'body_not_utf8' | 'body_not_json' | 'body_not_object';

export type BodyResult =
	| { ok: true; payload: Record<string, unknown> }
	| { ok: false; reason: BodyRefusal };

/** Shared by all bodies: each is decoded whole, which leaves nothing behind for the next. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a verified body. A byte order mark is skipped; bytes that are not UTF-8 are refused rather
 * than replaced, because what is replaced is lost. Whole numbers beyond 2^53 come as text.
 */
export function parseBody(bytes: Uint8Array): BodyResult {
	let text: string;
	try {
		text = utf8.decode(bytes);
	} catch {
		return { ok: false, reason: 'body_not_utf8' };
	}
	let payload: unknown;
	try {
		payload = parseJson(text);
	} catch {
		return { ok: false, reason: 'body_not_json' };
	}
	return isObject(payload) ? { ok: true, payload } : { ok: false, reason: 'body_not_object' };
}
