/** A platform whose base URL is its bare host; the others have a version in it. */
const BARE_HOSTS = new Set(['goTab']);

/** The path that a platform's base URL ends in, so that the sandbox's looks like the real one. */
export function basePathOf(platformId: string): string {
	return BARE_HOSTS.has(platformId) ? '' : '/v1';
}
