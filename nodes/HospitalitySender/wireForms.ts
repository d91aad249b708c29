import type { ICredentialsDisplayOptions } from 'n8n-workflow';

import { hiddenUnlessProof } from '../../lib/n8n/properties/customScheme';
import type { Platform } from '../../lib/platform';
import { platforms } from '../../platforms';

/** Value of the platform parameter that sends the data as it is, without envelope and signature. */
export const PLAIN = 'plain';

/**
 * Shows a credential where it is what proves a delivery. What depends on the platform hides: a
 * menu whose every value shows a credential is taken for the choice of an authentication method by
 * n8n's editor, and moved out of the node.
 */
export function shownForProof(proof: 'secret' | 'basic'): ICredentialsDisplayOptions {
	const { platform, authentication } = hiddenUnlessProof(platforms, proof);
	return { hide: { platform: [...platform, PLAIN], authentication } };
}

/**
 * Whether the names of events are the sender's own. Such a platform declares nothing but an
 * example to try a connection with.
 */
export function namesEventsFreely({ events }: Platform): boolean {
	return events.every(({ resourceType }) => resourceType === 'example');
}
