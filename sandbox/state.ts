import { randomBytes } from 'crypto';

import type { OutgoingEvent, Platform } from '../lib/platform';
import type { Fault } from './faults';
import type { LoggedRequest } from './requestLog';
import { defaultSettings, type Settings } from './settings';

export interface Webhook {
	id: string;
	platformId: string;
	url: string;
	events: string[];
	status: 'active' | 'paused' | 'disabled';
	description?: string;
	secret: string;
	/** Still signs until `previousSecretUntil`, in Unix milliseconds. */
	previousSecret?: string;
	previousSecretUntil?: number;
	createdAt: number;
}

/** One attempt to reach a webhook. Times are Unix milliseconds. */
export interface Delivery {
	id: string;
	webhookId: string;
	/** As sent, so that a retry repeats it under the same id. */
	event: OutgoingEvent;
	status: 'success' | 'failed';
	/** Absent when no answer came. */
	responseCode?: number;
	responseTimeMs: number;
	at: number;
	nextRetryAt?: number;
}

/** Everything the sandbox remembers; lives and dies with one server. */
export interface SandboxState {
	readonly platforms: readonly Platform[];
	/** Unix milliseconds. */
	readonly clock: () => number;
	/** The one API key that is accepted. */
	readonly apiKey: string;
	settings: Settings;
	webhooks: Map<string, Webhook>;
	deliveries: Delivery[];
	requests: LoggedRequest[];
	faults: Fault[];
	/** Calls per minute window, by window number. */
	calls: { window: number; count: number };
}

export function createState(
	options: Pick<SandboxState, 'platforms' | 'clock' | 'apiKey'>,
): SandboxState {
	return { ...options, ...emptyMemory() };
}

/** Back to how a fresh server starts. */
export function resetState(state: SandboxState): void {
	Object.assign(state, emptyMemory());
}

function emptyMemory() {
	return {
		settings: defaultSettings(),
		webhooks: new Map<string, Webhook>(),
		deliveries: [],
		requests: [],
		faults: [],
		calls: { window: 0, count: 0 },
	};
}

export function newId(prefix: string): string {
	return `${prefix}_${randomBytes(9).toString('hex')}`;
}

export function isoTime(milliseconds: number): string {
	return new Date(milliseconds).toISOString();
}
