import { createHash } from 'crypto';

import type { Source } from '../event/declaration';
import { headersOf, readText } from '../event/source';
import type { RequestHeaders } from '../headers';
import { toJson } from '../json';
import type { Platform } from '../platform';
import { hasSignedId, signedHeaders, signedText, type SignedRequest } from '../signature/request';
import type { SignatureScheme } from '../signature/scheme';

/**
 * Characters of a key: 48 bits in base64url. A thousand of them take 8 kB, which n8n reads and
 * writes with every delivery. An event is taken for another one of a thousand once in 280 billion
 * times.
 */
export const KEY_LENGTH = 8;

/** Steps of the repeat window: it is as exact as one of them. */
const WINDOW_STEPS = 10;

/** How long a platform may go on repeating of which nothing is known. */
export const SHORTEST_WINDOW_MINUTES = 10;

/** Nothing on the way holds a delivery back for longer. */
const DOUBLED_WITHIN_MINUTES = 1;

/** A verified delivery as far as it tells itself apart from others. */
export interface KeyedDelivery extends SignedRequest {
	body: Buffer;
	/** Of the one event, where the delivery holds several. */
	payload: Record<string, unknown>;
	/** What stands around the list of several events. */
	delivery?: Record<string, unknown>;
	/** The event as text, where it is one of several: what `keysOfEvents` makes of it. */
	text?: string;
	/** Unix milliseconds. */
	receivedAtMs: number;
}

/**
 * What makes two deliveries the same one, as short hashes: the event's id where the platform sends
 * one, else the signed bytes, the signed time included. Only what the signature covers counts. A key
 * from an unsigned header could be changed at will, or dropped, to have an old delivery run again.
 *
 * Senders sign each attempt with the time at which they make it. So that time does not count where
 * the event tells itself apart: by an id and a time of its own in the body, or by an id in a signed
 * header. An `id` in the body alone may be that of an order, of which there is more than one event.
 *
 * One of several events in a delivery is known by its own id in the same way. Where it has none, it
 * is itself and what stands around the list: with other events beside it, it is still the same one.
 *
 * Where what is signed holds neither an id nor a time, two equal notices may be two real events.
 * There the key changes as time goes by, and a notice counts as a repetition within the repeat
 * window only.
 *
 * @param nodeKey goes in first. It is unknown to those who send, so that nobody who has a say in
 * what is sent can look for a payload that would be taken for another one.
 * @returns the key to remember the delivery by, and after it those by which an equal one of the
 * repeat window may have been remembered
 * @see decisions/duplicates.md
 */
export function deliveryKeys(
	nodeKey: string,
	platform: Pick<Platform, 'id' | 'payload' | 'dedupeBy' | 'repeatWindowMinutes' | 'retry'>,
	scheme: SignatureScheme,
	delivery: KeyedDelivery,
	shared = sharedTexts(scheme, delivery),
): [string, ...string[]] {
	const signed = (sources: readonly Source[]) =>
		sources.filter((source) => isSigned(source, scheme, delivery.headers));
	const { id, ofDelivery } = readIds(delivery, signed(platform.payload.id));
	const besideBody = () =>
		shared.besideBody(isOneEvent(platform, scheme, delivery, id ?? ofDelivery));
	const identity = createHash('sha256').update(`${nodeKey}\n${platform.id}\n`);
	if (id !== undefined && platform.dedupeBy === 'eventId') identity.update(`id\n${id}`);
	else if (!delivery.delivery) identity.update(besideBody()).update(delivery.body);
	else {
		identity.update('event\n');
		if (ofDelivery !== undefined && platform.dedupeBy === 'eventId')
			identity.update(`id\n${ofDelivery}`);
		else identity.update(besideBody()).update(shared.around(delivery.delivery));
		identity.update('\n').update(delivery.text ?? toJson(delivery.payload) ?? '');
	}
	const hash = identity.digest('base64url');
	const time = readText(delivery, signed(platform.payload.occurredAt));
	if ((id ?? ofDelivery ?? time) !== undefined || signsIdOrTime(scheme)) {
		return [hash.slice(0, KEY_LENGTH)];
	}
	const stepMs = (repeatWindowMinutes(platform) * 60_000) / WINDOW_STEPS;
	const now = Math.floor(delivery.receivedAtMs / stepMs);
	const atStep = (step: number) => shortHash(`${hash}\n${step}`);
	const earlier = Array.from({ length: WINDOW_STEPS }, (_, back) => atStep(now - 1 - back));
	return [atStep(now), ...earlier];
}

/**
 * The keys of all events of a delivery. Entries that are equal in all they hold are not the same
 * event: a repetition of the delivery has as many of them.
 */
export function keysOfEvents(
	nodeKey: string,
	platform: Parameters<typeof deliveryKeys>[1],
	scheme: SignatureScheme,
	request: Omit<KeyedDelivery, 'payload' | 'delivery' | 'text'>,
	events: ReadonlyArray<Pick<KeyedDelivery, 'payload' | 'delivery'>>,
): Array<[string, ...string[]]> {
	const [first] = events;
	if (!first) return [];
	const shared = sharedTexts(scheme, { ...request, ...first });
	const countsAround = new Map<string, Map<string, number>>();
	return events.map(({ payload, delivery }, index) => {
		const keyed = { ...request, payload, delivery };
		if (!delivery) return deliveryKeys(nodeKey, platform, scheme, keyed, shared);
		// What is nested too deep for JSON is known by its place in these bytes.
		const json = toJson(payload) ?? `${index} ${shortHash(request.body.toString('latin1'))}`;
		const around = shared.around(delivery);
		const counts = countsAround.get(around) ?? new Map<string, number>();
		countsAround.set(around, counts);
		const before = counts.get(json) ?? 0;
		counts.set(json, before + 1);
		const text = before === 0 ? json : `${json}\n${before}`;
		return deliveryKeys(nodeKey, platform, scheme, { ...keyed, text }, shared);
	});
}

/** What the events of a delivery share, each made once. */
function sharedTexts(scheme: SignatureScheme, delivery: KeyedDelivery) {
	const once = (make: () => string) => {
		let made: string | undefined;
		return () => (made ??= make());
	};
	const signed = (timeless: boolean) =>
		once(() => (scheme.kind === 'hmac' ? signedText(scheme, delivery, { timeless }) : ''));
	const [withTime, withoutTime] = [signed(false), signed(true)];
	const aroundTexts = new Map<unknown, string>();
	return {
		/** What is signed besides the body. */
		besideBody: (timeless: boolean) => (timeless ? withoutTime() : withTime()),
		/** What stands around the list of an event; the lists of a map share only most of it. */
		around: (one: KeyedDelivery['delivery']) => {
			const text = aroundTexts.get(one) ?? toJson(one) ?? delivery.body.toString('latin1');
			aroundTexts.set(one, text);
			return text;
		},
	};
}

/**
 * For how long an equal notice without id and time is a repetition: as declared, else as long as
 * the platform goes on repeating, and ten minutes where it does not say. Of one that never repeats
 * only a delivery that was doubled on its way is the same one.
 */
export function repeatWindowMinutes({
	repeatWindowMinutes: declared,
	retry,
}: Pick<Platform, 'repeatWindowMinutes' | 'retry'>): number {
	if (declared === undefined && retry.repeats?.length === 0) return DOUBLED_WITHIN_MINUTES;
	const schedule = retry.delaysSeconds.reduce((sum, delay) => sum + delay, 0) / 60;
	return declared ?? Math.max(SHORTEST_WINDOW_MINUTES, schedule);
}

/**
 * The id of an event, and, where it is one of several, an id that all of them share: in a header, or
 * around their list. Such an id does not tell them apart.
 */
function readIds(
	{ headers, payload, delivery }: KeyedDelivery,
	sources: readonly Source[],
): { id?: string; ofDelivery?: string } {
	if (!delivery) return { id: readText({ headers, payload }, sources) };
	return {
		id: readText({ headers: {}, payload }, sources),
		ofDelivery:
			readText({ headers, payload, delivery }, sources) ??
			readText({ headers, payload: delivery }, sources),
	};
}

/** Whether equal bodies are one event whenever they were signed. */
function isOneEvent(
	{ payload }: Pick<Platform, 'payload'>,
	scheme: SignatureScheme,
	delivery: KeyedDelivery,
	id: string | undefined,
): boolean {
	if (scheme.kind !== 'hmac' || !scheme.timestamp) return false;
	if (hasSignedId(scheme, delivery.headers)) return true;
	// The time in a header may be that of signing.
	const inBody = (payload.eventTime ?? []).filter((source) => headersOf(source).length === 0);
	return id !== undefined && readText(delivery, inBody) !== undefined;
}

function signsIdOrTime(scheme: SignatureScheme): boolean {
	if (scheme.kind !== 'hmac') return false;
	return scheme.timestamp !== undefined || scheme.signedContent.includes('{id}');
}

/** A password or token vouches for the whole call, its headers like its body. */
function isSigned(source: Source, scheme: SignatureScheme, headers: RequestHeaders): boolean {
	const names = headersOf(source);
	if (names.length === 0 || scheme.kind !== 'hmac') return true;
	const signed = signedHeaders(scheme, headers);
	return names.every((name) => signed.includes(name.toLowerCase()));
}

function shortHash(text: string): string {
	return createHash('sha256').update(text).digest('base64url').slice(0, KEY_LENGTH);
}
