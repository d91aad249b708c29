import type { RequestHandler, Response } from 'express';
import { sleep } from 'n8n-workflow';
import { z } from 'zod';

import { codeOf, Refusal } from './refusal';

/** A scripted answer: without `status` and `lose` the request is only delayed. */
export const faultSchema = z
	.object({
		/** Any method when left out. */
		method: z
			.string()
			.transform((text) => text.toUpperCase())
			.optional(),
		/** Exact path, or the start of one when it ends in `*`. */
		path: z.string().startsWith('/'),
		status: z.number().int().min(200).max(599).optional(),
		/** Sent as JSON; text is sent as it is. */
		body: z.unknown(),
		/** In place of `body`: the platform's own form of an error with this message. */
		message: z.string().min(1).optional(),
		headers: z.record(z.string(), z.string()).optional(),
		/** How many requests it meets. */
		times: z.number().int().min(1).default(1),
		delayMs: z.number().int().min(0).max(600_000).default(0),
		/** Holds the answer back, after the request was handled. */
		holdMs: z.number().int().min(0).max(600_000).optional(),
		/** Cuts the connection, before the request is handled or in place of the answer. */
		lose: z.enum(['request', 'answer']).optional(),
	})
	.strict();

export type Fault = z.output<typeof faultSchema>;

/** Meets each request with the oldest scripted fault that fits it. */
export function applyFaults(state: { faults: Fault[] }): RequestHandler {
	return async (request, response, next) => {
		const index = state.faults.findIndex((fault) => fits(fault, request.method, request.path));
		if (index === -1) return next();
		const fault = state.faults[index];
		fault.times -= 1;
		if (fault.times === 0) state.faults.splice(index, 1);

		if (fault.delayMs > 0) await sleep(fault.delayMs);
		if (fault.lose === 'request') return request.socket.destroy();
		if (fault.lose === 'answer') {
			response.end = () => {
				request.socket.destroy();
				return response;
			};
		}
		if (fault.holdMs) holdAnswer(response, fault.holdMs);
		if (fault.status === undefined) return next();
		if (fault.message !== undefined) {
			const { status, message, headers } = fault;
			throw new Refusal(status, codeOf(status), message, { headers });
		}
		response.status(fault.status).set(fault.headers ?? {});
		if (fault.body === undefined) return response.end();
		return typeof fault.body === 'string' ? response.send(fault.body) : response.json(fault.body);
	};
}

function holdAnswer(response: Response, holdMs: number): void {
	const end = response.end.bind(response) as (...args: unknown[]) => Response;
	response.end = (...args: unknown[]) => {
		void sleep(holdMs).then(() => end(...args));
		return response;
	};
}

function fits(fault: Fault, method: string, path: string): boolean {
	if (fault.method !== undefined && fault.method !== method) return false;
	if (fault.path.endsWith('*')) return path.startsWith(fault.path.slice(0, -1));
	return path === fault.path;
}
