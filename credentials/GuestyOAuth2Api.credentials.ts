import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** Access to Guesty's Open API. n8n fetches the token and keeps it. @see https://open-api-docs.guesty.com */
export class GuestyOAuth2Api implements ICredentialType {
	name = 'guestyOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Guesty OAuth2 API';

	icon: Icon = {
		light: 'file:../icons/hospitality.svg',
		dark: 'file:../icons/hospitality.dark.svg',
	};

	documentationUrl =
		'https://github.com/hospitality-webhooks/n8n-nodes-hospitality-webhooks/blob/main/docs/platforms/guesty.md';

	properties: INodeProperties[] = [
		{
			displayName:
				'Client ID and client secret are those of an API application, under Integrations > Marketplace > API in Guesty. The secret that Guesty signs with need not be entered: it is fetched from Guesty when it is needed.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'clientCredentials' },
		{ displayName: 'Scope', name: 'scope', type: 'hidden', default: 'open-api' },
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://open-api.guesty.com/v1',
		},
		// Not hidden: of a hidden field n8n takes the default alone, also where somebody has another host.
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'string',
			required: true,
			default: 'https://open-api.guesty.com/oauth2/token',
			description: 'Where n8n fetches its access token. Change it only together with the base URL.',
		},
	];
}
