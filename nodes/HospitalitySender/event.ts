import { DateTime } from 'luxon';

import { InputError } from '../../lib/send/inputError';
import { findEvent } from '../../lib/event/name';
import { isObject } from '../../lib/json';
import { readText } from '../../lib/event/source';
import type {
	Account,
	EventDeclaration,
	OutgoingEvent,
	Platform,
	Source,
} from '../../lib/platform';
import { namesEventsFreely, OTHER_EVENT } from './description/event';

/** What an event without platform is called when the user gives it no name. */
const UNNAMED = 'message';

/**
 * The name of the event, in the platform's spelling.
 *
 * @param platform null for plain JSON
 * @throws InputError for an empty name, or one that neither stands in the catalogue nor was typed in as another
 */
export function readEventName(platform: Platform | null, read: (name: string) => unknown): string {
	const chosen = trimmed(read('event'));
	if (!platform) return chosen === '' ? UNNAMED : chosen;
	const isTyped = chosen === OTHER_EVENT;
	const name = isTyped ? trimmed(read('otherEvent')) : chosen;
	if (name === '') {
		throw new InputError('No event is given', 'Choose the event, or enter its name.');
	}
	const declared = findEvent(platform, name);
	if (declared) return declared.name;
	if (isTyped || namesEventsFreely(platform)) return name;
	throw new InputError(
		`${platform.name} has no event "${name.slice(0, 100)}" in the catalogue of this node`,
		'Check the name. To send an event that the list does not have, choose Other Event and enter its name.',
	);
}

/** @throws InputError for an event that has no sample */
export function sampleName(platform: Platform | null, read: (name: string) => unknown): string {
	return declaredSample(platform, trimmed(read('event'))).name;
}

/** The id of an event that the user gives none; the data tells it from others of the same run. */
export type MakeEventId = (name: string, data: Record<string, unknown>) => string;

/** The sample of an event, as a new occurrence of it. */
export function sampleEvent(
	platform: Platform | null,
	name: string,
	makeId: MakeEventId,
	nowMs: number,
): OutgoingEvent {
	const declared = declaredSample(platform, name);
	const { data, account = {}, resourceId } = declared.sample;
	return {
		name: declared.name,
		id: makeId(declared.name, data),
		occurredAt: new Date(nowMs).toISOString(),
		data,
		account,
		...(resourceId !== undefined && { resourceId }),
	};
}

function declaredSample(platform: Platform | null, name: string): EventDeclaration {
	const declared = platform ? findEvent(platform, name) : undefined;
	if (declared) return declared;
	throw new InputError(
		`There is no sample of the event "${name.slice(0, 100)}"`,
		'Choose an event of the list, or send your own data with the operation Send Event.',
	);
}

/** What the user may say about an event besides its data; the ids of the account among it. */
export interface EventDetails extends Readonly<Record<string, unknown>> {
	eventId?: unknown;
	occurredAt?: unknown;
	resourceId?: unknown;
}

interface EventParts {
	platform: Platform | null;
	name: string;
	data: Record<string, unknown>;
	isList: boolean;
	details: EventDetails;
	makeId: MakeEventId;
	/** IANA name; for times without a zone. */
	timezone: string;
	nowMs: number;
}

/** An event as the user describes it; what is left open comes from the data, or is made up. */
export function describedEvent(parts: EventParts): OutgoingEvent {
	const { platform, name, data, isList, details, makeId, timezone, nowMs } = parts;
	const eventId = trimmed(details.eventId);
	const resourceId =
		trimmed(details.resourceId) || (platform && readFromData(data, platform.payload.resourceId));
	return {
		name,
		id: eventId === '' ? makeId(name, data) : eventId,
		occurredAt: readTime(details.occurredAt, timezone, nowMs),
		data,
		...(isList && { isList }),
		account: readAccount(platform, details, data),
		...(resourceId && { resourceId }),
	};
}

function readAccount(
	platform: Platform | null,
	details: EventDetails,
	data: Record<string, unknown>,
): Account {
	const account: Account = {};
	for (const [name, { sources }] of Object.entries(platform?.payload.account ?? {})) {
		const value = trimmed(details[name]) || readFromData(data, sources);
		if (value) account[name] = value;
	}
	return account;
}

/** Looks where the platform has it, for data that has the form of a whole payload or of its data. */
function readFromData(
	data: Record<string, unknown>,
	sources: readonly Source[],
): string | undefined {
	const inBody = sources.flatMap((source) =>
		'body' in source ? [source, { body: source.body.replace(/^data\./, '') }] : [],
	);
	return readText({ headers: {}, payload: data }, inBody);
}

function readTime(value: unknown, timezone: string, nowMs: number): string {
	if (value instanceof Date) return value.toISOString();
	// Also Luxon's own times, which expressions such as {{ $now }} come up with.
	const text = trimmed(value);
	if (text === '') return new Date(nowMs).toISOString();
	const isUnixTime = /^\d{10}(\d{3})?$/.test(text);
	const time = isUnixTime
		? DateTime.fromMillis(Number(text.padEnd(13, '0')))
		: DateTime.fromISO(text.replace(' ', 'T'), { zone: timezone });
	if (!time.isValid) {
		throw new InputError(
			'The time of the event cannot be read',
			'Enter it as ISO 8601, such as 2026-01-31T18:30:00Z.',
		);
	}
	return time.toUTC().toISO();
}

function trimmed(value: unknown): string {
	if (value === undefined || value === null) return '';
	return isObject(value) && !('toISO' in value) ? '' : String(value as string).trim();
}
