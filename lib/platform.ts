import type { EventsDeclaration } from './event/declaration';
import type { ApiDeclaration } from './api/declaration';
import type { ApiRegistration, ManualRegistration } from './registration/declaration';
import type { SignatureScheme } from './signature/scheme';

export type { ApiCall, ApiDeclaration, Paging, PathSetting, RecordList } from './api/declaration';
export type {
	Account,
	CommonMap,
	EventDeclaration,
	EventSample,
	OutgoingEvent,
	PayloadMap,
	Source,
} from './event/declaration';
export type {
	ApiRegistration,
	ManualRegistration,
	WebhookApi,
	WebhookChange,
} from './registration/declaration';

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

/** Keeps a declaration's literal types, so that ids and event names can be types. */
export function definePlatform<const P extends Platform>(platform: P): P {
	return platform;
}
