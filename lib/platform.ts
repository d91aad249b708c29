import type { ApiCall, ApiDeclaration, Paging } from './api/declaration';
import type { EventsDeclaration } from './event/declaration';
import type { SignatureScheme } from './signature/scheme';

export type { ApiCall, ApiDeclaration, Paging, PathSetting, RecordList } from './api/declaration';
export type {
	Account,
	EventDeclaration,
	EventSample,
	OutgoingEvent,
	PayloadMap,
	Source,
} from './event/declaration';

/** Everything in which one platform differs from another. Nothing outside `platforms/` knows more. */
export interface Platform extends EventsDeclaration {
	/** One sentence for the platform menu, without final period. */
	description: string;
	/** Public page on the platform's webhooks. */
	docsUrl: string;
	/** Whether the platform delivers to https URLs only. */
	requiresHttps: boolean;
	signature: SignatureScheme;
	/** True where the user sets the scheme; `signature` is then the default. */
	signatureIsConfigurable?: boolean;
	/** What makes two deliveries the same one. */
	dedupeBy: 'eventId' | 'signedBytes';
	/**
	 * For how long two equal notices that hold neither an id nor a time are one and its repetition,
	 * in minutes; after that they are two events. Declared where the user can change it; where it is
	 * left out, it follows from the retry schedule.
	 */
	repeatWindowMinutes?: number;
	/** Harmless delivery headers worth showing, besides those named in `payload`. */
	informativeHeaders?: readonly string[];
	registration: ManualRegistration | ApiRegistration;
	/** How its API is called and what records it has; absent where it has none that is public. */
	api?: ApiDeclaration;
	/** Waits between attempts, in seconds. */
	retry: RetrySchedule;
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
	/** Takes the place of a version (`/v1`) at the end of the base URL. */
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
