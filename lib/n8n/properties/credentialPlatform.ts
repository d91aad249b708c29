import type { INodeProperties } from 'n8n-workflow';

import type { Platform } from '../../platform';
import { ANY_PLATFORM } from '../secrets';
import { menu } from './menu';

/** Which platform a credential with secrets belongs to, so that no other gets to know or use them. */
export function credentialPlatform(
	platforms: readonly Platform[],
	proof: 'secret' | 'basic',
): INodeProperties {
	const proves = ({ signature, signatureIsConfigurable }: Platform) =>
		signatureIsConfigurable === true || (signature.kind === 'basic') === (proof === 'basic');
	const { options = [], ...field } = menu({
		displayName: 'Platform',
		name: 'platform',
		options: platforms.filter(proves).map(({ id, name }) => ({ name, value: id })),
		default: ANY_PLATFORM,
		description:
			'With a platform chosen, nodes for other platforms refuse to start with this credential, should it get into one by mistake',
	});
	return { ...field, options: [{ name: 'Any Platform', value: ANY_PLATFORM }, ...options] };
}
