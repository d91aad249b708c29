import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import { credentialPlatform } from '../lib/n8n/properties/credentialPlatform';
import { platforms } from '../platforms';

/** The secret that a platform signs its deliveries with. Tested by the Hospitality Trigger. */
export class HospitalityWebhookSecretApi implements ICredentialType {
	name = 'hospitalityWebhookSecretApi';

	displayName = 'Hospitality Webhook Secret API';

	icon: Icon = {
		light: 'file:../icons/hospitality.svg',
		dark: 'file:../icons/hospitality.dark.svg',
	};

	documentationUrl =
		'https://github.com/hospitality-webhooks/n8n-nodes-hospitality-webhooks#signing-secret';

	properties: INodeProperties[] = [
		{
			displayName:
				'The secret with which the platform signs its webhooks. Most platforms show it once, when the webhook is created: copy it here. Where you may choose it, take a long random text and enter the same one at the platform.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		credentialPlatform(platforms, 'secret'),
		{
			displayName: 'Signing Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'The secret shown by the platform when the webhook was created, or a long random text of your own where the platform lets you choose. White space around it is ignored.',
		},
		{
			displayName: 'Previous Signing Secret',
			name: 'previousSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only while you replace a secret: deliveries signed with the old one are accepted too. Empty it when the platform has switched over.',
		},
	];
}
