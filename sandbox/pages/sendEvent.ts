import { normaliseEvent } from '../../lib/event/normalise';
import { eventsIn } from '../../lib/event/several';
import type { OutgoingEvent, Platform } from '../../lib/platform';
import { deliver } from '../deliver';
import { newId } from '../newId';
import { nextResourceId } from '../nextRecord';
import { outgoingEvent } from '../outgoing';
import { type Delivery, isoTime, type SandboxState, type Webhook } from '../state';
import { subscribers } from '../webhooks';
import { DELIVERY_FAULTS, type DeliveryFault } from './deliveryFaults';

export interface Sending {
	platform: Platform;
	/** The only one it is sent to; all that want the event where it is left out. */
	webhook?: Webhook;
	event: string;
	payload: Record<string, unknown>;
	/** Id of a DeliveryFault. */
	fault: string;
}

/** Makes an event happen: one delivery for each webhook, two where the fault wants it. */
export async function sendEvent(state: SandboxState, sending: Sending): Promise<Delivery[]> {
	const { platform, webhook, payload } = sending;
	const fault = DELIVERY_FAULTS.find(({ id }) => id === sending.fault);
	const event = eventOfPayload(platform, sending.event, payload, state.clock());
	const body = JSON.stringify(payload);
	const targets = webhook ? [webhook] : subscribers(state, platform, event.name);
	const sent = await Promise.all(
		targets.map(
			async (target) => await sendWith(state, fault, { platform, webhook: target, event, body }),
		),
	);
	return sent.flat();
}

interface OneDelivery {
	platform: Platform;
	webhook: Webhook;
	event: OutgoingEvent;
	body: string;
}

async function sendWith(
	state: SandboxState,
	fault: DeliveryFault | undefined,
	one: OneDelivery,
): Promise<Delivery[]> {
	const sent: Delivery[] = [];
	if (fault?.overtaken) {
		const later = { event: one.event.name, time: isoTime(state.clock() + 60_000) };
		const newer = outgoingEvent(one.platform, later, state.clock());
		sent.push(await deliver(state, { ...one, event: newer, body: undefined }));
	}
	sent.push(await deliver(state, { ...one, ...fault?.change }));
	if (fault?.twice) sent.push(await deliver(state, one));
	return sent;
}

/**
 * The event that an edited body is about. What stands in headers follows the body; the id is new
 * where the body has none.
 */
function eventOfPayload(
	platform: Platform,
	name: string,
	payload: Record<string, unknown>,
	now: number,
): OutgoingEvent {
	const [first = { payload }] = eventsIn({ body: payload }, platform.payload.events);
	const read = normaliseEvent(platform, { headers: {}, ...first }, now);
	return {
		name: platform.events.some((event) => event.name === read.event) ? read.event : name,
		id: read.eventId ?? newId('evt'),
		occurredAt: read.occurredAt ?? isoTime(now),
		data: read.data,
		account: read.account,
		resourceId: read.resourceId ?? undefined,
	};
}

/** The example of an event, sent to one webhook: the first event that it has selected. */
export async function sendTest(
	state: SandboxState,
	platform: Platform,
	webhook: Webhook,
): Promise<Delivery> {
	const wanted = platform.events.find(({ name }) => webhook.events.includes(name));
	const name = wanted?.name ?? platform.events[0]?.name ?? '';
	const resourceId = nextResourceId(state, platform, name);
	const event = outgoingEvent(platform, { event: name, resourceId }, state.clock());
	return await deliver(state, { platform, webhook, event });
}
