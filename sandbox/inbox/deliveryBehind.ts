import { normaliseEvent } from '../../lib/event/normalise';
import { eventsIn } from '../../lib/event/several';
import type { Platform } from '../../lib/platform';
import type { Delivery, SandboxState, Webhook } from '../state';
import type { InboxEntry } from './inbox';

/** Shorter ids, such as the number of a table, stand in messages about other things as well. */
const SHORTEST_ID = 6;

export interface DeliveryBehind {
	delivery: Delivery;
	webhook: Webhook;
	platform: Platform;
}

/**
 * Finds the delivery that an entry is about, as far as the entry says so: the latest one before it
 * whose event or record it names by its id.
 */
export function findDeliveryBehind(
	state: SandboxState,
): (entry: InboxEntry) => DeliveryBehind | undefined {
	const sent = [...state.deliveries.values()].reverse().flatMap((delivery) => {
		const webhook = state.webhooks.get(delivery.webhookId);
		const platform = state.platforms.find(({ id }) => id === webhook?.platformId);
		if (!webhook || !platform) return [];
		return [{ delivery, webhook, platform, ids: idsOf(state, platform, delivery) }];
	});
	return (entry) => {
		// A line break is written as \n, whose n would belong to the word behind it.
		const words = new Set(
			JSON.stringify(entry)
				.replace(/\\+[nrt]/g, ' ')
				.match(/[\w-]+/g),
		);
		return sent.find(
			({ delivery, ids }) => startOf(delivery) <= entry.at && ids.some((id) => words.has(id)),
		);
	};
}

function idsOf(state: SandboxState, platform: Platform, { event, body }: Delivery): string[] {
	const payload: Record<string, unknown> =
		body === undefined ? platform.envelope(event) : JSON.parse(body);
	const read = eventsIn({ body: payload }, platform.payload.events).map((delivered) =>
		normaliseEvent(platform, { headers: {}, ...delivered }, state.clock()),
	);
	return [event.id, event.resourceId, ...read.map(({ resourceId }) => resourceId)].filter(
		(id): id is string => typeof id === 'string' && id.length >= SHORTEST_ID,
	);
}

/** Unix milliseconds; a delivery that is still held back starts at no time yet. */
function startOf({ attempts }: Delivery): number {
	const first = attempts.at(0);
	return first ? first.at - first.durationMs : Infinity;
}
