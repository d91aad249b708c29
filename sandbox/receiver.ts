import express from 'express';

/** A request as it came over the wire. */
export interface Received {
	method: string;
	path: string;
	/** Path and query string. */
	url: string;
	/** Lower-case names, as Node gives them. */
	headers: Record<string, string | string[] | undefined>;
	/** The bytes before any parsing. */
	body: Buffer;
}

export interface Receiver {
	/** Any path below it is received as well. */
	url: string;
	received: Received[];
	/** What callers get from now on; 200 `{"received": true}` at first. */
	answer: { status: number; body: unknown; headers?: Record<string, string> };
	close: () => Promise<void>;
}

/** An endpoint on a free port that keeps all it gets and checks nothing. */
export async function startReceiver(): Promise<Receiver> {
	const app = express().disable('x-powered-by');
	app.use(express.raw({ type: () => true, limit: '32mb' }), (request, response) => {
		receiver.received.push({
			method: request.method,
			path: request.path,
			url: request.originalUrl,
			headers: { ...request.headers },
			body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
		});
		const { status, body, headers = {} } = receiver.answer;
		response.status(status).set(headers).send(body);
	});
	const server = app.listen(0, '127.0.0.1');
	await new Promise<void>((resolve, reject) => {
		server.once('listening', resolve);
		server.once('error', reject);
	});
	const address = server.address();
	const port = typeof address === 'object' && address ? address.port : 0;
	const receiver: Receiver = {
		url: `http://127.0.0.1:${port}`,
		received: [],
		answer: { status: 200, body: { received: true } },
		close: async () =>
			await new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
	return receiver;
}
