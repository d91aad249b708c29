import { createHash } from 'crypto';

import { ALL_EVENTS } from '../event/name';
import type { Platform } from '../platform';

/** The wildcard is ours: a platform is asked for each event that its documentation names. */
export function wantedEvents(platform: Platform, selection: readonly string[]): string[] {
	const typed = selection.filter((name) => name !== ALL_EVENTS);
	const documented = selection.includes(ALL_EVENTS)
		? platform.events.filter(({ evidence }) => evidence === 'documented').map(({ name }) => name)
		: [];
	return [...new Set([...documented, ...typed])].sort();
}

/** Eight hex digits tell two secrets apart and give away next to nothing. */
export function markOf(secret: string, url: string): string {
	return createHash('sha256')
		.update(`${new URL(url).pathname}\n${secret.trim()}`)
		.digest('hex')
		.slice(0, 8);
}

/**
 * The same creation sent again, after a crash say, has the same key. One that follows another has
 * its own, or a platform would answer it with the webhook that it created the last time.
 *
 * @param after what came before, such as the id of the last webhook
 */
export function idempotencyHeader(
	body: Record<string, unknown>,
	after: string,
): Record<string, string> {
	const key = createHash('sha256')
		.update(`${after}\n${JSON.stringify(body)}`)
		.digest('hex')
		.slice(0, 32);
	return { 'X-Idempotency-Key': key };
}
