import type { ICredentialsDisplayOptions, INodeProperties } from 'n8n-workflow';

import { hiddenUnlessProof } from '../../../lib/n8n/properties/customScheme';
import { platformProperty } from '../../../lib/n8n/properties/menu';
import { platforms } from '../../../platforms';

/** Value of the platform parameter that sends the data as it is, without envelope and signature. */
export const PLAIN = 'plain';

const declared = platformProperty(platforms);

const DESCRIPTION =
	'Whose webhooks the event looks like to its receiver: payload, headers and signature';

/** What to do, in which form, and where to. */
export const targetProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Send Event',
				value: 'send',
				action: 'Send an event',
				description: 'Send each item as a signed event',
			},
			{
				name: 'Send Sample Event',
				value: 'sendSample',
				action: 'Send a sample event',
				description: 'Send the sample of an event, marked as a test',
			},
		],
		default: 'send',
	},
	{
		...declared,
		displayOptions: { show: { operation: ['send'] } },
		options: [
			...(declared.options ?? []),
			{
				name: 'Plain JSON',
				value: PLAIN,
				description: 'The data alone, without envelope and signature',
			},
		],
		description: DESCRIPTION,
	},
	{
		...declared,
		displayOptions: { show: { operation: ['sendSample'] } },
		description: DESCRIPTION,
	},
	{
		// Not `required`: n8n would refuse the whole workflow instead of the item without one.
		displayName: 'URL',
		name: 'url',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/webhooks',
		description: 'The endpoint that the event is sent to',
	},
];

/**
 * Shows a credential where it is what proves a delivery. What depends on the platform hides: a
 * menu whose every value shows a credential is taken for the choice of an authentication method by
 * n8n's editor, and moved out of the node.
 */
export function shownForProof(proof: 'secret' | 'basic'): ICredentialsDisplayOptions {
	const { platform, authentication } = hiddenUnlessProof(platforms, proof);
	return { hide: { platform: [...platform, PLAIN], authentication } };
}
