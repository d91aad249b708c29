import type { OutgoingEvent, Platform } from '../lib/platform';
import type { CustomScheme } from './customScheme';
import type { Fault } from './faults';
import { Inbox } from './inbox/inbox';
import type { LoggedRequest } from './requestLog';
import { defaultSettings, type Settings } from './settings';
import { type Database, Table } from './table';
import type { Tamper } from './tamper';

export interface Webhook {
	id: string;
	platformId: string;
	url: string;
	events: string[];
	status: 'active' | 'paused' | 'disabled';
	description?: string;
	/** Empty where the platform sends without a signature, or with user name and password. */
	secret: string;
	/** Not looked at yet: it is shown once. */
	secretIsNew?: boolean;
	username?: string;
	password?: string;
	/** Sent with every delivery, besides the platform's own. */
	headers?: Record<string, string>;
	/** What the user set of the signature, where the platform leaves it open. */
	scheme?: CustomScheme;
	/** Since when deliveries have been given up, in Unix milliseconds; until one succeeds. */
	failingSince?: number;
	/** Still signs until `previousSecretUntil`, in Unix milliseconds. */
	previousSecret?: string;
	previousSecretUntil?: number;
	createdAt: number;
}

/** One event on its way to one webhook, with every attempt so far. */
export interface Delivery {
	id: string;
	webhookId: string;
	/** As sent, so that a retry repeats it under the same id. */
	event: OutgoingEvent;
	/** The body as somebody edited it; otherwise the platform's form of the event. */
	body?: string;
	/** What is done to every attempt. */
	tamper?: Tamper;
	/** Added to the time that is signed. */
	skewSeconds?: number;
	attempts: Attempt[];
	/** When the next attempt is due, in Unix milliseconds; absent when there is none. */
	nextAttemptAt?: number;
}

export interface Attempt {
	/** When it ended, in Unix milliseconds. */
	at: number;
	durationMs: number;
	/** Absent when no answer came. */
	status?: number;
	/** The system's code, such as ECONNREFUSED, when no answer came. */
	reason?: string;
	/** Start of the answer's body, at most 500 characters. */
	response: string;
	/** What was sent, without anything that authorises. */
	headers: Record<string, string>;
	body: string;
}

/** Everything the sandbox remembers; lives and dies with one server. */
export interface SandboxState {
	readonly platforms: readonly Platform[];
	/** Unix milliseconds, with the offset that is set. */
	readonly clock: () => number;
	/** The one API key that is accepted. */
	readonly apiKey: string;
	settings: Settings;
	/** Where mail servers are stood in for; only where the stand-ins run. */
	mailServer?: string;
	/** These outlive the process where there is a database. */
	readonly webhooks: Table<Webhook>;
	readonly deliveries: Table<Delivery>;
	readonly inbox: Inbox;
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

const KEPT_DELIVERIES = 1000;
const KEPT_ENTRIES = 1000;

export function createState(
	options: Pick<SandboxState, 'platforms' | 'clock' | 'apiKey'> & { database?: Database },
): SandboxState {
	const { platforms, clock, apiKey, database } = options;
	const now = () => clock() + state.settings.clockOffsetSeconds * 1000;
	const state: SandboxState = {
		platforms,
		apiKey,
		clock: now,
		webhooks: new Table(database?.journal('webhook')),
		deliveries: new Table(database?.journal('delivery'), KEPT_DELIVERIES),
		inbox: new Inbox(new Table(database?.journal('inbox'), KEPT_ENTRIES), now),
		...emptyMemory(),
	};
	return state;
}

/** Back to how a server without a past starts. */
export function resetState(state: SandboxState): void {
	state.webhooks.clear();
	state.deliveries.clear();
	state.inbox.clear();
	Object.assign(state, emptyMemory());
}

function emptyMemory() {
	return {
		settings: defaultSettings(),
		requests: [],
		faults: [],
		calls: new Map<string, { window: number; count: number }>(),
		tokens: new Map<string, AccessToken>(),
		refreshTokens: new Map<string, string>(),
		deletedRecords: new Set<string>(),
	};
}

export function isoTime(milliseconds: number): string {
	return new Date(milliseconds).toISOString();
}
