import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/**
 * Access to the Order and Pay API of Lightspeed Restaurant, K-Series.
 *
 * @see https://api-docs.lsk.lightspeed.app/
 */
export class LightspeedKOAuth2Api implements ICredentialType {
	name = 'lightspeedKOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Lightspeed K-Series OAuth2 API';

	icon: Icon = {
		light: 'file:../icons/hospitality.svg',
		dark: 'file:../icons/hospitality.dark.svg',
	};

	documentationUrl =
		'https://github.com/hospitality-webhooks/n8n-nodes-hospitality-webhooks/blob/main/docs/platforms/lightspeedK.md';

	properties: INodeProperties[] = [
		{
			displayName:
				'For registering webhooks. Lightspeed sends the user name and password below with every delivery: make up both.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'authorizationCode',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://api.lsk.lightspeed.app',
			description: 'For the trial environment it is https://api.trial.lsk.lightspeed.app',
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: '={{$self["baseUrl"]}}/oauth/authorize',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: '={{$self["baseUrl"]}}/oauth/token',
		},
		{ displayName: 'Scope', name: 'scope', type: 'hidden', default: 'orders-api' },
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'header' },
		{
			displayName: 'Webhook User Name',
			name: 'username',
			type: 'string',
			required: true,
			default: '',
			description: 'Of your own choice.',
		},
		{
			displayName: 'Webhook Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'A long random text of your own choice.',
		},
		{
			displayName: 'Previous Webhook Password',
			name: 'previousPassword',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only while you replace the password: deliveries that bring the old one are accepted too',
		},
	];
}
