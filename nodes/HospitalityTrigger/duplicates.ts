import type { Response } from 'express';
import { sleep } from 'n8n-workflow';
import type { IWebhookFunctions } from 'n8n-workflow';

import { findEvent } from '../../lib/event/name';
import { keepRegistration } from '../../lib/n8n/registrationStore';
import { DedupeGuard } from '../../lib/receive/dedupeGuard';
import { dedupeKey } from '../../lib/receive/dedupeKey';
import type { ReceivedEvent } from '../../lib/receive/receive';
import type { RequestHeaders } from '../../lib/headers';
import type { TriggerSettings } from './settings';

export const DEFAULT_WINDOW = 1000;
/** With 8 characters a key and a tenth on top this keeps a node's static data at 22 kB. */
export const LARGEST_WINDOW = 2500;

/** More nodes than this in one process share it: the longest unused one starts from what is stored. */
const MOST_GUARDS = 2000;

const guards = new Map<string, { window: number; guard: DedupeGuard }>();

/**
 * Lets each delivery start one execution: null for a duplicate. While the editor listens, nothing
 * is dropped: there one sends the same event again and again on purpose.
 *
 * @returns what to call once the execution exists
 */
export async function admitOnce(
	context: IWebhookFunctions,
	{ nodeKey, platform, scheme, deduplicate, options }: TriggerSettings,
	event: ReceivedEvent,
	request: { headers: RequestHeaders; body: Buffer },
): Promise<(() => void) | null> {
	if (!deduplicate || context.getMode() === 'manual') return () => {};
	if (findEvent(platform, event.event)?.repeatable) return () => {};

	const { headers, body } = request;
	const key = dedupeKey(nodeKey, platform, scheme, { headers, body, payload: event.payload });
	const data = context.getWorkflowStaticData('node');
	const admission = await guardOf(nodeKey, options.dedupeWindow).admit(key, {
		read: () => (typeof data.seen === 'string' ? data.seen : ''),
		write: (keys) => {
			data.seen = keys;
			keepRegistration(nodeKey, data);
		},
	});
	if (!admission) return null;

	const response = context.getResponseObject();
	response.once('finish', () => admission.settle(outcomeOf(response)));
	response.once('close', () => void outcomeAfterClose(response).then(admission.settle));
	return admission.confirm;
}

function outcomeOf({ statusCode }: Response): 'created' | 'failed' {
	return statusCode < 300 ? 'created' : 'failed';
}

/** An execution takes no longer to create, unless the database has stopped answering. */
const LONGEST_CREATION_MS = 60_000;
const LOOK_EVERY_MS = 100;

/**
 * A caller that hangs up early may call again at once, while n8n still creates the execution. n8n
 * answers all the same, though nobody listens, and that tells what has become of it.
 */
async function outcomeAfterClose(response: Response): Promise<'created' | 'failed' | 'unknown'> {
	const until = Date.now() + LONGEST_CREATION_MS;
	while (!response.writableEnded && Date.now() < until) await sleep(LOOK_EVERY_MS);
	return response.writableEnded ? outcomeOf(response) : 'unknown';
}

function guardOf(nodeKey: string, wanted: number | undefined): DedupeGuard {
	const window = Math.min(LARGEST_WINDOW, Math.max(1, Math.floor(wanted ?? DEFAULT_WINDOW)));
	const entry = guards.get(nodeKey);
	const guard = entry?.window === window ? entry.guard : new DedupeGuard(window);
	guards.delete(nodeKey);
	guards.set(nodeKey, { window, guard });
	if (guards.size > MOST_GUARDS) {
		const [oldest] = guards.keys();
		guards.delete(oldest);
	}
	return guard;
}
