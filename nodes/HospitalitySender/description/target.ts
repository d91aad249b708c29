import type { INodeProperties } from 'n8n-workflow';

import { platformProperty } from '../../../lib/n8n/properties/menu';
import { platforms } from '../../../platforms';
import { PLAIN } from '../wireForms';

const declared = platformProperty(platforms);

const DESCRIPTION =
	'Whose webhooks the event looks like to its receiver: payload, headers and signature';

/** In which form, and where to. */
export const targetProperties: INodeProperties[] = [
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
