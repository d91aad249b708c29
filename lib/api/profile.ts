import type { Platform } from '../platform';
import type { ApiProfile, ErrorForm } from './declaration';

const USUAL_ERRORS: ErrorForm = {
	message: ['error.message', 'message', 'error'],
	requestId: ['error.request_id', 'request_id'],
};

/** Undefined where a platform has no public API. */
export function apiProfile({
	records,
	registration,
}: Pick<Platform, 'records' | 'registration'>): ApiProfile | undefined {
	if (records) return records;
	if (registration.kind === 'manual') return undefined;
	return { credential: registration.credential, rateLimits: [], errors: USUAL_ERRORS };
}
