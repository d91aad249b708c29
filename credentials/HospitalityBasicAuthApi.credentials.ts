import type { IAuthenticateGeneric, Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import { credentialPlatform } from '../lib/n8n/properties/credentialPlatform';
import { platforms } from '../platforms';

/** The user name and password that a platform sends with its deliveries. Tested by the Hospitality Trigger. */
export class HospitalityBasicAuthApi implements ICredentialType {
	name = 'hospitalityBasicAuthApi';

	displayName = 'Hospitality Basic Auth API';

	icon: Icon = {
		light: 'file:../icons/hospitality.svg',
		dark: 'file:../icons/hospitality.dark.svg',
	};

	documentationUrl =
		'https://github.com/hospitality-webhooks/n8n-nodes-hospitality-webhooks#basic-auth';

	properties: INodeProperties[] = [
		{
			displayName:
				'Choose both yourself: this is not your login at the platform. Then enter the same user name and password where the webhook is set up at the platform.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		credentialPlatform(platforms, 'basic'),
		{
			displayName: 'User Name',
			name: 'username',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. n8n',
			description: 'A name of your own choice without a colon; enter the same one at the platform',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'A long password of your own choice; enter the same one at the platform. White space around it is ignored.',
		},
		{
			displayName: 'Previous User Name',
			name: 'previousUsername',
			type: 'string',
			default: '',
			description: 'Only if the user name changes too, while you replace the password',
		},
		{
			displayName: 'Previous Password',
			name: 'previousPassword',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only while you replace the password, one webhook at the platform after the other: deliveries with the old one are accepted too. Empty it when all have the new one.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: {
			auth: { username: '={{$credentials.username}}', password: '={{$credentials.password}}' },
		},
	};
}
