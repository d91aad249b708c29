import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { EndpointHealth } from '../../lib/send/circuitBreaker';
import {
	type ItemDelivery,
	lastAttempt,
	newDeliveryId,
	type Seal,
	sealedState,
	withDelivery,
} from '../../lib/send/sentItem';
import type { Delivery } from '../../lib/send/delivery';
import type { PreparedItem } from './prepare';

/** What became of one item, and where it leaves the node. */
export interface ItemResult {
	output: number;
	item: INodeExecutionData;
	/** Null for an item that could not even be prepared. */
	delivery: Delivery | null;
}

/** The incoming item with its delivery beside its own fields. */
export function sentItem(
	input: INodeExecutionData,
	{ itemIndex, job, extra }: PreparedItem,
	delivery: Delivery,
	health: EndpointHealth | undefined,
	seal: Seal,
): ItemResult {
	const error = describeEnd(delivery);
	const { id, eventId, event, platform, url, status, reason, attempts, nextAttemptAt } = delivery;
	const { test, resendOf } = extra;
	const carried: ItemDelivery = {
		id,
		eventId,
		event,
		platform,
		url,
		status,
		...(reason !== undefined && { reason }),
		...(error !== null && { error }),
		...lastAttempt(attempts),
		nextAttemptAt,
		...extra,
		...(health?.failingSince && {
			endpoint: {
				status: 'failing',
				consecutiveFailures: health.consecutiveFailures,
				failingSince: health.failingSince,
			},
		}),
		attempts,
		state: seal.close(
			{
				id,
				platform,
				status,
				nextAttemptAt,
				attempts,
				event: job.message.event,
				...(test && { test }),
				...(resendOf !== undefined && { resendOf }),
			},
			job.message.endpoint.key,
		),
	};
	return {
		output: outputFor(delivery),
		delivery: { ...delivery, ...extra },
		item: pair(input, itemIndex, withDelivery(input.json, carried)),
	};
}

/** An item that cannot be sent, for workflows that go on all the same. */
export function refusedItem(
	input: INodeExecutionData,
	itemIndex: number,
	error: string,
): ItemResult {
	const state = sealedState(input.json);
	const refused = {
		id: newDeliveryId(),
		status: 'failed',
		reason: 'rejected',
		error,
		...lastAttempt([]),
		nextAttemptAt: null,
		attempts: [],
		// An event that was on its way can still be sent again once the reason is gone.
		...(typeof state === 'string' && { state }),
	};
	return {
		output: FAILED,
		delivery: null,
		item: pair(input, itemIndex, withDelivery(input.json, refused, error)),
	};
}

function pair(input: INodeExecutionData, itemIndex: number, json: Record<string, unknown>) {
	return {
		json: json as IDataObject,
		...(input.binary && { binary: input.binary }),
		pairedItem: { item: itemIndex },
	};
}

function outputFor({ status }: Delivery): number {
	if (status === 'delivered') return DELIVERED;
	return status === 'retrying' ? RETRY_LATER : FAILED;
}

/** Why a delivery has not arrived, in one sentence; null for one that has. */
function describeEnd({ status, reason, attempts, nextAttemptAt }: Delivery): string | null {
	if (status === 'delivered') return null;
	const last = attempts.at(-1)?.failure?.message ?? 'It has not been sent';
	const count = attempts.length === 1 ? '1 attempt' : `${attempts.length} attempts`;
	switch (reason) {
		case 'paused':
			return 'Not sent, because the endpoint is failing and paused';
		case 'cancelled':
			return `The execution was cancelled after ${count}`;
		case 'max_wait':
			return `${last}; ${count}, and the next at ${nextAttemptAt} is too far away to wait for here`;
		case 'gone':
		case 'rejected':
			return `${last}; trying again would not change that`;
		case 'exhausted':
			return `${last}; given up after ${count}`;
		case undefined:
			return `${last}; tried again at ${nextAttemptAt}`;
	}
}

/** Where items leave the node when it sends, by the index of the output. */
export const DELIVERED = 0;
export const FAILED = 1;
export const RETRY_LATER = 2;

/** The outputs as n8n shows them. The code runs in the editor too, so it uses nothing from outside. */
export const OUTPUTS_EXPRESSION = `={{ ((parameters) => {
	const output = (displayName) => ({ type: 'main', displayName });
	const outputs = [output('Delivered'), output('Failed')];
	if (parameters.retryMode === 'durable') outputs.push(output('Retry Later'));
	return outputs;
})($parameter) }}` as const;
