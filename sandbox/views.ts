import type { Delivery, Webhook } from './state';
import { isoTime } from './state';

/** A webhook as the API shows it; the secret is shown once, where the platform made it. */
export function showWebhook(webhook: Webhook, withSecret = false) {
	const { id, url, events, status, description, secret, createdAt } = webhook;
	return {
		id,
		url,
		events,
		status,
		...(description !== undefined && { description }),
		...(withSecret && { secret }),
		created_at: isoTime(createdAt),
	};
}

/** A delivery with the documented fields: times depend on whether it got through. */
export function showDelivery(delivery: Delivery) {
	const { id, event, status, responseCode, responseTimeMs, at, nextRetryAt } = delivery;
	return {
		id,
		event_id: event.id,
		event_type: event.name,
		status,
		response_code: responseCode ?? null,
		response_time_ms: responseTimeMs,
		...(status === 'success' && { delivered_at: isoTime(at) }),
		...(nextRetryAt !== undefined && { next_retry_at: isoTime(nextRetryAt) }),
	};
}
