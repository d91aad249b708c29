import { DateTime } from 'luxon';

const SECONDS_OR_MILLISECONDS = /^\d{10}(\d{3})?$/;

/**
 * A platform's time as ISO 8601 in UTC, or null when it cannot be read. Times without a zone are
 * UTC, and plain numbers are Unix seconds or milliseconds by their length.
 */
export function toIsoTime(text: string): string | null {
	if (SECONDS_OR_MILLISECONDS.test(text)) {
		return new Date(text.length === 10 ? Number(text) * 1000 : Number(text)).toISOString();
	}
	const time = DateTime.fromISO(text.replace(' ', 'T'), { zone: 'utc' });
	return time.isValid ? time.toISO() : null;
}
