import { DateTime } from 'luxon';

/** Longest wait that an endpoint may ask for: the longest between two published attempts. */
export const RETRY_AFTER_CAP_SECONDS = 24 * 3600;

/**
 * Seconds that a Retry-After header asks for, from 0 up to the cap, or undefined when it says
 * nothing that can be read. Besides whole seconds and the three forms of an HTTP date, decimals
 * count too: servers send them although the standard has none.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 */
export function readRetryAfter(value: string | undefined, nowMs: number): number | undefined {
	const text = value?.trim() ?? '';
	if (/^\d+(\.\d+)?$/.test(text)) return capped(Number(text));
	const date = DateTime.fromHTTP(text);
	return date.isValid ? capped((date.toMillis() - nowMs) / 1000) : undefined;
}

function capped(seconds: number): number {
	return Math.min(Math.max(seconds, 0), RETRY_AFTER_CAP_SECONDS);
}
