import { InputError } from './inputError';
import type { RetryPlan } from './types';

/** What most senders do who publish nothing else: five attempts within about a quarter minute. */
export const DEFAULT_EXPONENTIAL = {
	kind: 'exponential',
	baseSeconds: 1,
	factor: 2,
	capSeconds: 300,
	attempts: 5,
} as const satisfies RetryPlan;

/** Far beyond any published schedule, and bounds what the log of one delivery can grow to. */
const MOST_ATTEMPTS = 100;

/**
 * Seconds to wait after the given attempt, or null when it was the last one.
 *
 * Exponential waits have full jitter: anything from nothing to the bound, so that deliveries that
 * failed together do not come back together. Lists are kept to the second, because they are what
 * a platform has published.
 *
 * @param attempt number of the attempt that has failed, 1 for the first
 * @param random a number from 0 up to, but not including, 1
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function nextDelaySeconds(
	plan: RetryPlan,
	attempt: number,
	random: () => number,
): number | null {
	if (attempt >= MOST_ATTEMPTS) return null;
	switch (plan.kind) {
		case 'none':
			return null;
		case 'exponential': {
			if (attempt >= plan.attempts) return null;
			const bound = Math.min(plan.capSeconds, plan.baseSeconds * plan.factor ** (attempt - 1));
			return bound * random();
		}
		case 'fixed':
			return attempt < plan.attempts ? plan.delaySeconds : null;
		case 'list':
			return plan.delaysSeconds[attempt - 1] ?? null;
	}
}

/** A year: longer waits are a mistake in the unit. */
const LONGEST_SECONDS = 365 * 24 * 3600;

const DELAYS_ADVICE = 'Enter the seconds before each further attempt, such as 60, 300, 1800.';

/**
 * The waits of a custom list: seconds, comma-separated, decimals allowed.
 *
 * @throws InputError for anything else
 */
export function parseDelays(text: string): number[] {
	const parts = text.split(',').map((part) => part.trim());
	if (parts.length >= MOST_ATTEMPTS) {
		throw new InputError(`The list has more than ${MOST_ATTEMPTS - 1} waits`, DELAYS_ADVICE);
	}
	return parts.map((part) => {
		const seconds = Number(part);
		if (/^\d+(\.\d+)?$/.test(part) && seconds <= LONGEST_SECONDS) return seconds;
		throw new InputError(`"${part.slice(0, 20)}" is not a wait in seconds`, DELAYS_ADVICE);
	});
}
