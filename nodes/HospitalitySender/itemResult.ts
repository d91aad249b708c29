import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { EndpointHealth } from '../../lib/send/health';
import {
	DELIVERY_KEY,
	newDeliveryId,
	readItemDelivery,
	withoutDelivery,
	type ItemDelivery,
} from '../../lib/send/itemState';
import type { Delivery } from '../../lib/send/types';
import { DELIVERED, FAILED, RETRY_LATER } from './outputs';
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
): ItemResult {
	const { occurredAt, data, account, resourceId } = job.message.event;
	const error = describeEnd(delivery);
	const carried: ItemDelivery = {
		...delivery,
		...extra,
		...(error !== null && { error }),
		...(health?.failingSince && {
			endpoint: {
				status: 'failing',
				consecutiveFailures: health.consecutiveFailures,
				failingSince: health.failingSince,
			},
		}),
		message: { occurredAt, data, account, ...(resourceId !== undefined && { resourceId }) },
	};
	return {
		output: outputFor(delivery),
		delivery: { ...delivery, ...extra },
		item: pair(input, itemIndex, { [DELIVERY_KEY]: carried as unknown as IDataObject }),
	};
}

/** An item that cannot be sent, for workflows that go on all the same. */
export function refusedItem(
	input: INodeExecutionData,
	itemIndex: number,
	error: string,
): ItemResult {
	const known = readItemDelivery(input.json);
	const refused = {
		...(known ?? { id: newDeliveryId(), attempts: [] }),
		status: 'failed',
		reason: 'rejected',
		error,
		nextAttemptAt: null,
	};
	return {
		output: FAILED,
		delivery: null,
		item: pair(input, itemIndex, { error, [DELIVERY_KEY]: refused as unknown as IDataObject }),
	};
}

function pair(input: INodeExecutionData, itemIndex: number, added: IDataObject) {
	return {
		json: { ...withoutDelivery(input.json), ...added } as IDataObject,
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
