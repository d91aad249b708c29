import type { TimestampRule } from './scheme';
import type { RefusalReason } from './verdict';

/**
 * Digits only. `parseInt` would read `1700000000junk`, and `Number` accepts `1e9`, `Infinity`
 * and white space; each of them lets two texts stand for one time.
 */
const WHOLE_NUMBER = /^\d{1,15}$/;

/** From here on, a number read as seconds lies beyond the year 5138, so it can only be milliseconds. */
const FIRST_MILLISECONDS = 100_000_000_000;

export type TimestampCheck =
	| { ok: true; seconds: number }
	| { ok: false; reason: Extract<RefusalReason, `timestamp_${string}`> };

/**
 * Checks the age of a signed timestamp, both ways: a sender whose clock runs ahead could otherwise
 * sign deliveries that stay replayable for years.
 *
 * @param text the timestamp as sent
 * @param unit the unit the scheme declares
 * @param toleranceSeconds largest accepted distance; exactly that much is still accepted
 * @param nowMs the receiver's clock, Unix milliseconds
 */
export function checkTimestamp(
	text: string,
	unit: TimestampRule['unit'],
	toleranceSeconds: number,
	nowMs: number,
): TimestampCheck {
	if (!WHOLE_NUMBER.test(text)) return { ok: false, reason: 'timestamp_malformed' };
	const value = Number(text);
	const isMilliseconds = unit === 'ms' || (unit === 'either' && value >= FIRST_MILLISECONDS);
	const seconds = isMilliseconds ? Math.floor(value / 1000) : value;
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
export function effectiveTolerance(rule: TimestampRule, override: number | undefined): number {
	if (override === undefined || !Number.isFinite(override) || override < 0) {
		return rule.toleranceSeconds;
	}
	return override;
}
