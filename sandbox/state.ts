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
	/** Unix milliseconds, with the offset that is set. */
	readonly clock: () => number;
	/** The one API key that is accepted. */
	readonly apiKey: string;
	settings: Settings;
	webhooks: Map<string, Webhook>;
	deliveries: Delivery[];
	requests: LoggedRequest[];
	faults: Fault[];
	/** Calls of each caller in its latest window. */
	calls: Map<string, { window: number; count: number }>;
	/** Access tokens that were handed out. */
	tokens: Map<string, AccessToken>;
	/** Refresh tokens, with the access id they belong to. */
	refreshTokens: Map<string, string>;
	/** Ids of records that were deleted over the API. */
	deletedRecords: Set<string>;
}

export interface AccessToken {
	accessId: string;
	/** Unix milliseconds. */
	expiresAt: number;
}

export function createState(
	options: Pick<SandboxState, 'platforms' | 'clock' | 'apiKey'>,
): SandboxState {
	const state: SandboxState = {
		...options,
		clock: () => options.clock() + state.settings.clockOffsetSeconds * 1000,
		...emptyMemory(),
	};
	return state;
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
		calls: new Map<string, { window: number; count: number }>(),
		tokens: new Map<string, AccessToken>(),
		refreshTokens: new Map<string, string>(),
		deletedRecords: new Set<string>(),
	};
}

export function newId(prefix: string): string {
	return `${prefix}_${randomBytes(9).toString('hex')}`;
}

export function isoTime(milliseconds: number): string {
	return new Date(milliseconds).toISOString();
}
