/**
 * How a sender writes the signed time: Unix seconds, Unix milliseconds, ISO 8601 with a zone, or
 * whichever of the three the text turns out to be.
 */
export type TimestampUnit = 's' | 'ms' | 'iso' | 'auto';

export interface TimestampFormat {
	unit: TimestampUnit;
	/** Numbers may have decimals, as in `1700000000.25`. */
	hasDecimals?: boolean;
}

/**
 * `parseInt` would read `1700000000junk`, and `Number` accepts `1e9`, `Infinity` and white space;
 * each of them lets two texts stand for one time.
 */
const WHOLE = String.raw`\d{1,15}`;
const DECIMAL = String.raw`\d{1,15}(?:\.\d{1,9})?`;
const ISO_TIME = String.raw`\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)`;

/** Every text that may be a time, as the source of a regular expression. */
export function timestampPattern({ hasDecimals }: TimestampFormat): string {
	return `${ISO_TIME}|${hasDecimals ? DECIMAL : WHOLE}`;
}

/**
 * The forms of a fixed length, for signed contents that put nothing between the time and what
 * follows: none of them is the beginning or the end of another one of the same unit, so that a
 * text has one place at most where the time ends. Ten digits of seconds reach from 2001 to 2286.
 */
export const STRICT_TIMESTAMP: Readonly<Record<TimestampUnit, string>> = {
	s: String.raw`\d{10}`,
	ms: String.raw`\d{13}`,
	iso: ISO_TIME,
	auto: String.raw`\d{13}|\d{10}|${ISO_TIME}`,
};

const IS_WHOLE = new RegExp(`^${WHOLE}$`);
const IS_DECIMAL = new RegExp(`^${DECIMAL}$`);
const IS_ISO_TIME = new RegExp(`^${ISO_TIME}$`);

/** From here on, a number read as seconds lies beyond the year 5138, so it can only be milliseconds. */
const FIRST_MILLISECONDS = 100_000_000_000;

/** Whole Unix seconds, or null for a text that is no time in this format. */
export function readTimestamp(text: string, { unit, hasDecimals }: TimestampFormat): number | null {
	const isNumber = (hasDecimals ? IS_DECIMAL : IS_WHOLE).test(text);
	if (unit !== 'iso' && isNumber) {
		const value = Number(text);
		const isMilliseconds = unit === 'ms' || (unit === 'auto' && value >= FIRST_MILLISECONDS);
		return Math.floor(isMilliseconds ? value / 1000 : value);
	}
	if ((unit === 'iso' || unit === 'auto') && IS_ISO_TIME.test(text)) {
		const standard = text
			.replace(' ', 'T')
			.replace(',', '.')
			.replace(/([+-]\d\d)(\d\d)$/, '$1:$2');
		const milliseconds = Date.parse(standard);
		return Number.isNaN(milliseconds) ? null : Math.floor(milliseconds / 1000);
	}
	return null;
}

/** The time in the unit's own spelling, as a sender writes it. `auto` writes seconds. */
export function writeTimestamp(seconds: number, unit: TimestampUnit): string {
	switch (unit) {
		case 's':
		case 'auto':
			return String(seconds);
		case 'ms':
			return String(seconds * 1000);
		case 'iso':
			return new Date(seconds * 1000).toISOString();
	}
}

export type TimestampCheck =
	| { ok: true; seconds: number }
	| { ok: false; reason: 'timestamp_malformed' | 'timestamp_too_old' | 'timestamp_too_new' };

/**
 * Checks the age of a signed timestamp, both ways: a sender whose clock runs ahead could otherwise
 * sign deliveries that stay replayable for years.
 *
 * @param text the timestamp as sent
 * @param toleranceSeconds largest accepted distance; exactly that much is still accepted
 * @param nowMs the receiver's clock, Unix milliseconds
 */
export function checkTimestamp(
	text: string,
	format: TimestampFormat,
	toleranceSeconds: number,
	nowMs: number,
): TimestampCheck {
	const seconds = readTimestamp(text, format);
	if (seconds === null) return { ok: false, reason: 'timestamp_malformed' };
	// Whole seconds on both sides, so that the boundary does not depend on the sender's unit.
	const age = Math.floor(nowMs / 1000) - seconds;
	// Put this way round, a clock or tolerance that is not a number refuses instead of accepting.
	if (!(age <= toleranceSeconds)) return { ok: false, reason: 'timestamp_too_old' };
	if (!(-age <= toleranceSeconds)) return { ok: false, reason: 'timestamp_too_new' };
	return { ok: true, seconds };
}

/**
 * The tolerance to use. Zero is taken literally, as no tolerance at all: it must not switch the
 * check off. What is not a number of seconds falls back to the scheme's own value.
 */
export function effectiveTolerance(ofScheme: number, override: number | undefined): number {
	if (override === undefined || !Number.isFinite(override) || override < 0) return ofScheme;
	return override;
}
