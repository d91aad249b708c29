import type { Delivery } from './delivery';

/** What the process remembers of an endpoint that has failed; a healthy one leaves no trace. */
export interface EndpointHealth {
	/** Deliveries in a row that ended without success. */
	consecutiveFailures: number;
	/** When it was marked as failing: ISO 8601, UTC; null as long as it is not. */
	failingSince: string | null;
	/** When the last failure or probe was: Unix milliseconds. */
	lastTriedAtMs: number;
}

export interface CircuitBreakerRules {
	/** Failed deliveries in a row after which an endpoint counts as failing. */
	failingAfter: number;
	/** Whether only deliveries count whose whole schedule was tried, not those that could not wait for it. */
	wholeSchedule?: boolean;
	/** Whether nothing is sent to a failing endpoint but one probe per interval. */
	pauseFailing: boolean;
	probeIntervalSeconds: number;
}

/** Whether a delivery goes out: as any other, as the one probe of an interval, or not at all. */
export type Admission = 'send' | 'probe' | 'paused';

/**
 * Ends that speak against the endpoint: it is gone, or nothing that was tried came through. An
 * endpoint that refuses one payload may well take the next.
 */
const BLAMES_ENDPOINT: ReadonlySet<Delivery['reason']> = new Set(['exhausted', 'max_wait', 'gone']);

/**
 * Counts the failures of endpoints and pauses the failing ones. It lives in the memory of the
 * process: a restart of n8n starts with healthy endpoints, and each worker counts for itself.
 *
 * @see https://martinfowler.com/bliki/CircuitBreaker.html
 */
export class CircuitBreaker {
	private readonly endpoints = new Map<string, EndpointHealth>();

	/** @param mostEndpoints the endpoint that was tried longest ago is forgotten beyond this many */
	constructor(private readonly mostEndpoints = 1000) {}

	/** Whether a delivery may go out now. A probe counts from this call on. */
	admit(key: string, rules: CircuitBreakerRules, nowMs: number): Admission {
		const health = this.endpoints.get(key);
		if (!rules.pauseFailing || !health?.failingSince) return 'send';
		if (nowMs < health.lastTriedAtMs + rules.probeIntervalSeconds * 1000) return 'paused';
		this.remember(key, { ...health, lastTriedAtMs: nowMs });
		return 'probe';
	}

	/**
	 * Takes in how a delivery ended. What says nothing about the endpoint changes nothing: a refused
	 * payload, a cancelled run, a pause.
	 *
	 * @returns the endpoint's health, or undefined when it is healthy
	 */
	record(
		key: string,
		{ status, reason }: Pick<Delivery, 'status' | 'reason'>,
		{ failingAfter, wholeSchedule }: Pick<CircuitBreakerRules, 'failingAfter' | 'wholeSchedule'>,
		nowMs: number,
	): EndpointHealth | undefined {
		const health = this.endpoints.get(key);
		if (status === 'delivered') {
			this.endpoints.delete(key);
			return undefined;
		}
		if (status !== 'failed' || !BLAMES_ENDPOINT.has(reason)) return health;
		if (wholeSchedule && reason === 'max_wait') return health;
		const consecutiveFailures = (health?.consecutiveFailures ?? 0) + 1;
		const isFailing = consecutiveFailures >= failingAfter;
		return this.remember(key, {
			consecutiveFailures,
			failingSince: health?.failingSince ?? (isFailing ? new Date(nowMs).toISOString() : null),
			lastTriedAtMs: nowMs,
		});
	}

	private remember(key: string, health: EndpointHealth): EndpointHealth {
		this.endpoints.delete(key);
		this.endpoints.set(key, health);
		if (this.endpoints.size > this.mostEndpoints) {
			const [oldest] = this.endpoints.keys();
			this.endpoints.delete(oldest);
		}
		return health;
	}
}
