import type { ZodTypeAny } from 'zod';

import type { ApiCall, Paging, RecordApi } from './api/declaration';
import type { Account } from './event/declaration';
import type { SignatureScheme } from './signature/scheme';

export type { ApiCall, Paging, PathSetting, RecordApi, RecordList } from './api/declaration';
export type { Account } from './event/declaration';

/** Everything in which one platform differs from another. Nothing outside `platforms/` knows more. */
export interface Platform {
	/** Stable value of the `platform` parameter in saved workflows. */
	id: string;
	/** The platform's own spelling of its name. */
	name: string;
	/** One sentence for the platform menu, without final period. */
	description: string;
	/** Public page on the platform's webhooks. */
	docsUrl: string;
	/** Whether the platform delivers to https URLs only. */
	requiresHttps: boolean;
	signature: SignatureScheme;
	/** True where the user sets the scheme; `signature` is then the default. */
	signatureIsConfigurable?: boolean;
	events: readonly EventDeclaration[];
	/** Event names are compared without regard to case. */
	eventNamesIgnoreCase?: boolean;
	/** Where the parts of a delivery stand. */
	payload: PayloadMap;
	/** What makes two deliveries the same one. */
	dedupeBy: 'eventId' | 'signedBytes';
	/** Builds the JSON body of a delivery the way the platform does. */
	envelope: (event: OutgoingEvent) => Record<string, unknown>;
	/** Headers the platform sends besides the signature. */
	headers: (event: OutgoingEvent) => Record<string, string>;
	/** Harmless delivery headers worth showing, besides those named in `payload`. */
	informativeHeaders?: readonly string[];
	registration: ManualRegistration | ApiRegistration;
	/** How its records are fetched; absent where there is no public API for that. */
	records?: RecordApi;
	/** Waits between attempts, in seconds. */
	retry: RetrySchedule;
}

export interface EventDeclaration {
	/** Name on the wire. */
	name: string;
	/** Title case, for menus and outputs. */
	displayName: string;
	/** One phrase without final period. */
	description: string;
	/** Singular noun, snake_case: `order`, `menu_item`. */
	resourceType: string;
	/** Past participle or state, snake_case: `created`, `low_stock`. */
	action: string;
	/**
	 * One readable line. `{path}` is filled in from the payload; a part in square brackets
	 * is left out when one of its values is missing: `Order[ {data.number}] created[, total {data.total}]`.
	 */
	summary: string;
	/** Tolerant schema of the whole payload. A function, so that loading a node builds none. */
	schema: () => ZodTypeAny;
	/** What the platform's documentation shows, or the smallest delivery consistent with it. */
	sample: EventSample;
	/** Two equal bodies may be two real changes, so they are never treated as duplicates. */
	repeatable?: boolean;
	/**
	 * How sure the event is: `documented` where the platform describes its webhooks, named elsewhere
	 * by the `vendor` (an SDK, another page), or seen only in code of a `thirdParty`.
	 */
	evidence: 'documented' | 'vendor' | 'thirdParty';
}

export interface EventSample {
	data: Record<string, unknown>;
	id?: string;
	/** ISO 8601. */
	occurredAt?: string;
	account?: Account;
	/** Id of the resource where the envelope carries it outside `data`. */
	resourceId?: string;
}

/** A place in a delivery: a dotted path in the JSON body, or a header (any case). */
export type Source = { body: string } | { header: string };

/** For each part of a delivery the places to look, best first. */
export interface PayloadMap {
	event: readonly Source[];
	id: readonly Source[];
	occurredAt: readonly Source[];
	resourceId: readonly Source[];
	/** The ids of whose event it is, by the names that they have in a workflow. */
	account: Readonly<Record<string, AccountPart>>;
	/** Where the event's data stands; the whole payload when none is an object. */
	data: readonly Source[];
}

/** One id of an account: where a delivery carries it, and what a user calls it. */
export interface AccountPart {
	sources: readonly Source[];
	/** Title case, for fields and messages: `Location ID`. */
	label: string;
}

/** An event on its way out, before it has the platform's form. */
export interface OutgoingEvent {
	name: string;
	id: string;
	/** ISO 8601, UTC. */
	occurredAt: string;
	data: Record<string, unknown>;
	account: Account;
	resourceId?: string;
}

export interface RetrySchedule {
	/** Wait before each further attempt; empty when the platform does not retry or does not say. */
	delaysSeconds: readonly number[];
	/** How long the platform waits for an answer, where it says so. */
	timeoutSeconds?: number;
	/** What is known, in one sentence for the documentation. */
	note: string;
}

/** The user enters the URL in the platform's dashboard. */
export interface ManualRegistration {
	kind: 'manual';
	/** What to click, in order; shown beside the webhook URL. */
	steps: readonly string[];
}

/** The platform has an API for webhooks; the steps are for those who prefer its dashboard. */
export interface ApiRegistration {
	kind: 'api';
	steps: readonly string[];
	/** Name of the credential type that authorises the calls. */
	credential: string;
	/** The first is the default. */
	flavours: readonly [ApiFlavour, ...ApiFlavour[]];
}

/**
 * One family of webhook endpoints. Paths are relative to the credential's base URL and hold
 * `{id}` for the webhook's id.
 */
export interface ApiFlavour {
	id: string;
	name: string;
	description: string;
	/** Replaces the path of the base URL where the family lives under another one. */
	basePath?: string;
	create: ApiCall;
	/** Not every family can change, list or test a webhook. */
	update?: ApiCall;
	get?: ApiCall;
	list?: ApiCall & { itemsAt: readonly string[]; documented: boolean; paging?: Paging };
	remove: ApiCall;
	test?: ApiCall;
	deliveries?: ApiCall & { itemsAt: readonly string[]; paging?: Paging };
	retryDelivery?: ApiCall;
	/** Delivers an event again, where the family repeats events rather than deliveries. */
	replayEvent?: ApiCall & { eventIdField: string };
	rotateSecret?: ApiCall;
	/** `update` also takes `status: active`, for a webhook that was paused or disabled. */
	canReactivate?: boolean;
	/** Whether our secret goes out with `create`, or the platform answers with its own. */
	secret: 'ours' | 'returned';
}

/** Keeps a declaration's literal types, so that ids and event names can be types. */
export function definePlatform<const P extends Platform>(platform: P): P {
	return platform;
}
