import type { RequestHeaders } from '../../lib/headers';

/** One request as the chaos receiver saw it. */
export interface Arrival {
	/** Unix milliseconds. */
	at: number;
	path: string;
	headers: RequestHeaders;
	body: Buffer;
	/** What the receiver answered; null where it broke the exchange on purpose. */
	status: number | null;
	/** The receiver's own check of the signature; null without one. */
	verified: boolean | null;
}

/** What came in, by event. */
export class Ledger {
	private readonly byEvent = new Map<string, Arrival[]>();

	constructor(private readonly identify: (arrival: Pick<Arrival, 'headers' | 'body'>) => string) {}

	add(arrival: Arrival): { eventId: string; number: number } {
		const eventId = this.identify(arrival);
		const arrivals = this.byEvent.get(eventId) ?? [];
		arrivals.push(arrival);
		this.byEvent.set(eventId, arrivals);
		return { eventId, number: arrivals.length };
	}

	eventIds(): string[] {
		return [...this.byEvent.keys()];
	}

	of(eventId: string): readonly Arrival[] {
		return this.byEvent.get(eventId) ?? [];
	}

	/** How often an event was accepted; more than once is a duplicate. */
	accepted(eventId: string): number {
		return this.of(eventId).filter(({ status }) => status !== null && status < 300).length;
	}

	clear(): void {
		this.byEvent.clear();
	}
}

/** The id in the header of Standard Webhooks, or else in the body. */
export function usualEventId({ headers, body }: Pick<Arrival, 'headers' | 'body'>): string {
	const header = headers['webhook-id'];
	if (typeof header === 'string') return header;
	const { id, event_id: eventId } = parse(body);
	return String(id ?? eventId ?? 'unknown');
}

function parse(body: Buffer): Record<string, unknown> {
	try {
		return (JSON.parse(body.toString('utf8')) ?? {}) as Record<string, unknown>;
	} catch {
		return {};
	}
}
