import express from 'express';

import { type Arrival, chaosRoutes, seen } from './routes';
import { startServers } from './servers';

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

export interface ChaosOptions {
	/** Which event a request is about. */
	identify?: (arrival: Pick<Arrival, 'headers' | 'body'>) => string;
	/** An independent check of the signature. Throwing counts as refused. */
	verify?: (arrival: Pick<Arrival, 'headers' | 'body'>) => boolean;
}

export interface Chaos {
	/** Base of the misbehaving paths. */
	url: string;
	/** The same paths behind a certificate that no client trusts. */
	tlsUrl: string;
	/** Nothing listens there. */
	refusedUrl: string;
	ledger: Ledger;
	/** How many connections its callers have not closed yet. */
	openConnections: () => Promise<number>;
	close: () => Promise<void>;
}

/** An endpoint that fails in every way endpoints fail in, and remembers what it got. */
export async function startChaos({
	identify = usualEventId,
	verify,
}: ChaosOptions = {}): Promise<Chaos> {
	const ledger = new Ledger(identify);
	const app = express().disable('x-powered-by');
	app.use(express.raw({ type: () => true, limit: '32mb' }), (request, response, next) => {
		const arrival: Arrival = {
			at: Date.now(),
			path: request.originalUrl,
			headers: request.headers,
			body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
			status: null,
			verified: null,
		};
		if (verify) arrival.verified = check(verify, arrival);
		Object.assign(seen(response), { arrival, ...ledger.add(arrival) });
		next();
	});
	app.use(chaosRoutes());
	const servers = await startServers(app);
	return { ...servers, ledger };
}

function check(verify: NonNullable<ChaosOptions['verify']>, arrival: Arrival): boolean {
	try {
		return verify(arrival);
	} catch {
		return false;
	}
}
