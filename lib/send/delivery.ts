/** Why an attempt failed, in the terms in which the log can be filtered. */
export type FailureClass =
	| 'dns'
	| 'connection_refused'
	| 'reset'
	| 'timeout'
	| 'tls'
	/** Answered with 3xx, which is never followed. */
	| 'redirect'
	/** Answered with any other status than 2xx. */
	| 'http'
	/** The operator's policy does not allow this address. */
	| 'blocked'
	| 'invalid_url';

export interface Failure {
	class: FailureClass;
	/** One sentence without secrets, URL credentials or query strings. */
	message: string;
}

/** One request and what came of it. Holds no secret, signature or Authorization value. */
export interface Attempt {
	/** 1 for the first. */
	number: number;
	/** When it started: ISO 8601, UTC. */
	at: string;
	durationMs: number;
	/** Null when no answer came. */
	statusCode: number | null;
	/** Start of the answer's body as text, redacted, at most 500 characters. */
	response: string;
	/** Null for a 2xx answer. */
	failure: Failure | null;
	/** When the next one is due: ISO 8601, UTC; null when there is none. */
	nextAttemptAt: string | null;
}

export type DeliveryStatus =
	| 'delivered'
	/** Nothing more is tried; `reason` says why. */
	| 'failed'
	/** To be sent again at `nextAttemptAt`, by a later run. */
	| 'retrying'
	/** Not sent, because its endpoint is paused. */
	| 'paused';

/** Why a delivery ended without success. */
export type FailureReason =
	/** The endpoint answered 410: it wants no more deliveries at all. */
	| 'gone'
	/** Another answer, or a URL, that trying again would not change. */
	| 'rejected'
	/** The schedule has no further attempt. */
	| 'exhausted'
	/** The next attempt lies further away than this run may wait; `nextAttemptAt` notes it. */
	| 'max_wait'
	/** The execution was cancelled. */
	| 'cancelled'
	/** The endpoint is paused after too many failures. */
	| 'paused';

/** One event on its way to one endpoint, with every attempt so far. */
export interface Delivery {
	/** Made once, kept over all attempts, also those of later runs. */
	id: string;
	/** Stays the same over all attempts and resends. */
	eventId: string;
	/** Name on the wire. */
	event: string;
	/** Id of the platform whose wire form was used. */
	platform: string;
	/** Where to, without user, password, query values and fragment. */
	url: string;
	status: DeliveryStatus;
	/** Absent for a delivery that is delivered or will be retried. */
	reason?: FailureReason;
	attempts: Attempt[];
	/** When the next attempt is due: ISO 8601, UTC; null when there is none. */
	nextAttemptAt: string | null;
}

/** When to try again, as data. The presets are the lists that platforms declare. */
export type RetryPlan =
	| { kind: 'none' }
	| {
			kind: 'exponential';
			/** Upper bound of the first wait. */
			baseSeconds: number;
			/** By which it grows with each attempt. */
			factor: number;
			/** Upper bound of every wait. */
			capSeconds: number;
			/** In total, the first included. */
			attempts: number;
	  }
	| { kind: 'fixed'; delaySeconds: number; attempts: number }
	/** The wait before each further attempt. */
	| { kind: 'list'; delaysSeconds: readonly number[] };

/** A request as it goes over the wire. The body is sent as it stands. */
export interface WireRequest {
	url: string;
	headers: Record<string, string>;
	body: Buffer;
	/** For the whole exchange, the answer's body included. */
	timeoutMs: number;
	/** Ends the exchange early. */
	signal?: AbortSignal;
}

/** What came of one request. */
export interface Exchange {
	/** Null when no answer came. */
	statusCode: number | null;
	/** The Retry-After header as sent. */
	retryAfter?: string;
	/** Start of the body, not redacted yet. */
	text: string;
	/** What kept a whole answer from coming; null when one did, whatever its status. */
	failure: Failure | null;
}

/** Sends one request. Never rejects, never follows a redirect, never reads without a limit. */
export type Transport = (request: WireRequest) => Promise<Exchange>;
