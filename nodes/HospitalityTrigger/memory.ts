import type { Response } from 'express';
import { sleep } from 'n8n-workflow';
import type { IWebhookFunctions } from 'n8n-workflow';

import { findEvent } from '../../lib/event/name';
import { isN8n1 } from '../../lib/n8n/n8nVersion';
import { keepRegistration } from '../../lib/n8n/registrationStore';
import { DedupeGuards, type KeyStore } from '../../lib/receive/dedupe';
import { keysOfEvents } from '../../lib/receive/deliveryKeys';
import { LogThrottle } from '../../lib/receive/logThrottle';
import type { ReceivedEvent } from '../../lib/receive/receive';
import type { ReceivedRequest } from './request';
import type { TriggerSettings } from './settings';

/*
 * What the node keeps in the workflow's static data: the keys of the deliveries that have started
 * an execution, and the webhook that it has registered. n8n has one JSON of static data for each
 * workflow, loads it for every call, and whatever changes its copy writes that back whole. So this
 * process remembers the same, and writes it again when it finds that it was overwritten.
 */

const guards = new DedupeGuards(sleep);

/** Events of a delivery that are to start an execution. */
export interface ClaimedEvents {
	events: ReceivedEvent[];
	/** To be called once the execution exists. */
	commit: () => void;
	/** To be called once its run has ended, where the answer waits for that. */
	settle: (hasEndedWell: boolean) => void;
}

/** So long a repetition waits for the run that is under way; platforms wait little longer. */
const BUSY_AFTER_MS = 10_000;

/**
 * Claims those events of a delivery that are new, or returns null where all are duplicates. Each
 * claim is released when the call is over. Where the answer waits for the run, that can be long: a
 * repetition in the meantime finds the delivery busy. While the editor listens, nothing is dropped: there one
 * sends the same event again and again on purpose.
 *
 * @see decisions/duplicates.md
 */
export async function claimEvents(
	context: IWebhookFunctions,
	settings: TriggerSettings,
	events: readonly ReceivedEvent[],
	request: ReceivedRequest,
): Promise<ClaimedEvents | 'busy' | null> {
	const { nodeKey, platform, scheme, deduplicate, afterRun } = settings;
	const compared = events.filter(
		({ event }) =>
			deduplicate &&
			context.getMode() !== 'manual' &&
			findEvent(platform, event)?.repeatable !== true,
	);
	const keys = keysOfEvents(nodeKey, platform, scheme, request, compared);
	const store = storeOf(context, settings);
	const guard = guardOf(settings);
	const busyAfterMs = afterRun ? BUSY_AFTER_MS : undefined;
	const claim = keys.length > 0 ? await guard.claim(keys, store, busyAfterMs) : null;
	if (claim === 'busy') return claim;
	if (claim && !afterRun) {
		const answered = untilAnswered(context.getResponseObject());
		void answered.then(claim.release);
		if (isN8n1) await takeTurn(settings.nodeKey, answered);
	}
	if (claim && afterRun) void sleep(0).then(() => guard.restore(store));
	for (const { verification } of compared) verification.checks.push('duplicate');
	const fresh = new Set(claim?.fresh);
	const duplicates = new Set(compared.filter((_, index) => !fresh.has(index)));
	const started = events.filter((event) => !duplicates.has(event));
	if (started.length === 0) return null;
	return {
		events: started,
		commit: claim?.commit ?? (() => restoreMemory(context, settings)),
		settle: (hasEndedWell) => (hasEndedWell ? claim?.remember() : claim?.release()),
	};
}

const turns = new Map<string, Promise<void>>();

/**
 * Resolves when the deliveries before this one have been answered, which n8n does once their keys
 * are stored. With its SQLite n8n 1 may store them in another order than it was told to, and what is
 * stored last would then lack the newest.
 */
async function takeTurn(nodeKey: string, answered: Promise<void>): Promise<void> {
	const before = turns.get(nodeKey);
	const over = Promise.all([before, answered]).then(() => {
		if (turns.get(nodeKey) === over) turns.delete(nodeKey);
	});
	turns.set(nodeKey, over);
	await before;
}

/**
 * Writes what this process knows into the static data of a call that has found something older.
 * n8n stores it also for calls that start no execution.
 */
export function restoreMemory(context: IWebhookFunctions, settings: TriggerSettings): void {
	if (context.getMode() === 'manual') return;
	const { nodeKey, node, deduplicate } = settings;
	keepRegistration(nodeKey, context.getWorkflowStaticData('node'));
	const store = storeOf(context, settings);
	const nowMs = Date.now();
	if (!deduplicate || !guardOf(settings).isOverwritten(store.read(), nowMs)) return;
	guardOf(settings).restore(store);
	if (!overwritings.allow(nodeKey, nowMs).allowed) return;
	context.logger.warn(
		'Something else that keeps static data in this workflow, such as a Code node or a polling trigger, has overwritten which deliveries this node remembers. They are written again with each call; after a restart of n8n in between, repetitions of them would start the workflow again.',
		{ node: node.name },
	);
}

const DAY_MS = 86_400_000;
const overwritings = new LogThrottle(DAY_MS);

function guardOf({ nodeKey, dedupeWindow }: TriggerSettings) {
	return guards.of(nodeKey, dedupeWindow);
}

function storeOf(context: IWebhookFunctions, { nodeKey }: TriggerSettings): KeyStore {
	const data = context.getWorkflowStaticData('node');
	return {
		read: () => (typeof data.seen === 'string' ? data.seen : ''),
		write: (keys) => {
			data.seen = keys;
			keepRegistration(nodeKey, data);
		},
	};
}

/** Creating an execution takes no longer, unless the database has stopped answering. */
const LONGEST_CREATION_MS = 60_000;
const LOOK_EVERY_MS = 100;

/**
 * Resolves when n8n has answered a call. n8n does so for callers that have hung up too, but then
 * without an event to listen to, and they may have hung up before this is called.
 */
async function untilAnswered(response: Response): Promise<void> {
	if (!response.destroyed && !response.writableFinished) {
		await new Promise<void>((resolve) => {
			response.once('finish', resolve);
			response.once('close', resolve);
		});
	}
	for (let ms = 0; !response.writableEnded && ms < LONGEST_CREATION_MS; ms += LOOK_EVERY_MS) {
		await sleep(LOOK_EVERY_MS);
	}
}
