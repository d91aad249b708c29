import { createHash, createHmac, randomUUID, timingSafeEqual } from 'crypto';

import type { OutgoingEvent } from '../platform';
import { isObject, toJson } from '../json';
import type { EndpointHealth } from './circuitBreaker';
import type { Attempt, Delivery } from './delivery';

/** The key of an item under which everything about its delivery stands. */
export const DELIVERY_KEY = 'delivery';

/** A delivery as an item carries it. The fields of the last attempt stand flat, as a table needs them. */
export interface ItemDelivery extends Delivery {
	/** Marked as one that stands for no real event. */
	test?: boolean;
	/** Why it has not been delivered, in one sentence. */
	error?: string;
	/** HTTP status of the last attempt; null when no answer came or nothing was sent. */
	statusCode: number | null;
	/** Of the last attempt; null when nothing was sent. */
	durationMs: number | null;
	/** Start of the last answer, redacted. */
	response: string;
	/** When the last attempt started: ISO 8601, UTC; null when nothing was sent. */
	attemptedAt: string | null;
	attemptCount: number;
	/** When a run that is to try again should start, the same for all items of one run. */
	resumeAt?: string;
	/** Id of the earlier delivery of the same event that this one repeats. */
	resendOf?: string;
	/** What does not fit the documented form of the event. */
	warnings?: string[];
	/** What the item had under `delivery` itself, such as the delivery address of an order. */
	input?: unknown;
	/** Only of an endpoint that is marked as failing. */
	endpoint?: Pick<EndpointHealth, 'consecutiveFailures' | 'failingSince'> & { status: 'failing' };
	/** What a Sender needs to go on with this delivery or to repeat it, sealed: see `createSeal`. */
	state: string;
}

/** What goes on in a later run: the event as it was sent, and what has been tried. */
export interface DeliveryState {
	id: string;
	/** Id of the platform whose format the event has. */
	platform: string;
	status: Delivery['status'];
	nextAttemptAt: string | null;
	attempts: Attempt[];
	event: OutgoingEvent;
	test?: boolean;
	resendOf?: string;
}

/** Writes states into items and reads those back that were written with one of the same secrets. */
export interface Seal {
	/** @param endpointKey goes into the seal and not into the item: it is a hash of a URL that may hold a password */
	close: (state: DeliveryState, endpointKey: string) => string;
	/** Null for anything that this seal, or its previous secret, did not close for this endpoint. */
	open: (sealed: unknown, endpointKey: string) => DeliveryState | null;
}

/**
 * Seals states with an HMAC. An item may come from anywhere, and whoever could write a state into
 * one could have any event signed with the node's secret; so a state counts only with a seal that
 * takes the secret to make. The key of the endpoint goes into the seal and not into the item,
 * where a password in the URL could be guessed from it.
 *
 * @param secrets the current one first, then the previous one during a rotation
 */
export function createSeal(secrets: readonly [string, ...string[]]): Seal {
	const keys = secrets.filter((secret, index) => secret !== '' || index === 0).map(deriveKey);
	const sealOf = (key: Buffer, content: string, endpointKey: string) =>
		createHmac('sha256', key).update(`${endpointKey}.${content}`).digest();
	return {
		close(state, endpointKey) {
			const content = Buffer.from(JSON.stringify(state)).toString('base64url');
			return `${content}.${sealOf(keys[0], content, endpointKey).toString('base64url')}`;
		},
		open(sealed, endpointKey) {
			if (typeof sealed !== 'string') return null;
			const [content, seal, ...rest] = sealed.split('.');
			if (!content || !seal || rest.length > 0) return null;
			const received = Buffer.from(seal, 'base64url');
			const isOurs = keys.some((key) => {
				const expected = sealOf(key, content, endpointKey);
				return received.length === expected.length && timingSafeEqual(received, expected);
			});
			// Only what was closed here gets parsed, so its form needs no further check.
			return isOurs
				? (JSON.parse(Buffer.from(content, 'base64url').toString()) as DeliveryState)
				: null;
		},
	};
}

/** A key of its own, so that a seal is never a signature of anything that a platform would accept. */
function deriveKey(secret: string): Buffer {
	return createHmac('sha256', secret).update('hospitality sender: state of a delivery').digest();
}

const DELIVERY_PREFIX = 'dlv_';

export function newDeliveryId(): string {
	return DELIVERY_PREFIX + randomUUID().replaceAll('-', '');
}

/**
 * The id of an event that comes without one: the same for the same parts, so that an execution
 * that is repeated sends its events under the ids that their receivers know.
 *
 * @param parts what tells this event from all others
 * @param test marks the event for those who only see its id
 */
export function eventIdFrom(parts: readonly unknown[], test: boolean): string {
	const digest = createHash('sha256')
		// Data that is no JSON is refused where it becomes a message.
		.update(toJson(parts) ?? '')
		.digest('hex');
	return `${test ? 'evt_test_' : 'evt_'}${digest.slice(0, 32)}`;
}

/** The flat fields of the last attempt. */
export function lastAttempt(attempts: readonly Attempt[]) {
	const last = attempts.at(-1);
	return {
		statusCode: last?.statusCode ?? null,
		durationMs: last?.durationMs ?? null,
		response: last?.response ?? '',
		attemptedAt: last?.at ?? null,
		attemptCount: attempts.length,
	};
}

/** The sealed state in an item that a Sender put out; undefined for any other item. */
export function sealedState(json: Readonly<Record<string, unknown>>): unknown {
	const value = json[DELIVERY_KEY];
	return isObject(value) ? value.state : undefined;
}

/**
 * The item with what a Sender says of it. A field of the same name that comes from elsewhere, such
 * as the delivery address of an order, goes into it as `input`.
 *
 * @param error stands at the top of the item as well, where n8n looks for errors
 */
export function withDelivery(
	json: Readonly<Record<string, unknown>>,
	delivery: object,
	error?: string,
): Record<string, unknown> {
	const item = withoutDelivery(json);
	const own = item[DELIVERY_KEY];
	return {
		...item,
		...(error !== undefined && { error }),
		[DELIVERY_KEY]: { ...delivery, ...(own !== undefined && { input: own }) },
	};
}

/** The item as it was before a Sender added to it: with its own field of that name, if it had one. */
export function withoutDelivery(json: Readonly<Record<string, unknown>>): Record<string, unknown> {
	const item = { ...json };
	const value = json[DELIVERY_KEY];
	if (!isObject(value) || !isSenders(value)) return item;
	if ('input' in value) item[DELIVERY_KEY] = value.input;
	else delete item[DELIVERY_KEY];
	// A refused item has the reason at its top as well.
	if (value.error !== undefined && item.error === value.error) delete item.error;
	return item;
}

function isSenders({ id, attempts }: Record<string, unknown>): boolean {
	return typeof id === 'string' && id.startsWith(DELIVERY_PREFIX) && Array.isArray(attempts);
}
