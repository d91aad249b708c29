import { z } from 'zod';

import type { EventDeclaration, OutgoingEvent, Platform } from '../lib/platform';
import { newId } from './newId';
import { Refusal } from './refusal';
import { isoTime } from './state';

/** The parts of an event that a caller may set; the rest comes from the catalogue's sample. */
export const eventRequestSchema = z.object({
	event: z.string().trim().min(1).optional(),
	id: z.string().min(1).optional(),
	/** ISO 8601. */
	time: z.string().datetime({ offset: true }).optional(),
	data: z.record(z.string(), z.unknown()).optional(),
	/** By the names that the platform's declaration has for them. */
	account: z.record(z.string(), z.string()).optional(),
	resourceId: z.string().optional(),
});

export type EventRequest = z.output<typeof eventRequestSchema>;

/**
 * A new occurrence of an event: fresh id and time, so that firing twice is two events.
 *
 * @throws Refusal for a name outside the catalogue without `data`
 */
export function outgoingEvent(
	platform: Platform,
	request: EventRequest,
	now: number,
): OutgoingEvent {
	const declared = findEvent(platform, request.event ?? platform.events[0]?.name ?? '');
	if (!declared && !request.data) {
		throw new Refusal(
			422,
			'UNKNOWN_EVENT',
			`${platform.name} has no event "${request.event ?? ''}" in the catalogue: send "data" with it`,
		);
	}
	const sample = declared?.sample;
	return {
		name: declared?.name ?? request.event ?? '',
		id: request.id ?? newId('evt'),
		occurredAt: request.time ?? isoTime(now),
		data: request.data ?? sample?.data ?? {},
		account: { ...sample?.account, ...request.account },
		resourceId: request.resourceId ?? sample?.resourceId,
	};
}

export function findEvent(platform: Platform, name: string): EventDeclaration | undefined {
	const key = (text: string) => (platform.eventNamesIgnoreCase ? text.toLowerCase() : text);
	return platform.events.find((event) => key(event.name) === key(name));
}
