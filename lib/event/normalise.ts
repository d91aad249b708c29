import { parsePath, valueAt } from '../fieldPath';
import { isObject } from '../json';
import { MASK } from '../redact';
import { commonWords, readCommon, type Common } from './common';
import type { Account, EventsDeclaration, Source } from './declaration';
import { findEvent, guessResource, UNKNOWN_EVENT } from './name';
import { readObject, readText, type ReadableDelivery } from './source';
import { plainText, renderSummary } from './summary';
import { toIsoTime } from './time';

/** The shape every platform's events have in a workflow, what people map first standing first. */
export interface NormalisedEvent {
	/** One readable line. */
	summary: string;
	/** The platform's own name of the event, or `unknown`. */
	event: string;
	/** What the events of all platforms have in common. */
	common: Common;
	resourceType: string;
	action: string;
	resourceId: string | null;
	/** The platform's id of the event, or null where it sends none. */
	eventId: string | null;
	/** ISO 8601 in UTC, or null where the payload does not say. */
	occurredAt: string | null;
	/** ISO 8601 in UTC. */
	receivedAt: string;
	/** Platform id. */
	platform: string;
	account: Account;
	data: Record<string, unknown>;
	/** What stands around the list of events, where the delivery holds several. */
	delivery?: Record<string, unknown>;
	/** Of the one event where there are several. As received, but for whole numbers beyond 2^53, which are text. */
	payload: Record<string, unknown>;
}

/** What a reader has to know of a platform. */
type EventForm = Pick<
	EventsDeclaration,
	'id' | 'name' | 'events' | 'eventNamesIgnoreCase' | 'payload'
>;

/**
 * Reads a verified delivery into the common shape. Never fails: what the payload does not hold is
 * null, and an event without a name is called `unknown` rather than lost.
 *
 * @param receivedAtMs Unix milliseconds
 * @param timeZone of the workflow: of times that come without one, and in the summary
 */
export function normaliseEvent(
	platform: EventForm,
	delivery: ReadableDelivery,
	receivedAtMs: number,
	timeZone = 'utc',
): NormalisedEvent {
	const payload = masked(delivery.payload, platform.payload.masked);
	const named = readText(delivery, platform.payload.event);
	const declared = named === undefined ? undefined : findEvent(platform, named);
	const event = declared?.name ?? named ?? UNKNOWN_EVENT;
	const { resourceType, action } =
		declared ??
		(named === undefined
			? { resourceType: UNKNOWN_EVENT, action: UNKNOWN_EVENT }
			: guessResource(named));
	const occurredAt = readText(delivery, platform.payload.occurredAt);
	const resourceId = readResourceId(delivery, platform.payload.resourceId);
	const common = readCommon(declared?.common, payload, timeZone);

	return {
		summary: summarise(platform, { event, resourceId, payload, common }, timeZone),
		event,
		common,
		resourceType,
		action,
		resourceId,
		eventId: readText(delivery, platform.payload.id) ?? null,
		occurredAt: occurredAt === undefined ? null : toIsoTime(occurredAt, timeZone),
		receivedAt: new Date(receivedAtMs).toISOString(),
		platform: platform.id,
		account: readAccount(platform, delivery),
		data: readObject({ ...delivery, payload }, platform.payload.data) ?? payload,
		...(delivery.delivery && { delivery: masked(delivery.delivery, platform.payload.masked) }),
		payload,
	};
}

/**
 * Which record a delivery is about decides what is fetched for it. A header that repeats the id is
 * often outside what is signed, so it cannot stand in for a field that is there and empty.
 */
function readResourceId(delivery: ReadableDelivery, sources: readonly Source[]): string | null {
	const isInBody = sources.some(
		(source) => 'body' in source && valueAt(delivery.payload, source.body) !== undefined,
	);
	const read = isInBody ? sources.filter((source) => !('header' in source)) : sources;
	return readText(delivery, read) ?? null;
}

/** A copy with a mask in these places, where something stands there. */
function masked(
	payload: Record<string, unknown>,
	paths: readonly string[] = [],
): Record<string, unknown> {
	return paths.reduce((shown, path) => {
		const keys = parsePath(path) ?? [];
		return valueAt(shown, keys) === undefined ? shown : withMask(shown, keys);
	}, payload);
}

function withMask(
	value: Record<string, unknown>,
	[key, ...deeper]: readonly string[],
): Record<string, unknown> {
	const inner = value[key];
	return { ...value, [key]: isObject(inner) && deeper.length > 0 ? withMask(inner, deeper) : MASK };
}

function readAccount(platform: EventForm, delivery: ReadableDelivery): Account {
	const account: Account = {};
	for (const [key, { sources }] of Object.entries(platform.payload.account)) {
		const value = readText(delivery, sources);
		if (value !== undefined) account[key] = value;
	}
	return account;
}

/** One line about an event, from what its payload and, where they were fetched, its details say. */
export function summarise(
	platform: EventForm,
	{
		event,
		resourceId,
		payload,
		common,
	}: Pick<NormalisedEvent, 'event' | 'resourceId' | 'payload' | 'common'>,
	timeZone: string,
): string {
	const words = { common: commonWords(common, timeZone) };
	const declared = findEvent(platform, event);
	const line = declared ? plainText(renderSummary(declared.summary, { ...payload, ...words })) : '';
	if (line !== '') return line;
	const known = { platform: platform.name, event, resourceId };
	return plainText(renderSummary('{platform}: {event}[ ({resourceId})]', known));
}
