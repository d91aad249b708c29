import { DateTime } from 'luxon';

/** What nearly all platforms send; for Luxon it takes about as long as checking the signature. */
const USUAL_FORM = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/;

const SECONDS_OR_MILLISECONDS = /^\d{10}(\d{3})?$/;

/**
 * A platform's time as ISO 8601 in UTC, or null when it cannot be read. Times without a zone are
 * UTC, and plain numbers are Unix seconds or milliseconds by their length.
 */
export function toIsoTime(text: string): string | null {
	if (SECONDS_OR_MILLISECONDS.test(text)) {
		return new Date(text.length === 10 ? Number(text) * 1000 : Number(text)).toISOString();
	}
	if (USUAL_FORM.test(text)) {
		const milliseconds = Date.parse(text);
		const iso = Number.isNaN(milliseconds) ? '' : new Date(milliseconds).toISOString();
		// A day that the month does not have becomes one of the next month.
		if (iso.startsWith(text.slice(0, -1))) return iso;
	}
	const time = DateTime.fromISO(text.replace(' ', 'T'), { zone: 'utc' });
	return time.isValid ? time.toISO() : null;
}
