import type { Request } from 'express';
import { z } from 'zod';

import type { OutgoingEvent, Platform } from '../../lib/platform';
import { deliver, subscribers } from '../deliver';
import { outgoingEvent } from '../outgoing';
import { type Delivery, isoTime, type SandboxState, type Webhook } from '../state';
import { DELIVERY_FAULTS, type DeliveryFault } from './faults';
import { eventOfPayload } from './samplePayload';
import type { SendFields } from './sendForm';

const sendSchema = z.object({
	event: z.string().catch(''),
	payload: z.string().catch(''),
	fault: z.string().catch('none'),
});

export function readSendFields(request: Request): SendFields {
	return sendSchema.parse(request.body ?? {});
}

/** A text that is a JSON object, or what is wrong with it. */
export function readPayload(text: string): Record<string, unknown> | { problem: string } {
	try {
		const parsed = z.record(z.string(), z.unknown()).safeParse(JSON.parse(text));
		return parsed.success ? parsed.data : { problem: 'Write a JSON object, in braces' };
	} catch (error) {
		return { problem: `This is no JSON: ${error instanceof Error ? error.message : ''}` };
	}
}

export interface Sending {
	platform: Platform;
	/** The only one it is sent to; all that want the event where it is left out. */
	webhook?: Webhook;
	event: string;
	payload: Record<string, unknown>;
	fault: string;
}

/** Makes an event happen: one delivery for each webhook, two or three where the fault wants it. */
export async function send(state: SandboxState, sending: Sending): Promise<Delivery[]> {
	const { platform, webhook, payload } = sending;
	const fault = DELIVERY_FAULTS.find(({ id }) => id === sending.fault);
	const now = state.clock();
	const event = eventOfPayload(platform, sending.event, payload, now);
	const body = JSON.stringify(payload);
	const targets = webhook ? [webhook] : subscribers(state, platform, event.name);
	const sent = await Promise.all(
		targets.map(
			async (target) => await sendWith(state, fault, { platform, webhook: target, event, body }),
		),
	);
	return sent.flat();
}

interface One {
	platform: Platform;
	webhook: Webhook;
	event: OutgoingEvent;
	body: string;
}

async function sendWith(
	state: SandboxState,
	fault: DeliveryFault | undefined,
	one: One,
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

/** The example of an event, sent to one webhook: the first event that it has selected. */
export async function sendTest(
	state: SandboxState,
	platform: Platform,
	webhook: Webhook,
): Promise<Delivery> {
	const wanted = platform.events.find(({ name }) => webhook.events.includes(name));
	const event = outgoingEvent(platform, { event: wanted?.name }, state.clock());
	return await deliver(state, { platform, webhook, event });
}
