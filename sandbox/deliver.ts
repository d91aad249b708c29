import type { OutgoingEvent, Platform } from '../lib/platform';
import { buildMessage, type Message } from './message';
import { post } from './send';
import { type Delivery, newId, type SandboxState, type Webhook } from './state';
import type { Tamper } from './tamper';

const KEPT_DELIVERIES = 1000;

export interface DeliverRequest {
	platform: Platform;
	webhook: Webhook;
	event: OutgoingEvent;
	tamper?: Tamper;
}

/** Signs an event with the webhook's own secrets, sends it, and records the delivery. */
export async function deliver(state: SandboxState, request: DeliverRequest): Promise<Delivery> {
	const { platform, webhook, event, tamper } = request;
	const { secret, previousSecret, previousSecretUntil = 0 } = webhook;
	const rotating = previousSecret !== undefined && state.clock() < previousSecretUntil;
	const message = buildMessage({
		platform,
		event,
		url: webhook.url,
		secrets: rotating ? { secret, previousSecret } : { secret },
		timestampSeconds: Math.floor(state.clock() / 1000),
		tamper,
	});
	return await sendAndRecord(state, { platform, webhook, message });
}

interface Shipment {
	platform: Platform;
	webhook: Webhook;
	message: Message;
}

async function sendAndRecord(state: SandboxState, shipment: Shipment): Promise<Delivery> {
	const { platform, webhook, message } = shipment;
	const attempt = await post({ url: webhook.url, clock: state.clock, ...message });
	const at = state.clock();
	const code = attempt.answered ? attempt.status : undefined;
	const success = code !== undefined && code >= 200 && code < 300;
	const firstDelay = platform.retry.delaysSeconds.find((seconds) => seconds > 0);
	const delivery: Delivery = {
		id: newId('del'),
		webhookId: webhook.id,
		event: message.event,
		status: success ? 'success' : 'failed',
		responseCode: code,
		responseTimeMs: attempt.tookMs,
		at,
		nextRetryAt: isRetried(code) && firstDelay !== undefined ? at + firstDelay * 1000 : undefined,
	};
	state.deliveries.push(delivery);
	if (state.deliveries.length > KEPT_DELIVERIES) state.deliveries.shift();
	return delivery;
}

/** No answer, 429 and 5xx are tried again; any other refusal is final. */
function isRetried(code: number | undefined): boolean {
	return code === undefined || code === 429 || code >= 500;
}

/** Active webhooks of the platform that want the event, by name, `*`, or a `prefix.*`. */
export function subscribers(state: SandboxState, platform: Platform, eventName: string): Webhook[] {
	return [...state.webhooks.values()].filter(
		(webhook) =>
			webhook.platformId === platform.id &&
			webhook.status === 'active' &&
			webhook.events.some((wanted) => wants(wanted, eventName)),
	);
}

function wants(wanted: string, eventName: string): boolean {
	if (wanted.endsWith('*')) return eventName.startsWith(wanted.slice(0, -1));
	return wanted === eventName;
}
