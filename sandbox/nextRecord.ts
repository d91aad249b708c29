import { normaliseEvent } from '../lib/event/normalise';
import { sampleDelivery } from '../lib/event/sample';
import { eventsIn } from '../lib/event/several';
import type { Platform } from '../lib/platform';
import { findEvent } from './outgoing';
import type { SandboxState } from './state';

/**
 * The record that the next event is about. Where deliveries hold neither an id nor a time, two
 * about one record are the same bytes, and a receiver takes the second for a repetition; so every
 * event that happens once is about the next record, as it is at the platform. Undefined where the
 * example's own will do.
 */
export function nextResourceId(
	state: SandboxState,
	platform: Platform,
	eventName: string,
): string | undefined {
	const event = findEvent(platform, eventName);
	const first = Number(event?.sample.resourceId);
	if (!event || event.repeatable || !Number.isSafeInteger(first)) return undefined;
	const { headers, payload } = sampleDelivery(platform, event, state.clock());
	const [sent] = eventsIn({ body: payload }, platform.payload.events);
	const { eventId, occurredAt } = normaliseEvent(platform, { headers, ...sent }, state.clock());
	if (eventId !== null || occurredAt !== null) return undefined;
	const used = [...state.deliveries.values()]
		.filter(({ webhookId }) => state.webhooks.get(webhookId)?.platformId === platform.id)
		.filter(({ event: sent }) => sent.name === event.name)
		.map(({ event: sent }) => Number(sent.resourceId))
		.filter((number) => Number.isSafeInteger(number));
	return String(Math.max(first - 1, ...used) + 1);
}
