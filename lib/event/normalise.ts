import type { Account, Platform } from '../platform';
import { findEvent, guessResource, UNKNOWN_EVENT } from './name';
import { readObject, readText, type ReadableDelivery } from './source';
import { renderSummary } from './summary';
import { toIsoTime } from './time';

/** The shape every platform's events have in a workflow. */
export interface NormalisedEvent {
	/** Platform id. */
	platform: string;
	/** The platform's own name of the event, or `unknown`. */
	event: string;
	resourceType: string;
	action: string;
	/** The platform's id of the event, or null where it sends none. */
	eventId: string | null;
	/** ISO 8601 in UTC, or null where the payload does not say. */
	occurredAt: string | null;
	/** ISO 8601 in UTC. */
	receivedAt: string;
	account: Account;
	resourceId: string | null;
	/** One readable line. */
	summary: string;
	data: Record<string, unknown>;
	/** As received. */
	payload: Record<string, unknown>;
}

/**
 * Reads a verified delivery into the common shape. Never fails: what the payload does not hold is
 * null, and an event without a name is called `unknown` rather than lost.
 *
 * @param receivedAtMs Unix milliseconds
 */
export function normaliseEvent(
	platform: Platform,
	delivery: ReadableDelivery,
	receivedAtMs: number,
): NormalisedEvent {
	const { payload } = delivery;
	const named = readText(delivery, platform.payload.event);
	const declared = named === undefined ? undefined : findEvent(platform, named);
	const event = declared?.name ?? named ?? UNKNOWN_EVENT;
	const { resourceType, action } =
		declared ??
		(named === undefined
			? { resourceType: UNKNOWN_EVENT, action: UNKNOWN_EVENT }
			: guessResource(named));
	const occurredAt = readText(delivery, platform.payload.occurredAt);
	const resourceId = readText(delivery, platform.payload.resourceId) ?? null;

	return {
		platform: platform.id,
		event,
		resourceType,
		action,
		eventId: readText(delivery, platform.payload.id) ?? null,
		occurredAt: occurredAt === undefined ? null : toIsoTime(occurredAt),
		receivedAt: new Date(receivedAtMs).toISOString(),
		account: readAccount(platform, delivery),
		resourceId,
		summary: summarise(declared?.summary, platform.name, { event, resourceId }, payload),
		data: readObject(delivery, platform.payload.data) ?? payload,
		payload,
	};
}

function readAccount(platform: Platform, delivery: ReadableDelivery): Account {
	const account: Account = {};
	for (const [key, { sources }] of Object.entries(platform.payload.account)) {
		const value = readText(delivery, sources);
		if (value !== undefined) account[key] = value;
	}
	return account;
}

function summarise(
	template: string | undefined,
	platformName: string,
	known: { event: string; resourceId: string | null },
	payload: Record<string, unknown>,
): string {
	const line = template === undefined ? '' : renderSummary(template, payload);
	if (line !== '') return line;
	return renderSummary('{platform}: {event}[ ({resourceId})]', {
		platform: platformName,
		...known,
	});
}
