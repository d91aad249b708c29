import type { OutgoingMessage } from './message';
import type { Limit } from './queue';
import type { RetriedAnswer } from '../platform';
import { redactText } from '../redact';
import { decide, nextDelaySeconds, type Decision } from './retry';
import type { Attempt, Delivery, FailureReason, RetryPlan, Transport } from './delivery';

/** One event for one endpoint, and what has been tried so far. */
export interface DeliveryJob {
	/** Of the delivery, not of the event. */
	id: string;
	message: OutgoingMessage;
	/** Attempts of earlier runs. */
	earlier?: readonly Attempt[];
}

export interface DeliverySettings {
	plan: RetryPlan;
	/** The answers that are tried again; the usual ones where it is left out. */
	retryOn?: readonly RetriedAnswer[];
	/**
	 * `inPlace` waits and tries again by itself; `durable` makes one attempt and leaves the next
	 * one to a later run.
	 */
	retryMode: 'inPlace' | 'durable';
	/** All waits of one delivery together, in place only. */
	maxWaitSeconds: number;
	/** Of one attempt. */
	timeoutSeconds: number;
}

/** What a delivery needs of its surroundings. */
export interface DeliveryRuntime {
	transport: Transport;
	/** Unix milliseconds. */
	now: () => number;
	/** From 0 up to, but not including, 1. */
	random: () => number;
	/** Resolves after the time, or at once when the signal aborts. */
	wait: (ms: number, signal?: AbortSignal) => Promise<void>;
	/** Runs one attempt when there is room for it; without it, at once. */
	limit?: Limit;
	/** Asked in the place of the first attempt; false ends the delivery as paused. */
	mayStart?: () => boolean;
	/** Takes the endpoint's next free moment: milliseconds until then. */
	pace?: () => number;
	/** Called when the delivery has ended, before another attempt takes its place. */
	onEnd?: (delivery: Delivery) => void;
	/** The execution is cancelled. */
	signal?: AbortSignal;
}

/**
 * Sends an event until it is accepted, refused for good, or out of attempts or time. Every
 * attempt has its own timestamp and signature; the event id stays.
 *
 * @throws SigningError when the secrets cannot sign
 */
export async function deliver(
	job: DeliveryJob,
	settings: DeliverySettings,
	runtime: DeliveryRuntime,
): Promise<Delivery> {
	const { now, wait, limit = atOnce, signal } = runtime;
	const attempts = [...(job.earlier ?? [])];
	let waitedSeconds = 0;
	let hasStarted = false;
	let hasTurn = false;

	/** At most one attempt: the delivery when it has ended with it, else when the next one is due. */
	const step = async (): Promise<Delivery | { dueAtMs: number }> => {
		if (signal?.aborted) return end(job, attempts, 'cancelled');
		if (!hasTurn && runtime.pace) {
			hasTurn = true;
			const untilTurnMs = runtime.pace();
			// Not here, where it would keep deliveries to other endpoints from their place.
			if (untilTurnMs > 0) return { dueAtMs: now() + untilTurnMs };
		}
		hasTurn = false;
		if (!hasStarted && runtime.mayStart?.() === false) {
			return { ...end(job, attempts, 'paused'), status: 'paused' };
		}
		hasStarted = true;
		const { attempt, decision } = await tryOnce(job, attempts, settings, runtime);
		attempts.push(attempt);
		if (decision.kind === 'delivered') return end(job, attempts);
		if (decision.kind === 'final') return end(job, attempts, decision.reason);
		if (signal?.aborted) return end(job, attempts, 'cancelled');

		const delay = nextDelay(settings.plan, attempts.length, decision, runtime);
		if (delay === null) return end(job, attempts, 'exhausted');
		const dueAtMs = now() + delay * 1000;
		attempt.nextAttemptAt = isoTime(dueAtMs);
		if (settings.retryMode === 'durable') {
			return { ...summary(job, attempts), status: 'retrying', nextAttemptAt: isoTime(dueAtMs) };
		}
		if (waitedSeconds + delay > settings.maxWaitSeconds) {
			return { ...end(job, attempts, 'max_wait'), nextAttemptAt: isoTime(dueAtMs) };
		}
		waitedSeconds += delay;
		return { dueAtMs };
	};

	for (;;) {
		const next = await limit(async () => {
			const outcome = await step();
			if ('status' in outcome) runtime.onEnd?.(outcome);
			return outcome;
		});
		if ('status' in next) return next;
		await wait(next.dueAtMs - now(), signal);
	}
}

const atOnce: Limit = async (attempt) => await attempt();

async function tryOnce(
	{ message }: DeliveryJob,
	earlier: readonly Attempt[],
	{ timeoutSeconds, retryOn }: DeliverySettings,
	{ transport, now, signal }: DeliveryRuntime,
): Promise<{ attempt: Attempt; decision: Decision }> {
	const startedAt = now();
	const { headers, sensitive } = message.headersAt(startedAt);
	const exchange = await transport({
		url: message.endpoint.url,
		headers,
		body: message.body,
		timeoutMs: timeoutSeconds * 1000,
		signal,
	});
	const answerWasLost = earlier.some(mayHaveArrived);
	const decision = decide(exchange, now(), { retryOn, answerWasLost });
	const attempt: Attempt = {
		number: earlier.length + 1,
		at: isoTime(startedAt),
		durationMs: Math.max(0, Math.round(now() - startedAt)),
		statusCode: exchange.statusCode,
		response: redactText(exchange.text, sensitive),
		failure: decision.kind === 'delivered' ? null : decision.failure,
		nextAttemptAt: null,
	};
	return { attempt, decision };
}

/** Whether an attempt without a whole answer may have reached the endpoint all the same. */
function mayHaveArrived({ failure }: Attempt): boolean {
	return failure?.class === 'reset' || failure?.class === 'timeout';
}

/** The schedule's wait, or a longer one that the endpoint asked for. */
function nextDelay(
	plan: RetryPlan,
	attempt: number,
	{ atLeastSeconds }: Extract<Decision, { kind: 'retry' }>,
	{ random }: DeliveryRuntime,
): number | null {
	const scheduled = nextDelaySeconds(plan, attempt, random);
	return scheduled === null ? null : Math.max(scheduled, atLeastSeconds);
}

function end(job: DeliveryJob, attempts: Attempt[], reason?: FailureReason): Delivery {
	return {
		...summary(job, attempts),
		...(reason === undefined ? { status: 'delivered' } : { status: 'failed', reason }),
		nextAttemptAt: null,
	};
}

/** What a delivery says of itself whatever becomes of it. */
export function summary({ id, message }: DeliveryJob, attempts: readonly Attempt[]) {
	const { event, platform, endpoint } = message;
	return {
		id,
		eventId: event.id,
		event: event.name,
		platform,
		url: endpoint.shownUrl,
		attempts: [...attempts],
	};
}

function isoTime(ms: number): string {
	return new Date(ms).toISOString();
}
