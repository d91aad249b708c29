import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** Access to Apaleo's APIs. n8n fetches the token and keeps it. @see https://apaleo.dev */
export class ApaleoOAuth2Api implements ICredentialType {
	name = 'apaleoOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Apaleo OAuth2 API';

	icon: Icon = {
		light: 'file:../icons/hospitality.svg',
		dark: 'file:../icons/hospitality.dark.svg',
	};

	documentationUrl =
		'https://github.com/hospitality-webhooks/n8n-nodes-hospitality-webhooks/blob/main/docs/platforms/apaleo.md';

	properties: INodeProperties[] = [
		{
			displayName:
				'Client ID and client secret are those of a custom app, under Apps > Connected Apps in Apaleo. Give it the scope webhooks.manage, and reservations.read and the like for details.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'clientCredentials' },
		{ displayName: 'Scope', name: 'scope', type: 'hidden', default: '' },
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'header' },
		{
			displayName: 'Webhook Token',
			name: 'signingSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'A long random text of your own choice. Apaleo signs nothing: it calls the webhook URL with this token in it, and what comes without it is refused. Needed for automatic registration.',
		},
		{
			displayName: 'Previous Webhook Token',
			name: 'previousSigningSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Only while you replace the token: deliveries with the old one are accepted too',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://api.apaleo.com',
		},
		{
			displayName: 'Webhooks URL',
			name: 'webhooksUrl',
			type: 'string',
			required: true,
			default: 'https://webhook.apaleo.com/v1',
		},
		// Not hidden: of a hidden field n8n takes the default alone, also where somebody has another host.
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'string',
			required: true,
			default: 'https://identity.apaleo.com/connect/token',
			description: 'Where n8n fetches its access token. Change it only together with the base URL.',
		},
	];
}
