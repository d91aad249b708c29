import { DateTime } from 'luxon';

/** Longest wait that an endpoint may ask for: the longest between two published attempts. */
export const RETRY_AFTER_CAP_SECONDS = 24 * 3600;

/** In 2001: no wait takes so long, and no time that is meant is earlier. */
const FIRST_UNIX_TIME = 1e9;

const HAS_ZONE = /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:?\d\d)$/;

/**
 * Seconds that a Retry-After header asks for, from 0 up to the cap, or undefined when it says
 * nothing that can be read. Besides whole seconds and the three forms of an HTTP date, servers send
 * what the standard does not have: decimals, ISO 8601, and the Unix time of the end of the wait.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 */
export function readRetryAfter(value: string | undefined, nowMs: number): number | undefined {
	const text = value?.trim() ?? '';
	if (/^\d+(\.\d+)?$/.test(text)) {
		const seconds = Number(text);
		return capped(seconds < FIRST_UNIX_TIME ? seconds : seconds - nowMs / 1000);
	}
	const date = HAS_ZONE.test(text) ? DateTime.fromISO(text) : DateTime.fromHTTP(text);
	return date.isValid ? capped((date.toMillis() - nowMs) / 1000) : undefined;
}

function capped(seconds: number): number {
	return Math.min(Math.max(seconds, 0), RETRY_AFTER_CAP_SECONDS);
}
