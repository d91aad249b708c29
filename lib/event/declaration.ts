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
	 * One readable line. `{path}` is filled in from the payload; a part in square brackets
	 * is left out when one of its values is missing: `Order[ {data.number}] created[, total {data.total}]`.
	 */
	summary: string;
	/** Tolerant schema of the whole payload. A function, so that loading a node builds none. */
	schema: () => ZodTypeAny;
	/** What the platform's documentation shows, or the smallest delivery consistent with it. */
	sample: EventSample;
	/**
	 * Two equal bodies may be two real changes within minutes, so they are never treated as
	 * duplicates.
	 */
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

/** The platform's own ids of whose event it is, such as `{ locationId: '1234' }`. */
export type Account = Record<string, string>;

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
