import { readRetryAfter } from '../retryAfter';
import type { Protocol, RateLimit, RateLimits } from './declaration';

/** Keeps one caller within a platform's limits. Times are Unix milliseconds. */
export interface RateLimiter {
	/** When a request that is ready now may start. Reserves that place. */
	reserve: (nowMs: number) => number;
	/** Whether the platform has said stop since a place was reserved; then another one is needed. */
	isPaused: (nowMs: number) => boolean;
	/** Takes in what an answer says about the limit. */
	update: (answer: { status: number; headers: Record<string, unknown> }, nowMs: number) => void;
}

/** Requests arrive a little less evenly than they are sent. */
const SLACK_MS = 25;
/** Windows that platforms tell of are a minute at most. */
const LONGEST_PAUSE_MS = 60_000;

/**
 * Spreads requests so that no window holds more of them than allowed, and pauses when the
 * platform's own count says that nothing is left.
 */
export function createRateLimiter(
	{ rateLimits, rateHeaders }: RateLimits,
	protocol: Protocol,
): RateLimiter {
	const windows = rateLimits
		.filter((limit: RateLimit) => limit.protocol === protocol)
		.map(({ requests, perSeconds }) => ({
			requests,
			lengthMs: perSeconds * 1000 + SLACK_MS,
			starts: [] as number[],
		}));
	let pausedUntil = 0;
	let latest = 0;

	return {
		reserve(nowMs) {
			// Never before an earlier request: they keep the order in which they were asked for.
			let start = Math.max(nowMs, pausedUntil, latest);
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
		isPaused: (nowMs) => nowMs < pausedUntil,
		update({ status, headers }, nowMs) {
			const pauseMs =
				status === 429 ? (retryAfterOf(headers, nowMs) ?? 0) * 1000 : untilReset(headers, nowMs);
			// A longer pause is for a person to decide on, not for all workflows to wait for.
			if (pauseMs > 0 && pauseMs <= LONGEST_PAUSE_MS) {
				pausedUntil = Math.max(pausedUntil, nowMs + pauseMs);
			}
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

/** The seconds that an answer with status 429 asks to wait, where it says so. */
export function retryAfterOf(headers: Record<string, unknown>, nowMs: number): number | undefined {
	return readRetryAfter(textOf(headers['retry-after']), nowMs);
}

function textOf(header: unknown): string | undefined {
	return typeof header === 'string' ? header.trim() : undefined;
}

/** Workflows that run at the same time share a platform's limit, so they share the limiter too. */
const limiters = new Map<string, RateLimiter>();
const MOST_LIMITERS = 200;

/**
 * The rate limiter of one account in this process.
 *
 * @param owner what the platform counts by, such as the id of the credential
 */
export function rateLimiterOf(owner: string, protocol: Protocol, limits: RateLimits): RateLimiter {
	const key = `${protocol} ${owner}`;
	const known = limiters.get(key);
	// The oldest goes first, so what is in use moves to the end.
	if (known) limiters.delete(key);
	const limiter = known ?? createRateLimiter(limits, protocol);
	limiters.set(key, limiter);
	const [oldest] = limiters.keys();
	if (limiters.size > MOST_LIMITERS) limiters.delete(oldest);
	return limiter;
}
