/** Words for a delivery that got through; everything else did not, or not yet. */
const DELIVERED = new Set(['success', 'succeeded', 'delivered', 'ok']);

/** Whether a delivery, as the platform reports it, has not reached its receiver. */
export function hasFailed(delivery: Record<string, unknown>): boolean {
	return !(typeof delivery.status === 'string' && DELIVERED.has(delivery.status.toLowerCase()));
}

/**
 * Deliveries in the order in which somebody has to look at them: failed ones first, of these the
 * ones that are tried again soonest; all others stay in the platform's order.
 */
export function failedFirst(
	deliveries: ReadonlyArray<Record<string, unknown>>,
): Array<Record<string, unknown>> {
	const failed = deliveries.filter(hasFailed);
	const others = deliveries.filter((delivery) => !hasFailed(delivery));
	return [...failed.sort((a, b) => nextRetry(a) - nextRetry(b)), ...others];
}

/** Unix milliseconds; those that are not tried again come last. */
function nextRetry({ next_retry_at: at }: Record<string, unknown>): number {
	const time = typeof at === 'string' ? Date.parse(at) : NaN;
	return Number.isNaN(time) ? Infinity : time;
}
