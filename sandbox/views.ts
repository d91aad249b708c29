import { isSuccess } from './deliver';
import { wholeSeconds } from '../platforms/shared/times';
import { type Delivery, isoTime, type Webhook } from './state';

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
		created_at: shownTime(createdAt),
	};
}

/** A delivery with the documented fields: times depend on whether it got through. */
export function showDelivery({ id, event, attempts, nextAttemptAt }: Delivery) {
	const latest = attempts.at(-1);
	const success = latest !== undefined && isSuccess(latest);
	return {
		id,
		event_id: event.id,
		event_type: event.name,
		status: success ? 'success' : 'failed',
		response_code: latest?.status ?? null,
		response_time_ms: latest?.durationMs ?? null,
		...(success && { delivered_at: shownTime(latest.at) }),
		...(nextAttemptAt !== undefined && { next_retry_at: shownTime(nextAttemptAt) }),
	};
}

/** As the documented answers write it. */
function shownTime(milliseconds: number): string {
	return wholeSeconds(isoTime(milliseconds));
}
