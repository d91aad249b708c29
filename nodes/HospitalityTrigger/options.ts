import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Platform } from '../../lib/platform';
import { idsWhere } from '../../lib/properties/visibility';

/** Settings that most workflows never need. */
export function optionsProperty(platforms: readonly Platform[]): INodeProperties {
	const signsTime = idsWhere(
		platforms,
		({ signature, signatureIsConfigurable }) =>
			signatureIsConfigurable === true ||
			(signature.kind === 'hmac' && signature.timestamp !== undefined),
	);
	const withApi = idsWhere(platforms, ({ registration }) => registration.kind === 'api');
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'API Family',
				name: 'apiFlavour',
				type: 'options',
				displayOptions: { show: { '/platform': withApi, '/registration': ['automatic'] } },
				options: flavourOptions(platforms),
				default: 'guide',
				description:
					'Which of the documented webhook APIs your account has. Keep the first unless activation says that there is no webhook API.',
			},
			{
				displayName: 'Skip Signature Check (Insecure)',
				name: 'skipVerification',
				type: 'boolean',
				default: false,
				description:
					'Whether to accept deliveries without checking who sent them. Anybody who learns the URL can then start this workflow with invented data.',
			},
			{
				displayName: 'Time Tolerance (Seconds)',
				name: 'toleranceSeconds',
				type: 'number',
				displayOptions: { show: { '/platform': signsTime } },
				typeOptions: { minValue: 1 },
				default: 300,
				description:
					'How far the signed time of a delivery may be from the clock of this n8n, in both directions. Older deliveries are refused as replays.',
			},
		],
	};
}

function flavourOptions(platforms: readonly Platform[]): INodePropertyOptions[] {
	return platforms.flatMap(({ registration }) =>
		registration.kind === 'api'
			? registration.flavours.map(({ id, name, description }) => ({ name, value: id, description }))
			: [],
	);
}
