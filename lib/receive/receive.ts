import { isSelected } from '../event/name';
import { type NormalisedEvent, normaliseEvent } from '../event/normalise';
import type { Platform } from '../platform';
import type { SignatureScheme } from '../signature/scheme';
import type { SignedRequest, Verifier } from '../signature/verify';
import type { Reason } from './reasons';
import { checkPayload, type SchemaIssue } from './schemaCheck';
import { unverified, type Verification, verified } from './verification';
import { isObject, parseJson } from '../json';

/** What a receiving endpoint is set up for. */
export interface Receiver {
	platform: Platform;
	/** The platform's scheme, or the one the user configured. */
	scheme: SignatureScheme;
	/** Null only where the user has switched the check off by its own, clearly named option. */
	verifier: Verifier | null;
	selection: readonly string[];
	payloadCheck: PayloadCheck;
	/** Of the workflow, such as `Europe/Berlin`: of times that come without one, and in the summary. */
	timeZone: string;
}

export interface IncomingRequest extends SignedRequest {
	body: Buffer;
}

/** The JSON of the Trigger's item. */
export type ReceivedEvent = NormalisedEvent & {
	verification: Verification;
	/** Present unless the check is off: how the payload differs from the platform's documentation. */
	schemaIssues?: SchemaIssue[];
};

/** What to do about payloads that differ from the documentation. */
export type PayloadCheck = 'off' | 'flag' | 'reject';

/** What becomes of a delivery, before anything has been answered or started. */
export type Outcome =
	| { kind: 'refused'; reason: Reason; issues?: SchemaIssue[] }
	| { kind: 'ignored'; reason: 'event_not_selected'; event: ReceivedEvent }
	| { kind: 'accepted'; event: ReceivedEvent };

/**
 * Takes a delivery through the protocol: verify, then read, then choose. Nothing is parsed before
 * the signature holds.
 *
 * @param nowMs Unix milliseconds
 */
export function receive(receiver: Receiver, request: IncomingRequest, nowMs: number): Outcome {
	const { platform, scheme, verifier, payloadCheck } = receiver;
	const verdict = verifier ? verifier(request, nowMs) : null;
	if (verdict && !verdict.valid) return { kind: 'refused', reason: verdict.reason };

	const body = parseBody(request.body);
	if (!body.ok) return { kind: 'refused', reason: body.reason };

	const { headers } = request;
	const verification = verdict
		? verified(platform, scheme, headers, verdict)
		: unverified(platform, scheme, headers);
	const normalised = normaliseEvent(
		platform,
		{ headers, payload: body.payload },
		nowMs,
		receiver.timeZone,
	);
	const { payload, ...shown } = normalised;
	if (!isSelected(platform, receiver.selection, normalised.event)) {
		const event = { ...shown, verification, payload };
		return { kind: 'ignored', reason: 'event_not_selected', event };
	}
	if (payloadCheck === 'off') {
		return { kind: 'accepted', event: { ...shown, verification, payload } };
	}
	const issues = checkPayload(platform, normalised.event, payload);
	if (payloadCheck === 'reject' && issues.length > 0) {
		return { kind: 'refused', reason: 'payload_invalid', issues };
	}
	return { kind: 'accepted', event: { ...shown, verification, schemaIssues: issues, payload } };
}

/** An event of a platform with nothing in it: the fields that every event has. */
export function emptyEvent({
	platform,
	scheme,
}: Pick<Receiver, 'platform' | 'scheme'>): ReceivedEvent {
	const event = normaliseEvent(platform, { headers: {}, payload: {} }, 0);
	return { ...event, verification: unverified(platform, scheme, {}), schemaIssues: [] };
}

export type BodyRefusal = 'body_not_utf8' | 'body_not_json' | 'body_not_object';

export type BodyResult =
	| { ok: true; payload: Record<string, unknown> }
	| { ok: false; reason: BodyRefusal };

/** Shared by all bodies: each is decoded whole, which leaves nothing behind for the next. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a verified body. A byte order mark is skipped; bytes that are not UTF-8 are refused rather
 * than replaced, because what is replaced is lost. Whole numbers beyond 2^53 come as text.
 */
export function parseBody(bytes: Uint8Array): BodyResult {
	let text: string;
	try {
		text = utf8.decode(bytes);
	} catch {
		return { ok: false, reason: 'body_not_utf8' };
	}
	let payload: unknown;
	try {
		payload = parseJson(text);
	} catch {
		return { ok: false, reason: 'body_not_json' };
	}
	return isObject(payload) ? { ok: true, payload } : { ok: false, reason: 'body_not_object' };
}
