import { createHash } from 'crypto';
import { type Request, type Response, Router } from 'express';
import { sleep } from 'n8n-workflow';

import type { RequestHeaders } from '../../../lib/headers';
import { gzipBomb } from './servers';

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

/** Which event a request is about, and how often it has come. */
export interface Seen {
	eventId: string;
	number: number;
	arrival: Arrival;
}

/** Misbehaviour by path. Each answers one request; the paths are what a case sends to. */
export function chaosRoutes(): Router {
	const router = Router();
	const on = (path: string, answer: (request: Request, response: Response) => unknown) =>
		router.post(path, async (request, response) => await answer(request, response));

	on('/ok', (_, response) => answer(response, 200));
	on('/status/:code', (request, response) => answer(response, Number(request.params.code)));
	/** Status by attempt: `/statuses/500,200`; the last one stays. */
	on('/statuses/:codes', (request, response) => {
		const codes = String(request.params.codes).split(',').map(Number);
		const { number } = seen(response);
		answer(response, codes[Math.min(number, codes.length) - 1]);
	});
	/** Takes it and says nothing the first time, then the status. */
	on('/lost/:status', (request, response) => {
		if (seen(response).number > 1) return answer(response, Number(request.params.status));
		return request.socket.resetAndDestroy();
	});
	/** Fails a third of all attempts, whichever order they come in. */
	on('/third', (_, response) => {
		const { eventId, number } = seen(response);
		const digest = createHash('sha256').update(`${eventId}:${number}`).digest();
		answer(response, digest.readUInt32BE() % 3 === 0 ? 500 : 200);
	});
	on('/retry-after/:status', (request, response) => {
		if (seen(response).number > 1) return answer(response, 200);
		response.set('Retry-After', retryAfter(String(request.query.after)));
		return answer(response, Number(request.params.status));
	});
	on('/redirect-loop', (request, response) => {
		response.set('Location', request.originalUrl);
		answer(response, 307);
	});
	on('/echo', (request, response) => {
		seen(response).arrival.status = 200;
		const { originalUrl: url, headers } = request;
		response.json({ url, headers, body: String(request.body) });
	});
	on('/gzip-bomb', (_, response) => {
		seen(response).arrival.status = 200;
		response.set({ 'Content-Encoding': 'gzip', 'Content-Type': 'text/plain' });
		response.end(gzipBomb());
	});

	on('/slow-header', () => undefined);
	on('/slow-body', async (_, response) => {
		response.writeHead(200, { 'Content-Type': 'text/plain' });
		while (!response.destroyed) {
			response.write('.');
			await sleep(20);
		}
	});
	on('/reset', (request) => request.socket.resetAndDestroy());
	on('/reset-body', async (request, response) => {
		response.writeHead(200, { 'Content-Length': '1000' });
		response.write('the start of it');
		await sleep(20);
		request.socket.resetAndDestroy();
	});
	on('/short-body', (request) =>
		request.socket.end('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nthe start of it'),
	);
	on('/not-http', (request) => request.socket.end('SSH-2.0-OpenSSH_9.9\r\n'));
	return router;
}

export function seen(response: Response): Seen {
	return response.locals as Seen;
}

function answer(response: Response, status: number): void {
	seen(response).arrival.status = status;
	response.status(status).json(status < 300 ? { received: true } : { error: `status ${status}` });
}

/** `date:2` is the HTTP date two seconds ahead; anything else is sent as it stands. */
function retryAfter(text: string): string {
	const [, seconds] = /^date:(\d+)$/.exec(text) ?? [];
	return seconds ? new Date(Date.now() + Number(seconds) * 1000).toUTCString() : text;
}
