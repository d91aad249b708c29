import type { INodeCredentialDescription } from 'n8n-workflow';

import type { Platform } from '../../lib/platform';
import { ANY_PLATFORM } from '../../lib/properties/apiOptions';
import { apiProfile } from '../../lib/records/profile';
import { platforms } from '../../platforms';

/**
 * One entry for each credential type that authorises API calls: n8n looks only at the first of a
 * type. None is required, because an event's platform is known only when the event is there.
 */
export const apiCredentials: INodeCredentialDescription[] = platforms.flatMap(
	(platform: Platform): INodeCredentialDescription[] => {
		const profile = apiProfile(platform);
		if (!profile) return [];
		return [
			{
				name: profile.credential,
				required: false,
				displayOptions: {
					show: { platform: [platform.id, ANY_PLATFORM] },
					hide: { operation: ['createSample', 'verify'] },
				},
			},
		];
	},
);

/** Platforms whose deliveries are signed in this way. */
export function platformsSigning(kind: Platform['signature']['kind']): string[] {
	return platforms.filter(({ signature }) => signature.kind === kind).map(({ id }) => id);
}

/** Families in which the platform makes the signing secret, so that none of ours is needed. */
export const flavoursWithOwnSecret: string[] = platforms.flatMap(({ registration }: Platform) =>
	registration.kind === 'api'
		? registration.flavours.filter(({ secret }) => secret === 'returned').map(({ id }) => id)
		: [],
);
