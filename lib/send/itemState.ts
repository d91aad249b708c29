import { randomUUID } from 'crypto';

import { isObject } from '../json';
import type { OutgoingEvent } from '../platform';
import type { EndpointHealth } from './health';
import type { Attempt, Delivery } from './types';

/** The key of an item under which everything about its delivery stands. */
export const DELIVERY_KEY = 'delivery';

/** A delivery as an item carries it: with all that is needed to go on with it in a later run. */
export interface ItemDelivery extends Delivery {
	/** Marked as one that stands for no real event. */
	test?: boolean;
	/** Why it has not been delivered, in one sentence. */
	error?: string;
	/** When a run that is to try again should start, the same for all items of one run. */
	resumeAt?: string;
	/** Id of the earlier delivery of the same event that this one repeats. */
	resendOf?: string;
	/** What does not fit the documented form of the event. */
	warnings?: string[];
	/** Only of an endpoint that is marked as failing. */
	endpoint?: Pick<EndpointHealth, 'consecutiveFailures' | 'failingSince'> & { status: 'failing' };
	/** The event as it was sent, apart from its name and id. */
	message: Omit<OutgoingEvent, 'name' | 'id'>;
}

const DELIVERY_PREFIX = 'dlv_';

export function newDeliveryId(): string {
	return DELIVERY_PREFIX + randomUUID().replaceAll('-', '');
}

/** @param test marks the event for those who only see its id */
export function newEventId(test: boolean): string {
	return (test ? 'evt_test_' : 'evt_') + randomUUID().replaceAll('-', '');
}

/**
 * The delivery that an item carries when it has been put out by a sender, or null for any other
 * item; what only looks similar, such as the details of a received delivery, is none.
 */
export function readItemDelivery(json: Readonly<Record<string, unknown>>): ItemDelivery | null {
	const value = json[DELIVERY_KEY];
	if (!isObject(value) || !isObject(value.message)) return null;
	const { id, eventId, event, attempts, message } = value;
	const isOurs =
		typeof id === 'string' &&
		id.startsWith(DELIVERY_PREFIX) &&
		typeof eventId === 'string' &&
		eventId !== '' &&
		typeof event === 'string' &&
		Array.isArray(attempts) &&
		attempts.every(isAttempt) &&
		isObject(message.data) &&
		isObject(message.account) &&
		typeof message.occurredAt === 'string';
	return isOurs ? (value as unknown as ItemDelivery) : null;
}

/** Only as far as what follows relies on it. */
function isAttempt(value: unknown): value is Attempt {
	return (
		isObject(value) &&
		typeof value.response === 'string' &&
		(value.failure === null || isObject(value.failure))
	);
}

/** What a sender says about an item that it could not even prepare: there is no event in it. */
function isRefusal(value: unknown): value is { error: string } {
	return (
		isObject(value) &&
		typeof value.id === 'string' &&
		value.id.startsWith(DELIVERY_PREFIX) &&
		value.status === 'failed' &&
		typeof value.error === 'string' &&
		!('message' in value)
	);
}

/** The item as it was before a sender added to it. */
export function withoutDelivery(json: Readonly<Record<string, unknown>>): Record<string, unknown> {
	const item = { ...json };
	const value = json[DELIVERY_KEY];
	const delivery = readItemDelivery(json) ?? (isRefusal(value) ? value : null);
	if (delivery === null) return item;
	delete item[DELIVERY_KEY];
	// A refused item has the reason at its top as well, where n8n looks for errors.
	if (delivery.error !== undefined && item.error === delivery.error) delete item.error;
	return item;
}

/** The event that an item was sent as. */
export function eventOf({ event, eventId, message }: ItemDelivery): OutgoingEvent {
	return { ...message, name: event, id: eventId };
}
