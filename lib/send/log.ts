import type { Delivery, DeliveryStatus } from './types';

/** How many deliveries a node remembers. */
export const LOG_SIZE = 100;

/**
 * Size in characters up to which the texts of answers are kept. n8n reads and writes the memory of
 * a whole workflow at once, so a fat log would slow down every run of it.
 */
const MOST_RESPONSE_CHARACTERS = 60_000;

/** A delivery as remembered. */
export interface LoggedDelivery extends Delivery {
	/** Marked as one that stands for no real event. */
	test?: boolean;
	/** When it was last changed: ISO 8601, UTC. */
	loggedAt: string;
}

/**
 * The log with newer states of deliveries added, the oldest first. A delivery stands in it once,
 * with its latest state; beyond a hundred the oldest go.
 *
 * @param at ISO 8601, UTC
 */
export function addToLog(
	log: readonly LoggedDelivery[],
	deliveries: ReadonlyArray<Delivery & { test?: boolean }>,
	at: string,
): LoggedDelivery[] {
	const byId = new Map(log.map((entry) => [entry.id, entry]));
	for (const delivery of deliveries) {
		// Removed first, so that it moves to the end.
		byId.delete(delivery.id);
		byId.set(delivery.id, entryOf(delivery, at));
	}
	return withinSize([...byId.values()].slice(-LOG_SIZE));
}

/** Only what belongs to the log: an item of a workflow may carry more. */
function entryOf(delivery: Delivery & { test?: boolean }, loggedAt: string): LoggedDelivery {
	const { id, eventId, event, platform, url, status, reason, attempts, nextAttemptAt, test } =
		delivery;
	return {
		id,
		eventId,
		event,
		platform,
		url,
		status,
		...(reason !== undefined && { reason }),
		...(test === true && { test }),
		attempts: attempts.map((attempt) => ({ ...attempt })),
		nextAttemptAt,
		loggedAt,
	};
}

/** Leaves out the texts of the oldest answers once all together are too long. */
function withinSize(log: LoggedDelivery[]): LoggedDelivery[] {
	let left = MOST_RESPONSE_CHARACTERS;
	for (const { attempts } of [...log].reverse()) {
		for (const attempt of [...attempts].reverse()) {
			left -= attempt.response.length;
			if (left < 0) attempt.response = '';
		}
	}
	return log;
}

export interface LogFilter {
	status?: readonly DeliveryStatus[];
	/** Part of an event's name, in any case. */
	event?: string;
	/** Part of a URL, in any case. */
	url?: string;
	limit?: number;
}

/** Deliveries that fit, the newest first. */
export function searchLog(
	log: readonly LoggedDelivery[],
	{ status = [], event = '', url = '', limit = LOG_SIZE }: LogFilter,
): LoggedDelivery[] {
	const includes = (text: string, part: string) =>
		text.toLowerCase().includes(part.trim().toLowerCase());
	return log
		.filter(
			(entry) =>
				(status.length === 0 || status.includes(entry.status)) &&
				includes(entry.event, event) &&
				includes(entry.url, url),
		)
		.reverse()
		.slice(0, limit);
}
