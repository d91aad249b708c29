import express from 'express';

import { Ledger, usualEventId, type Arrival } from './ledger';
import { chaosRoutes, seen } from './routes';
import { startServers } from './servers';

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
