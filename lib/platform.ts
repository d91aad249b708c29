import type { EventsDeclaration } from './event/declaration';
import type { ApiDeclaration } from './api/declaration';
import type { ApiRegistration, ManualRegistration } from './registration/declaration';
import type { SetupCheck } from './signature/setupCheck';
import type { SignatureScheme } from './signature/scheme';

export type {
	ApiCall,
	ApiDeclaration,
	Lookup,
	Paging,
	PathSetting,
	RecordList,
} from './api/declaration';
export type {
	Account,
	CodedText,
	CommonMap,
	EventDeclaration,
	EventSample,
	MapOfLists,
	OutgoingEvent,
	PayloadMap,
	Source,
} from './event/declaration';
export type {
	ApiRegistration,
	ManualRegistration,
	NewWebhook,
	WebhookApi,
	WebhookChange,
} from './registration/declaration';

/** Everything in which one platform differs from another. Nothing outside `platforms/` knows more. */
export interface Platform extends EventsDeclaration {
	/** One sentence for the platform menu, without final period. */
	description: string;
	/** Other names that people look for it by. */
	aliases?: readonly string[];
	/** Public page on the platform's webhooks. */
	docsUrl: string;
	/** The day on which its sources were last looked at: `2026-11-25`. */
	checkedOn: string;
	/** What its sources do not say, or only others say, in phrases without final period. */
	uncertain: readonly string[];
	/** The addresses that it publishes as those it delivers from. */
	sourceAddresses?: readonly string[];
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
	/** How it checks the URL before it delivers; left out where it does not. */
	setupCheck?: SetupCheck;
	/** What it wants for an answer; 200 with a JSON body where it does not mind. */
	answer?: DeliveryAnswer;
	/** Harmless delivery headers worth showing, besides those named in `payload`. */
	informativeHeaders?: readonly string[];
	registration: ManualRegistration | ApiRegistration;
	/** How its API is called and what records it has; absent where it has none that is public. */
	api?: ApiDeclaration;
	/** Waits between attempts, in seconds. */
	retry: RetrySchedule;
}

/** The statuses that a genuine delivery may be answered with. */
export const ANSWER_STATUSES = [200, 201, 202, 204] as const;

export interface DeliveryAnswer {
	status: (typeof ANSWER_STATUSES)[number];
	/** A short JSON object, or nothing. */
	body: 'json' | 'empty';
}

export interface RetrySchedule {
	/** Wait before each further attempt; empty when the platform does not retry or does not say. */
	delaysSeconds: readonly number[];
	/** The answers after which it tries again, where it says so. No answer always counts. */
	repeats?: readonly RetriedAnswer[];
	/** How long the platform waits for an answer, where it says so. */
	timeoutSeconds?: number;
	/** After how many deliveries in a row without success it calls an endpoint failing, where it says so. */
	failingAfter?: number;
	/** What is known, in one sentence for the documentation. */
	note: string;
}

/** A status, or all of a class. */
export type RetriedAnswer = number | '3xx' | '4xx' | '5xx';

/** Keeps a declaration's literal types, so that ids and event names can be types. */
export function definePlatform<const P extends Platform>(platform: P): P {
	return platform;
}
