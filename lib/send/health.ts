import type { Delivery } from './types';

/** What is remembered of an endpoint that has failed; a healthy one leaves no trace. */
export interface EndpointHealth {
	/** Without user, password and query values. */
	url: string;
	/** Deliveries in a row that ended without success. */
	consecutiveFailures: number;
	/** When it was marked as failing: ISO 8601, UTC; null as long as it is not. */
	failingSince: string | null;
	/** When the last failure or probe was: ISO 8601, UTC. */
	lastTriedAt: string;
}

/** By the key of the endpoint. */
export type HealthRecord = Readonly<Record<string, EndpointHealth>>;

export interface HealthRules {
	/** Failed deliveries in a row after which an endpoint counts as failing. */
	failingAfter: number;
	/** Whether nothing is sent to a failing endpoint but one probe per interval. */
	pauseFailing: boolean;
	probeIntervalSeconds: number;
}

/** Bounds the record where URLs are made up per item; those longest untried go first. */
const MOST_ENDPOINTS = 100;

/** Whether a delivery may go out now. A probe is to be noted before it is sent. */
export function admit(
	health: EndpointHealth | undefined,
	rules: HealthRules,
	nowMs: number,
): 'send' | 'probe' | 'paused' {
	if (!rules.pauseFailing || !health?.failingSince) return 'send';
	const nextProbe = Date.parse(health.lastTriedAt) + rules.probeIntervalSeconds * 1000;
	return nowMs >= nextProbe ? 'probe' : 'paused';
}

/** The state after a probe has been let through, so that no second one follows it. */
export function noteProbe(health: EndpointHealth, nowMs: number): EndpointHealth {
	return { ...health, lastTriedAt: new Date(nowMs).toISOString() };
}

/**
 * Ends that speak against the endpoint: it is gone, or nothing that was tried came through. An
 * endpoint that refuses one payload may well take the next.
 */
const BLAMES_ENDPOINT: ReadonlySet<Delivery['reason']> = new Set(['exhausted', 'max_wait', 'gone']);

/**
 * The state after a delivery has ended, or undefined when the endpoint is healthy. What says
 * nothing about the endpoint changes nothing: a refused payload, a cancelled run, a pause.
 */
export function noteOutcome(
	health: EndpointHealth | undefined,
	delivery: Pick<Delivery, 'status' | 'reason' | 'url'>,
	{ failingAfter }: Pick<HealthRules, 'failingAfter'>,
	nowMs: number,
): EndpointHealth | undefined {
	if (delivery.status === 'delivered') return undefined;
	if (delivery.status !== 'failed' || !BLAMES_ENDPOINT.has(delivery.reason)) return health;
	const at = new Date(nowMs).toISOString();
	const consecutiveFailures = (health?.consecutiveFailures ?? 0) + 1;
	const isFailing = consecutiveFailures >= failingAfter;
	return {
		url: delivery.url,
		consecutiveFailures,
		failingSince: health?.failingSince ?? (isFailing ? at : null),
		lastTriedAt: at,
	};
}

/** The record with one endpoint changed, or removed when there is nothing to remember. */
export function withEndpoint(
	record: HealthRecord,
	key: string,
	health: EndpointHealth | undefined,
): Record<string, EndpointHealth> {
	const others = Object.entries(record).filter(([other]) => other !== key);
	if (health === undefined) return Object.fromEntries(others);
	const kept = others
		.sort(([, a], [, b]) => b.lastTriedAt.localeCompare(a.lastTriedAt))
		.slice(0, MOST_ENDPOINTS - 1);
	return { ...Object.fromEntries(kept), [key]: health };
}
