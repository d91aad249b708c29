import { isSelected } from '../event/selection';
import { normaliseEvent, type NormalisedEvent } from '../event/normalise';
import type { Platform } from '../platform';
import type { RequestHeaders } from '../signature/header';
import type { SignatureScheme } from '../signature/scheme';
import type { RefusalReason } from '../signature/verdict';
import type { Verifier } from '../signature/verify';
import { parseBody, type BodyRefusal } from './body';
import { safeHeaders, type DeliveryInfo } from './deliveryInfo';

/** What a receiving endpoint is set up for. */
export interface Receiver {
	platform: Platform;
	/** The platform's scheme, or the one the user configured. */
	scheme: SignatureScheme;
	/** Null only where the user has switched the check off by its own, clearly named option. */
	verifier: Verifier | null;
	selection: readonly string[];
}

export interface IncomingRequest {
	headers: RequestHeaders;
	body: Buffer;
}

export type ReceivedEvent = NormalisedEvent & { delivery: DeliveryInfo };

/** What becomes of a delivery, before anything has been answered or started. */
export type Outcome =
	| { kind: 'refused'; status: 400 | 401; reason: RefusalReason | BodyRefusal }
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
	if (verdict && !verdict.valid) return { kind: 'refused', status: 401, reason: verdict.reason };

	const body = parseBody(request.body);
	if (!body.ok) return { kind: 'refused', status: 400, reason: body.reason };

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
	const event = { ...normaliseEvent(platform, readable, nowMs), delivery };
	return isSelected(platform, receiver.selection, event.event)
		? { kind: 'accepted', event }
		: { kind: 'ignored', reason: 'event_not_selected', event };
}

function schemeName(scheme: SignatureScheme): string {
	return scheme.kind === 'basic' ? 'basic' : `hmac-${scheme.algorithm}`;
}
