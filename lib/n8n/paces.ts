import { createPace, type Pace } from '../api/pace';
import type { Protocol, RecordApi } from '../api/declaration';

/** Workflows that run at the same time share a platform's limit, so they share the pace too. */
const paces = new Map<string, Pace>();
const MOST_PACES = 200;

/**
 * The pace of one credential.
 *
 * @param owner what the platform counts by, such as the id of the credential
 */
export function sharedPace(
	owner: string,
	protocol: Protocol,
	{ rateLimits, rateHeaders }: Pick<RecordApi, 'rateLimits' | 'rateHeaders'>,
): Pace {
	const key = `${protocol} ${owner}`;
	const known = paces.get(key);
	// The oldest goes first, so what is in use moves to the end.
	if (known) paces.delete(key);
	const pace = known ?? createPace(rateLimits, protocol, rateHeaders);
	paces.set(key, pace);
	const [oldest] = paces.keys();
	if (paces.size > MOST_PACES) paces.delete(oldest);
	return pace;
}
