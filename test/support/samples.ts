import { safeHeaders } from '../../lib/receive/verification';
import { normaliseEvent, type NormalisedEvent } from '../../lib/event/normalise';
import { eventsIn } from '../../lib/event/several';
import type { EventDeclaration, OutgoingEvent, Platform } from '../../lib/platform';
import type { SignatureScheme } from '../../lib/signature/scheme';
import type { Secrets } from '../../lib/signature/secret';
import { createSigner } from '../../lib/signature/sign';
import { urlWithToken } from '../../lib/signature/token';

/** 2026-01-01T00:00:00Z in Unix seconds. */
export const SIGNED_AT = 1767225600;

/** The sample of an event as it would be sent, with an id and a time where it has none. */
export function outgoing({ name, sample }: EventDeclaration): OutgoingEvent {
	return {
		name,
		id: sample.id ?? 'evt_test',
		occurredAt: sample.occurredAt ?? '2026-01-18T10:30:00Z',
		data: sample.data,
		account: sample.account ?? {},
		resourceId: sample.resourceId,
	};
}

/** Where samples are delivered to. */
const ENDPOINT = 'https://n8n.example.com/webhook/1';

/** Secrets that fit a scheme, and others that fit it as well. */
export function secretsFor(scheme: SignatureScheme): { right: Secrets; wrong: Secrets } {
	if (scheme.kind === 'basic') {
		const username = 'n8n';
		return { right: { username, password: 'a:b' }, wrong: { username, password: 'a:c' } };
	}
	const format = scheme.kind === 'hmac' ? scheme.secretFormat : 'text';
	const write = (text: string) => {
		if (format === 'text') return text;
		if (format === 'whsec') return `whsec_${Buffer.from(text).toString('base64')}`;
		return Buffer.from(text).toString(format);
	};
	return { right: { secret: write('kitchen-secret') }, wrong: { secret: write('bar-secret') } };
}

export interface SignedSample {
	headers: Record<string, string>;
	payload: Record<string, unknown>;
	/** The bytes of the payload. */
	body: string;
	/** Where it goes, with the token in it where it has one there. */
	url: string;
	query: Record<string, string>;
}

/** An event's sample as its platform would deliver it. */
export function signedSample(
	platform: Platform,
	event: EventDeclaration,
	timestampSeconds = SIGNED_AT,
): SignedSample {
	const sent = outgoing(event);
	const body = JSON.stringify(platform.envelope(sent));
	const { signature } = platform;
	const { right } = secretsFor(signature);
	const url = signature.kind === 'token' ? urlWithToken(signature, right, ENDPOINT) : ENDPOINT;
	const headers = { 'Content-Type': 'application/json', ...platform.headers(sent) };
	const proof = createSigner(
		signature,
		right,
	)({
		body,
		id: sent.id,
		timestampSeconds,
		url,
		headers,
	});
	return {
		headers: { ...headers, ...proof },
		payload: JSON.parse(body) as Record<string, unknown>,
		body,
		url,
		query: Object.fromEntries(new URL(url).searchParams),
	};
}

/** The one event of a sample, read from where it stands. */
export function readSample(
	platform: Platform,
	headers: Record<string, string>,
	payload: Record<string, unknown>,
): NormalisedEvent {
	const [event] = eventsIn({ body: payload }, platform.payload.events);
	return normaliseEvent(platform, { headers, ...event }, SIGNED_AT * 1000);
}

/** The item that a delivery becomes, but for the payload, its data and the time of receipt. */
export function itemOf(
	platform: Platform,
	headers: Record<string, string>,
	payload: Record<string, unknown>,
): Record<string, unknown> {
	const event = readSample(platform, headers, payload);
	return Object.fromEntries(
		Object.entries(event).filter(([name]) => !['payload', 'data', 'receivedAt'].includes(name)),
	);
}

/** For every declared event the delivery of its sample, and the item that comes out of it with the headers that it shows. */
export function golden(platform: Platform) {
	return Object.fromEntries(
		platform.events.map((event) => {
			const { headers, payload } = signedSample(platform, event);
			const item = itemOf(platform, headers, payload);
			const shown = safeHeaders(platform, platform.signature, headers);
			return [event.name, { headers, body: payload, item, shown }];
		}),
	);
}
