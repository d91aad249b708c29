import { isSelected } from '../event/selection';
import { normaliseEvent, type NormalisedEvent } from '../event/normalise';
import type { Platform } from '../platform';
import type { SignatureScheme } from '../signature/scheme';
import type { SignedRequest, Verifier } from '../signature/verify';
import { parseBody } from './body';
import { safeHeaders, type DeliveryInfo } from './deliveryInfo';
import type { Reason } from './reasons';
import { checkPayload, type SchemaIssue } from './schemaCheck';

/** What a receiving endpoint is set up for. */
export interface Receiver {
	platform: Platform;
	/** The platform's scheme, or the one the user configured. */
	scheme: SignatureScheme;
	/** Null only where the user has switched the check off by its own, clearly named option. */
	verifier: Verifier | null;
	selection: readonly string[];
	payloadCheck: PayloadCheck;
}

export interface IncomingRequest extends SignedRequest {
	body: Buffer;
}

export type ReceivedEvent = NormalisedEvent & {
	delivery: DeliveryInfo;
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
	const { platform, scheme, verifier } = receiver;
	const verdict = verifier ? verifier(request, nowMs) : null;
	if (verdict && !verdict.valid) return { kind: 'refused', reason: verdict.reason };

	const body = parseBody(request.body);
	if (!body.ok) return { kind: 'refused', reason: body.reason };

	const delivery: DeliveryInfo = {
		scheme: verdict ? schemeName(scheme) : 'none',
		verified: verdict !== null,
		matchedSecret: verdict?.matched ?? null,
		signedAt:
			verdict?.timestampSeconds === undefined
				? null
				: new Date(verdict.timestampSeconds * 1000).toISOString(),
		headers: safeHeaders(platform, scheme, request.headers),
	};
	const readable = { headers: request.headers, payload: body.payload };
	const event: ReceivedEvent = { ...normaliseEvent(platform, readable, nowMs), delivery };
	if (!isSelected(platform, receiver.selection, event.event)) {
		return { kind: 'ignored', reason: 'event_not_selected', event };
	}
	if (receiver.payloadCheck !== 'off') {
		const issues = checkPayload(platform, event.event, event.payload);
		if (receiver.payloadCheck === 'reject' && issues.length > 0) {
			return { kind: 'refused', reason: 'payload_invalid', issues };
		}
		event.schemaIssues = issues;
	}
	return { kind: 'accepted', event };
}

function schemeName(scheme: SignatureScheme): string {
	return scheme.kind === 'hmac' ? `hmac-${scheme.algorithm}` : scheme.kind;
}
