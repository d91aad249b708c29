import type { ZodTypeAny } from 'zod';

/** What a platform declares of its events: which there are, and how a delivery carries them. */
export interface EventsDeclaration {
	/** Stable value of the `platform` parameter in saved workflows. */
	id: string;
	/** The platform's own spelling of its name. */
	name: string;
	events: readonly EventDeclaration[];
	/** Event names are compared without regard to case. */
	eventNamesIgnoreCase?: boolean;
	/** Where the parts of a delivery stand. */
	payload: PayloadMap;
	/** Builds the JSON body of a delivery the way the platform does. */
	envelope: (event: OutgoingEvent) => Record<string, unknown>;
	/** Headers the platform sends besides the signature. */
	headers: (event: OutgoingEvent) => Record<string, string>;
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
	 * One readable line. `{path}` is filled in from the payload; a part in `[…]`
	 * is left out when one of its values is missing: `Order[ {data.number}] created[, {data.table}]`.
	 * `{common.lines}` and the like are the words for what all platforms have in common: they are
	 * filled in from the record as well, once its details have been fetched.
	 *
	 * @see CommonWords
	 */
	summary: string;
	/** Where the payload holds what the events of all platforms have in common. */
	common?: CommonMap;
	/** Tolerant schema of the whole payload. A function, so that loading a node builds none. */
	schema: () => ZodTypeAny;
	/** What the platform's documentation shows, or a likely delivery where `payloadEvidence` says so. */
	sample: EventSample;
	/**
	 * `documented` where a public document shows the payload or names its fields. Where none does, the
	 * sample is `inferred`: made up after what else is known. The schema then asks nothing of the
	 * data, because no real delivery can contradict what nobody has written down.
	 */
	payloadEvidence: 'documented' | 'inferred';
	/**
	 * Two equal bodies may be two real changes within minutes, so they are never treated as
	 * duplicates.
	 */
	repeatable?: boolean;
	/** A sign of life that is asked for all the time: it is wanted only where it is chosen by its name. */
	heartbeat?: true;
	/**
	 * How sure the event is: `documented` where the platform describes its webhooks, named elsewhere
	 * by the `vendor` (an SDK, another page), or seen only in code of a `thirdParty`.
	 */
	evidence: 'documented' | 'vendor' | 'thirdParty';
}

/**
 * Where an event or a record holds what all platforms have in common. Each text is a template as in
 * a summary, such as `{data.number|data.id}`. What a platform does not say is left out, not guessed.
 */
export interface CommonMap {
	amount?: {
		value: string;
		/** Path of a list whose items hold the values, where the amount is their sum: several bills. */
		sumAt?: string;
		/** ISO 4217. */
		currency?: string;
		/** Whether 1850 means 1850.00 or 18.50. */
		unit: AmountUnit;
		/**
		 * How many of the digits are decimals, where the payload says so itself: 1850 with 2 of them is
		 * 18.50, and is given out so. Where it does not, the unit holds.
		 */
		decimals?: string;
	};
	startsAt?: string;
	endsAt?: string;
	/** Several are added up, such as adults and children; the first has to be there. */
	partySize?: string | readonly [string, ...string[]];
	guest?: { name?: string; email?: string; phone?: string };
	status?: string | CodedText;
	/** How it came in: `direct`, `dine_in`, `online`. */
	channel?: string | CodedText;
	/** What the staff call it: order number, booking code. */
	reference?: string;
	/** What was ordered: the path of a list or of one item, and templates for each item. */
	lines?: {
		at: string;
		/** Where the items at that path hold lists of lines themselves: their path in each. */
		eachAt?: string;
		name: string;
		quantity?: string;
	};
}

/** A template whose values are codes, and the words that they stand for; other values stay as they are. */
export interface CodedText {
	value: string;
	words: Readonly<Record<string, string>>;
}

export type AmountUnit = 'major' | 'minor' | 'unknown';

export interface EventSample {
	data: Record<string, unknown>;
	id?: string;
	/** ISO 8601. */
	occurredAt?: string;
	account?: Account;
	/** Id of the resource where the envelope carries it outside `data`. */
	resourceId?: string;
}

/** The platform's own ids of whose event it is, such as `{ locationId: '1234' }`. */
export type Account = Record<string, string>;

/**
 * A place in a delivery: a path in the JSON of the event, a path in what stands around the list
 * where a delivery holds several events, a header (any case), or several of them put together with
 * text between, such as `{topic}/{type}` or `{header:X-Topic}.{type}`. What cannot be said so is
 * worked out by a small function `from` the event and what stands around its list; it must not throw.
 */
export type Source =
	| { body: string }
	| { delivery: string }
	| { header: string }
	| { template: string }
	| { from: (event: Record<string, unknown>, delivery?: Record<string, unknown>) => unknown };

/** A map whose every value is a list of events: where it stands, and what its keys are called. */
export interface MapOfLists {
	mapAt: string;
	/** The name of the key in what stands around an event: `merchantId`. */
	keyAs: string;
}

/** For each part of a delivery the places to look, best first. */
export interface PayloadMap {
	/**
	 * Where a delivery that may hold several events has their list: a path, or `$` where the body
	 * itself is the list. All other places are then those in one event. A delivery without a list
	 * there is one event; so is an object in its place.
	 */
	events?: string | MapOfLists;
	/** Places of live secrets, such as an access token for whoever is told of it; they are masked. */
	masked?: readonly string[];
	event: readonly Source[];
	id: readonly Source[];
	occurredAt: readonly Source[];
	/**
	 * Of those places the ones whose time is the event's own, not that of its record. An id and such
	 * a time make equal bodies one event, also where every attempt is signed with a time of its own.
	 */
	eventTime?: readonly Source[];
	/** A header is read only where the body has none of the fields: null there means that there is none. */
	resourceId: readonly Source[];
	/** The ids of whose event it is, by the names that they have in a workflow. */
	account: Readonly<Record<string, AccountPart>>;
	/** Where the event's data stands; the whole payload when none is an object. */
	data: readonly Source[];
}

/** One id of an account: where a delivery carries it, and what a user calls it. */
export interface AccountPart {
	/** Empty where it is sent, but not believed when it comes in. */
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
	/** The data is a list, under `items`: formats without an envelope send it as one. */
	isList?: boolean;
	account: Account;
	resourceId?: string;
}
