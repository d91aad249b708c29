import type { IAuthenticateGeneric, Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

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
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: {
			auth: { username: '={{$credentials.username}}', password: '={{$credentials.password}}' },
		},
	};
}
