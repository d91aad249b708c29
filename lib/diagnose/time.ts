import type { TimestampRule } from '../signature/scheme';
import { readTimestamp } from '../signature/timestamp';
import { finding, type Finding } from './cause';
import { schemeRemedy, type DiagnosisInput } from './input';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Why the time of an otherwise right signature was refused. */
export function timeFinding(
	input: DiagnosisInput,
	rule: TimestampRule,
	text: string,
): Finding | undefined {
	const unit = unitFinding(input, rule, text);
	if (unit) return unit;
	switch (input.reason) {
		case 'timestamp_malformed':
			// Digits may be refused for standing there twice, which is an attack and no mistake.
			return readTimestamp(text, rule) !== null ? undefined : finding('timestamp_format');
		case 'timestamp_too_old':
		case 'timestamp_too_new':
			return clockFinding(input.nowMs, rule, text);
		default:
			return undefined;
	}
}

/** Tells a time in the other unit by its size alone: read so, it lies within a day from now. */
export function unitFinding(
	input: DiagnosisInput,
	{ unit }: TimestampRule,
	text: string,
): Finding | undefined {
	if (!['timestamp_too_old', 'timestamp_too_new'].includes(input.reason)) return undefined;
	if (unit === 'auto' || unit === 'iso' || !/^\d{1,15}$/.test(text)) return undefined;
	const inMilliseconds = unit === 's' ? Number(text) : Number(text) * 1000;
	if (!(Math.abs(input.nowMs - inMilliseconds) < DAY * 1000)) return undefined;
	const [found, declared] =
		unit === 's' ? ['milliseconds', 'seconds'] : ['seconds', 'milliseconds'];
	return finding('timestamp_unit', { found, declared, remedy: schemeRemedy(input) });
}

function clockFinding(nowMs: number, rule: TimestampRule, text: string): Finding | undefined {
	const seconds = readTimestamp(text, rule);
	if (seconds === null) return undefined;
	const age = Math.floor(nowMs / 1000) - seconds;
	const size = Math.abs(age);
	const distance = `${size} seconds ${age > 0 ? 'ago' : 'ahead of now'}`;
	return finding('clock_off', { distance, zone: isWholeHours(size) ? ZONE : '' });
}

const ZONE = ' The distance is close to whole hours, so one side may take local time for UTC.';

function isWholeHours(seconds: number): boolean {
	const rest = seconds % HOUR;
	return seconds > HOUR / 2 && seconds < DAY && Math.min(rest, HOUR - rest) <= MINUTE;
}
