import { isSelected } from '../event/name';
import { type NormalisedEvent, normaliseEvent } from '../event/normalise';
import { eventsIn } from '../event/several';
import type { ReadableDelivery } from '../event/source';
import type { Platform } from '../platform';
import type { SignatureScheme } from '../signature/scheme';
import type { SignedRequest, Verifier } from '../signature/verify';
import { parseBody } from './body';
import type { Reason } from './reasons';
import { checkPayload, type SchemaIssue } from './schemaCheck';
import { unverified, type Verification, verified } from './verification';

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

/** Reading more of them at once would keep n8n from everything else. */
export const MOST_EVENTS = 10_000;

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

	const { headers } = request;
	const read = parseBody(request.body, headers);
	if (!read.ok) return { kind: 'refused', reason: read.reason };

	const verification = verdict
		? verified(platform, scheme, headers, verdict)
		: unverified(platform, scheme, headers);
	const events: ReadEvent[] = [];
	const list = eventsIn(read, platform.payload.events);
	if (list.length > MOST_EVENTS) return { kind: 'refused', reason: 'too_many_events' };
	for (const delivered of list) {
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
