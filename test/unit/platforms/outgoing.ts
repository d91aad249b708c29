import type { EventDeclaration, OutgoingEvent } from '../../../lib/platform';

/** The sample of an event as it would be sent, with an id and a time where it has none. */
export function outgoing({ name, sample }: EventDeclaration): OutgoingEvent {
	return {
		name,
		id: sample.id ?? 'evt_test',
		occurredAt: sample.occurredAt ?? '2026-01-18T10:30:00Z',
		data: sample.data,
		account: sample.account ?? {},
		resourceId: sample.resourceId,
	};
}
