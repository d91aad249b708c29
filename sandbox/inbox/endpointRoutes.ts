import express, { Router } from 'express';

import type { SandboxState } from '../state';

/** Waits that long, as an endpoint says that has too much to do. */
const RETRY_AFTER_SECONDS = '2';

/**
 * An endpoint for the Sender: takes any request, keeps it, and answers with the status that is set
 * on the page.
 */
export function endpointRoutes(state: SandboxState): Router {
	const router = Router();
	router.use(express.raw({ type: () => true, limit: '20mb' }), (request, response) => {
		const { endpointStatus: status } = state.settings;
		const { method, path, body } = request;
		state.inbox.add({
			kind: 'request',
			method,
			path,
			headers: shownHeaders(request.headersDistinct),
			body: Buffer.isBuffer(body) ? body.toString() : '',
			status,
		});
		if (status === 429) response.set('Retry-After', RETRY_AFTER_SECONDS);
		response.status(status).json({ received: status < 300 });
	});
	return router;
}

const ABOUT_THE_CONNECTION = new Set(['connection', 'host', 'accept-encoding', 'content-length']);
const AUTHORISING = /authorization|cookie|token|secret|password|api-?key/;

function shownHeaders(headers: NodeJS.Dict<string[]>): Record<string, string> {
	const shown: Record<string, string> = {};
	for (const [name, values = []] of Object.entries(headers)) {
		if (ABOUT_THE_CONNECTION.has(name)) continue;
		shown[name] = AUTHORISING.test(name) ? '[hidden]' : values.join(', ');
	}
	return shown;
}
