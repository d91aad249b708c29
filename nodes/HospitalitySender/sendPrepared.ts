import { CircuitBreaker, type EndpointHealth } from '../../lib/send/circuitBreaker';
import { deliver, summary } from '../../lib/send/deliver';
import type { Delivery, Transport } from '../../lib/send/delivery';
import { Pacer, runQueue, type Limit } from '../../lib/send/queue';
import { wait } from '../../lib/n8n/wait';
import type { PreparedItem } from './prepare';
import type { SenderSettings } from './settings';

export interface SendingRuntime {
	transport: Transport;
	signal?: AbortSignal;
	/** Workflows count the failures of their endpoints apart from each other. */
	workflowId: string;
	onSettled: () => void;
}

export interface Outcome {
	delivery: Delivery;
	/** Of its endpoint, right after it. */
	health: EndpointHealth | undefined;
}

/** Longest wait for an item that came back before its time, in milliseconds: less than a round. */
const LONGEST_HOLD_MS = 5_000;

/** One for the process, because it is the endpoints that fail and not the runs. */
const circuitBreaker = new CircuitBreaker();
const pacer = new Pacer();

/** Sends what has been prepared, several at a time; results stand where their items stand. */
export async function sendPrepared(
	prepared: readonly PreparedItem[],
	settings: SenderSettings,
	{ transport, signal, workflowId, onSettled }: SendingRuntime,
): Promise<Outcome[]> {
	const send = async (item: PreparedItem, limit: Limit): Promise<Outcome> => {
		const key = `${workflowId} ${item.job.message.endpoint.key}`;
		let health: EndpointHealth | undefined;
		const settle = (delivery: Delivery): Outcome => {
			onSettled();
			return { delivery, health };
		};
		const early = (item.dueAtMs ?? 0) - Date.now();
		if (early > 0) {
			const { retryMode, maxWaitSeconds } = settings.delivery;
			if (retryMode === 'inPlace' && early > maxWaitSeconds * 1000) {
				return settle(tooFarAway(item));
			}
			const hold = retryMode === 'inPlace' ? early : Math.min(early, LONGEST_HOLD_MS);
			await wait(hold, signal);
			if (early > hold) return settle(stillWaiting(item));
		}
		const { ratePerSecond } = settings;
		return settle(
			await deliver(item.job, settings.delivery, {
				transport,
				now: Date.now,
				random: Math.random,
				wait,
				limit,
				signal,
				...(ratePerSecond > 0 && {
					pace: () => pacer.reserve(key, ratePerSecond, Date.now()),
				}),
				mayStart: () => circuitBreaker.admit(key, settings.circuitBreaker, Date.now()) !== 'paused',
				onEnd: (delivery) => {
					health = circuitBreaker.record(key, delivery, settings.circuitBreaker, Date.now());
				},
			}),
		);
	};
	return await runQueue(prepared, send, {
		concurrency: settings.concurrency,
		...(settings.inOrder && {
			orderBy: (item: PreparedItem) => item.job.message.endpoint.key,
		}),
	});
}

/** Came back before its time, with others that are due earlier: goes round once more. */
function stillWaiting(item: PreparedItem): Delivery {
	return {
		...described(item),
		status: 'retrying',
		nextAttemptAt: new Date(item.dueAtMs ?? 0).toISOString(),
	};
}

/** Comes from a durable sender to one that waits in place, and not as long as that. */
function tooFarAway(item: PreparedItem): Delivery {
	return { ...stillWaiting(item), status: 'failed', reason: 'max_wait' };
}

function described({ job }: PreparedItem) {
	return summary(job, job.earlier ?? []);
}
