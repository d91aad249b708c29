import { readRetryAfter } from '../send/retryAfter';
import type { Protocol, RateLimit } from './declaration';

/** Keeps one caller within a platform's limits. Times are Unix milliseconds. */
export interface Pace {
	/** When a request that is ready now may start. Reserves that place. */
	reserve: (nowMs: number) => number;
	/** Whether the platform has said stop since a place was reserved; then another one is needed. */
	isHeld: (nowMs: number) => boolean;
	/** Takes in what an answer says about the limit. */
	observe: (answer: { status: number; headers: Record<string, unknown> }, nowMs: number) => void;
}

/** Requests arrive a little less evenly than they are sent. */
const SLACK_MS = 25;
/** Windows are a minute at most. */
const LONGEST_PAUSE_MS = 60_000;

/**
 * Spreads requests so that no window holds more of them than allowed, and pauses when the
 * platform's own count says that nothing is left.
 */
export function createPace(
	limits: readonly RateLimit[],
	protocol: Protocol,
	rateHeaders?: { remaining: string; reset: string },
): Pace {
	const windows = limits
		.filter((limit) => limit.protocol === protocol)
		.map(({ requests, perSeconds }) => ({
			requests,
			lengthMs: perSeconds * 1000 + SLACK_MS,
			starts: [] as number[],
		}));
	let held = 0;
	let latest = 0;

	return {
		reserve(nowMs) {
			// Never before an earlier request: they keep the order in which they were asked for.
			let start = Math.max(nowMs, held, latest);
			for (const { requests, lengthMs, starts } of windows) {
				if (starts.length === requests) start = Math.max(start, starts[0] + lengthMs);
			}
			for (const { requests, starts } of windows) {
				starts.push(start);
				if (starts.length > requests) starts.shift();
			}
			latest = windows.length > 0 ? start : 0;
			return start;
		},
		isHeld: (nowMs) => nowMs < held,
		observe({ status, headers }, nowMs) {
			const pauseMs =
				status === 429
					? (readRetryAfter(textOf(headers['retry-after']), nowMs) ?? 0) * 1000
					: untilReset(headers, nowMs);
			// A longer pause is for a person to decide on, not for everybody to wait for.
			if (pauseMs > 0 && pauseMs <= LONGEST_PAUSE_MS) held = Math.max(held, nowMs + pauseMs);
		},
	};

	function untilReset(headers: Record<string, unknown>, nowMs: number): number {
		if (!rateHeaders || textOf(headers[rateHeaders.remaining]) !== '0') return 0;
		const resetMs = Number(headers[rateHeaders.reset]) * 1000;
		// By the platform's own clock, which may differ from this one.
		const theirNow = Date.parse(String(headers.date));
		return resetMs - (Number.isNaN(theirNow) ? nowMs : theirNow) || 0;
	}
}

function textOf(header: unknown): string | undefined {
	return typeof header === 'string' ? header.trim() : undefined;
}
