import type { Platform } from '../../lib/platform';
import { idsWhere } from '../../lib/n8n/properties/showWhen';
import type { SignatureScheme } from '../../lib/signature/scheme';
import { platforms } from '../../platforms';

/** Value of the platform parameter that sends the data as it is, without envelope and signature. */
export const PLAIN = 'plain';

/** Platforms whose deliveries prove themselves in this way. */
export function platformsSigning(kind: SignatureScheme['kind']): string[] {
	return idsWhere(platforms, ({ signature }) => signature.kind === kind);
}

/**
 * Whether the names of events are the sender's own. Such a platform declares nothing but an
 * example to try a connection with.
 */
export function namesEventsFreely({ events }: Platform): boolean {
	return events.every(({ resourceType }) => resourceType === 'example');
}
