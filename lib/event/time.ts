import { DateTime } from 'luxon';

/** Unix time in seconds, milliseconds or microseconds, told apart by size, with or without a fraction. */
const UNIX_TIME = /^(\d{10}|\d{13}|\d{16})(?:\.(\d+))?$/;

/** Without a date, Luxon would take a number or a time of day for one of today. */
const BEGINS_WITH_DATE = /^\d{4}-\d\d-\d\d/;

/**
 * A platform's time as ISO 8601 in UTC, or null when it cannot be read. What is finer than
 * milliseconds is cut off.
 *
 * @param timeZone of times that come without one
 */
export function toIsoTime(text: string, timeZone = 'utc'): string | null {
	const [, whole, fraction = ''] = UNIX_TIME.exec(text) ?? [];
	if (whole !== undefined) {
		// The first ten digits are the seconds, whatever the unit.
		const milliseconds = (whole + fraction).padEnd(13, '0').slice(0, 13);
		return new Date(Number(milliseconds)).toISOString();
	}
	if (!BEGINS_WITH_DATE.test(text)) return null;
	const iso = text.replace(/ ?(UTC|GMT)$/, 'Z').replace(' ', 'T');
	const time = DateTime.fromISO(iso, { zone: timeZone }).toUTC();
	return time.isValid ? time.toISO() : null;
}
