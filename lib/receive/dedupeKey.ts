import { createHash } from 'crypto';

import type { Platform, Source } from '../platform';
import type { RequestHeaders } from '../headers';
import { signedHeaders, signedText, type SignedRequest } from '../signature/request';
import type { SignatureScheme } from '../signature/scheme';
import { readText } from '../event/source';

/**
 * Characters of a key: 48 bits in base64url. A thousand of them take 8 kB, which n8n reads and
 * writes with every delivery. An event is taken for another one of a thousand once in 280 billion
 * times.
 */
export const KEY_LENGTH = 8;

/**
 * What makes two deliveries the same one, as a short hash: the event's id where the platform sends
 * one, else the signed bytes. Only what the signature covers counts. A key from an unsigned header
 * could be changed at will, or dropped, to have an old delivery run again.
 *
 * @param nodeKey goes in first. It is unknown to those who send, so that nobody who has a say in
 * what is sent can look for a payload that would be taken for another one.
 */
export function dedupeKey(
	nodeKey: string,
	platform: Pick<Platform, 'id' | 'payload' | 'dedupeBy'>,
	scheme: SignatureScheme,
	request: SignedRequest & { body: Buffer; payload: Record<string, unknown> },
): string {
	const hash = createHash('sha256').update(`${nodeKey}\n${platform.id}\n`);
	const id =
		platform.dedupeBy === 'eventId'
			? readText(
					request,
					platform.payload.id.filter((source) => isSigned(source, scheme, request.headers)),
				)
			: undefined;
	// The timestamp belongs to it: two equal bodies signed at different times may be two real changes,
	// while a replay has to keep the time it was signed with.
	if (id === undefined) hash.update(besideBody(scheme, request)).update(request.body);
	else hash.update(`id\n${id}`);
	return hash.digest('base64url').slice(0, KEY_LENGTH);
}

function isSigned(source: Source, scheme: SignatureScheme, headers: RequestHeaders): boolean {
	if ('body' in source) return true;
	return (
		scheme.kind === 'hmac' && signedHeaders(scheme, headers).includes(source.header.toLowerCase())
	);
}

/** What is signed besides the body. */
function besideBody(scheme: SignatureScheme, request: SignedRequest): string {
	return scheme.kind === 'hmac' ? signedText(scheme, request) : '';
}
