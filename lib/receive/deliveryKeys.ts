import { createHash } from 'crypto';

import type { Source } from '../event/declaration';
import { headersOf, readText } from '../event/source';
import type { RequestHeaders } from '../headers';
import type { Platform } from '../platform';
import { signedHeaders, signedText, type SignedRequest } from '../signature/request';
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

/** A verified delivery as far as it tells itself apart from others. */
export interface KeyedDelivery extends SignedRequest {
	body: Buffer;
	payload: Record<string, unknown>;
	/** Unix milliseconds. */
	receivedAtMs: number;
}

/**
 * What makes two deliveries the same one, as short hashes: the event's id where the platform sends
 * one, else the signed bytes, the signed time included. Only what the signature covers counts. A key
 * from an unsigned header could be changed at will, or dropped, to have an old delivery run again.
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
): [string, ...string[]] {
	const readSigned = (sources: readonly Source[]) =>
		readText(
			delivery,
			sources.filter((source) => isSigned(source, scheme, delivery.headers)),
		);
	const id = readSigned(platform.payload.id);
	const identity = createHash('sha256').update(`${nodeKey}\n${platform.id}\n`);
	if (id !== undefined && platform.dedupeBy === 'eventId') identity.update(`id\n${id}`);
	else {
		const besideBody = scheme.kind === 'hmac' ? signedText(scheme, delivery) : '';
		identity.update(besideBody).update(delivery.body);
	}
	const hash = identity.digest('base64url');
	if (id !== undefined || signsIdOrTime(scheme) || readSigned(platform.payload.occurredAt)) {
		return [hash.slice(0, KEY_LENGTH)];
	}
	const stepMs = (repeatWindowMinutes(platform) * 60_000) / WINDOW_STEPS;
	const now = Math.floor(delivery.receivedAtMs / stepMs);
	const atStep = (step: number) => shortHash(`${hash}\n${step}`);
	const earlier = Array.from({ length: WINDOW_STEPS }, (_, back) => atStep(now - 1 - back));
	return [atStep(now), ...earlier];
}

/**
 * For how long an equal notice without id and time is a repetition: as declared, else as long as
 * the platform goes on repeating, and ten minutes where it does not say.
 */
export function repeatWindowMinutes({
	repeatWindowMinutes: declared,
	retry,
}: Pick<Platform, 'repeatWindowMinutes' | 'retry'>): number {
	const schedule = retry.delaysSeconds.reduce((sum, delay) => sum + delay, 0) / 60;
	return declared ?? Math.max(SHORTEST_WINDOW_MINUTES, schedule);
}

function signsIdOrTime(scheme: SignatureScheme): boolean {
	if (scheme.kind !== 'hmac') return false;
	return scheme.timestamp !== undefined || scheme.signedContent.includes('{id}');
}

function isSigned(source: Source, scheme: SignatureScheme, headers: RequestHeaders): boolean {
	const names = headersOf(source);
	if (names.length === 0) return true;
	const signed = scheme.kind === 'hmac' ? signedHeaders(scheme, headers) : [];
	return names.every((name) => signed.includes(name.toLowerCase()));
}

function shortHash(text: string): string {
	return createHash('sha256').update(text).digest('base64url').slice(0, KEY_LENGTH);
}
