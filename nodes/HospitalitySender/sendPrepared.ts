import { deliver, type DeliverySettings } from '../../lib/send/deliver';
import {
	admit,
	noteOutcome,
	noteProbe,
	withEndpoint,
	type EndpointHealth,
	type HealthRecord,
} from '../../lib/send/health';
import { runPool, type Slot } from '../../lib/send/pool';
import type { Delivery, Transport } from '../../lib/send/types';
import { wait } from '../../lib/n8n/wait';
import type { PreparedItem } from './prepare';
import type { SenderSettings } from './settings';

export interface SendingRuntime {
	transport: Transport;
	signal?: AbortSignal;
	/** As left by earlier runs. */
	health: HealthRecord;
	onSettled: () => void;
}

export interface Outcome {
	delivery: Delivery;
	/** Of its endpoint, right after it. */
	health: EndpointHealth | undefined;
}

/** Longest wait for an item that came back before its time, in milliseconds. */
const LONGEST_HOLD_MS = 65_000;

/** Sends what has been prepared, several at a time, and keeps count of each endpoint's failures. */
export async function sendPrepared(
	prepared: readonly PreparedItem[],
	settings: SenderSettings,
	{ transport, signal, health: before, onSettled }: SendingRuntime,
): Promise<{ outcomes: Outcome[]; health: HealthRecord }> {
	let record = before;

	const send = async (item: PreparedItem, slot: Slot): Promise<Outcome> => {
		const { key } = item.job.message.endpoint;
		const settle = (delivery: Delivery): Outcome => {
			const health = noteOutcome(record[key], delivery, settings.health, Date.now());
			if (health !== record[key]) record = withEndpoint(record, key, health);
			onSettled();
			return { delivery, health };
		};
		const patientWait = async (ms: number, until?: AbortSignal) =>
			await slot.during(async () => await wait(ms, until));

		const early = (item.dueAtMs ?? 0) - Date.now();
		const { retryMode, maxWaitSeconds } = settings.delivery;
		if (retryMode === 'inPlace' && early > maxWaitSeconds * 1000) {
			// Nothing was tried, so this says nothing about the endpoint either.
			onSettled();
			return { delivery: tooFarAway(item), health: record[key] };
		}
		const hold = retryMode === 'inPlace' ? early : Math.min(early, LONGEST_HOLD_MS);
		if (early > 0) await patientWait(hold, signal);
		if (early > hold) return settle(stillWaiting(item));

		const admission = admit(record[key], settings.health, Date.now());
		if (admission === 'paused') return settle(pausedDelivery(item));
		if (admission === 'probe') {
			record = withEndpoint(record, key, noteProbe(record[key], Date.now()));
		}
		const runtime = { transport, now: Date.now, random: Math.random, wait: patientWait, signal };
		return settle(await deliver(item.job, settingsFor(settings, admission), runtime));
	};

	const outcomes = await runPool(prepared, send, {
		concurrency: settings.concurrency,
		...(settings.inOrder && {
			orderBy: (item: PreparedItem) => item.job.message.endpoint.key,
		}),
	});
	return { outcomes, health: record };
}

/** A probe asks once whether the endpoint is back; more of them would be retries. */
function settingsFor({ delivery }: SenderSettings, admission: 'send' | 'probe'): DeliverySettings {
	return admission === 'probe' && delivery.retryMode === 'inPlace'
		? { ...delivery, plan: { kind: 'none' } }
		: delivery;
}

/** Came back long before its time, from a loop that does not wait: goes round once more. */
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

function pausedDelivery(item: PreparedItem): Delivery {
	return { ...described(item), status: 'paused', reason: 'paused', nextAttemptAt: null };
}

function described({ job }: PreparedItem) {
	const { event, form, endpoint } = job.message;
	return {
		id: job.id,
		eventId: event.id,
		event: event.name,
		platform: form,
		url: endpoint.shownUrl,
		attempts: [...(job.earlier ?? [])],
	};
}
