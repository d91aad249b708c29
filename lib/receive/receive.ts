import { isSelected } from '../event/name';
import { type NormalisedEvent, normaliseEvent } from '../event/normalise';
import { eventsIn, type Body } from '../event/several';
import type { ReadableDelivery } from '../event/source';
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
	| { kind: 'read'; verification: Verification; events: ReadEvent[] };

/** One event of a delivery, and whether the user wants it. */
export interface ReadEvent {
	isSelected: boolean;
	event: ReceivedEvent;
}

/**
 * Takes a delivery through the protocol: verify, then read, then choose. Nothing is parsed before
 * the signature holds. A delivery is accepted or refused as a whole, also where it holds several
 * events.
 *
 * @param nowMs Unix milliseconds
 */
export function receive(receiver: Receiver, request: IncomingRequest, nowMs: number): Outcome {
	const { platform, scheme, verifier } = receiver;
	const verdict = verifier ? verifier(request, nowMs) : null;
	if (verdict && !verdict.valid) return { kind: 'refused', reason: verdict.reason };

	const body = parseBody(request.body);
	if (!body.ok) return { kind: 'refused', reason: body.reason };

	const { headers } = request;
	const verification = verdict
		? verified(platform, scheme, headers, verdict)
		: unverified(platform, scheme, headers);
	const events: ReadEvent[] = [];
	for (const delivered of eventsIn(body, platform.payload.events)) {
		const { isSelected, event } = readEvent(receiver, { headers, ...delivered }, nowMs);
		const issues = event.schemaIssues ?? [];
		if (receiver.payloadCheck === 'reject' && issues.length > 0) {
			return { kind: 'refused', reason: 'payload_invalid', issues };
		}
		const { payload, schemaIssues, ...shown } = event;
		// Each event has checks of its own.
		const own = { ...verification, checks: [...verification.checks] };
		events.push({
			isSelected,
			event: { ...shown, verification: own, ...(schemaIssues && { schemaIssues }), payload },
		});
	}
	return { kind: 'read', verification, events };
}

/** An event that is not wanted is not compared with the documentation. */
function readEvent(
	{ platform, selection, payloadCheck, timeZone }: Receiver,
	delivery: ReadableDelivery,
	nowMs: number,
): { isSelected: boolean; event: NormalisedEvent & { schemaIssues?: SchemaIssue[] } } {
	const event = normaliseEvent(platform, delivery, nowMs, timeZone);
	const wanted = isSelected(platform, selection, event.event);
	if (!wanted || payloadCheck === 'off') return { isSelected: wanted, event };
	const schemaIssues = checkPayload(platform, event.event, event.payload);
	return { isSelected: true, event: { ...event, schemaIssues } };
}

/** An event of a platform with nothing in it: the fields that every event has. */
export function emptyEvent({
	platform,
	scheme,
}: Pick<Receiver, 'platform' | 'scheme'>): ReceivedEvent {
	const event = normaliseEvent(platform, { headers: {}, payload: {} }, 0);
	const verification = unverified(platform, scheme, {});
	return { ...event, verification, schemaIssues: [], delivery: {} };
}

export type BodyRefusal = 'body_not_utf8' | 'body_not_json' | 'body_not_object';

export type BodyResult = { ok: true; body: Body } | { ok: false; reason: BodyRefusal };

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
	let body: unknown;
	try {
		body = parseJson(text);
	} catch {
		return { ok: false, reason: 'body_not_json' };
	}
	return Array.isArray(body) || isObject(body)
		? { ok: true, body }
		: { ok: false, reason: 'body_not_object' };
}
