import type { RetriedAnswer, RetrySchedule } from '../platform';
import { readRetryAfter } from '../retryAfter';
import type { Exchange, Failure, RetryPlan } from './delivery';
import { InputError } from './inputError';

/** What is to be done after an attempt. */
export type Decision =
	| { kind: 'delivered' }
	/** Trying again would not change it. */
	| { kind: 'final'; reason: 'gone' | 'rejected'; failure: Failure }
	/** `atLeastSeconds` is what the endpoint asked for. */
	| { kind: 'retry'; atLeastSeconds: number; failure: Failure };

/** What is tried again where neither the schedule nor the user says more. */
export const RETRIED_ANSWERS: readonly RetriedAnswer[] = [
	408, // Request Timeout
	425, // Too Early
	429, // Too Many Requests
	'5xx',
];

/** The two statuses whose Retry-After is about this request and not about a redirect. */
const PACED_STATUSES: ReadonlySet<number> = new Set([429, 503]);

/** What a decision depends on besides the exchange. */
export interface DecisionRules {
	/** The answers that are tried again. */
	retryOn?: readonly RetriedAnswer[];
	/** An earlier attempt got no answer, so the endpoint may have the event already. */
	answerWasLost?: boolean;
}

/**
 * Judges one exchange. 2xx is success, and so is a 409 after an answer that was lost: the endpoint
 * has the event already. No answer, an answer cut short and the statuses to try again may pass.
 * Every other status is final, a redirect included: it will point elsewhere the next time too, and
 * only the one who entered the URL can change that. 410 is final unless it is named itself.
 */
export function decide(
	exchange: Exchange,
	nowMs: number,
	{ retryOn = RETRIED_ANSWERS, answerWasLost = false }: DecisionRules = {},
): Decision {
	const { statusCode, failure } = exchange;
	if (failure) {
		const isFinal = failure.class === 'blocked' || failure.class === 'invalid_url';
		return isFinal
			? { kind: 'final', reason: 'rejected', failure }
			: { kind: 'retry', atLeastSeconds: 0, failure };
	}
	const status = statusCode ?? 0;
	if (status >= 200 && status < 300) return { kind: 'delivered' };
	if (status === 409 && answerWasLost) return { kind: 'delivered' };
	const refusal = describeStatus(status);
	if (status === 410 && !retryOn.includes(410))
		return { kind: 'final', reason: 'gone', failure: refusal };
	if (retryOn.some((answer) => covers(answer, status))) {
		const asked = PACED_STATUSES.has(status)
			? readRetryAfter(exchange.retryAfter, nowMs)
			: undefined;
		return { kind: 'retry', atLeastSeconds: asked ?? 0, failure: refusal };
	}
	return { kind: 'final', reason: 'rejected', failure: refusal };
}

/** Whether a platform is known to deliver again after such an answer. */
export function isRepeated(
	{ delaysSeconds, repeats = RETRIED_ANSWERS }: RetrySchedule,
	status: number,
): boolean {
	return delaysSeconds.length > 0 && repeats.some((answer) => covers(answer, status));
}

function covers(answer: RetriedAnswer, status: number): boolean {
	return typeof answer === 'number' ? answer === status : answer[0] === String(status)[0];
}

/**
 * The answers that a user wants to try again, such as `404, 4xx`.
 *
 * @throws InputError for anything that is no status above 299 and no class of them
 */
export function parseRetriedAnswers(text: string): RetriedAnswer[] {
	const parts = text.toLowerCase().split(/[\s,;]+/);
	return parts
		.filter((part) => part !== '')
		.map((part) => {
			if (part === '3xx' || part === '4xx' || part === '5xx') return part;
			if (/^[345]\d\d$/.test(part)) return Number(part);
			throw new InputError(
				`"${part.slice(0, 20)}" is no status that could be tried again`,
				'Enter statuses from 300 on, or a class of them, such as 404, 409 or 4xx.',
			);
		});
}

function describeStatus(status: number): Failure {
	if (status >= 300 && status < 400) {
		return {
			class: 'redirect',
			message: `The endpoint answered with a redirect (${status}), which is not followed`,
		};
	}
	const gone = status === 410 ? ': it wants no more deliveries' : '';
	return { class: 'http', message: `The endpoint answered with status ${status}${gone}` };
}

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
export const LONGEST_DELAY_SECONDS = 365 * 24 * 3600;

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
		if (/^\d+(\.\d+)?$/.test(part) && seconds <= LONGEST_DELAY_SECONDS) return seconds;
		throw new InputError(`"${part.slice(0, 20)}" is not a wait in seconds`, DELAYS_ADVICE);
	});
}

/**
 * n8n's Wait node keeps waits of less than 65 seconds in memory only, where a restart would lose
 * the items; longer ones it stores. The rest is for the time until the Wait node runs.
 */
const SHORTEST_STORED_WAIT_MS = 70_000;

/**
 * When the deliveries of one run should be taken up again: when the first of them is due, and not
 * so soon that the wait would not survive a restart. Those that are due later go round once more.
 *
 * @param dueAt ISO 8601 times
 * @returns ISO 8601, UTC
 */
export function resumeTime(dueAt: readonly string[], nowMs: number): string {
	const earliest = Math.min(...dueAt.map((time) => Date.parse(time)));
	return new Date(Math.max(earliest, nowMs + SHORTEST_STORED_WAIT_MS)).toISOString();
}
