import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

/** Access to the Olympus Cloud API. @see https://olympuscloud-docs-dev.pages.dev */
export class OlympusCloudApi implements ICredentialType {
	name = 'olympusCloudApi';

	displayName = 'Olympus Cloud API';

	icon: Icon = {
		light: 'file:../icons/hospitality.svg',
		dark: 'file:../icons/hospitality.dark.svg',
	};

	documentationUrl =
		'https://github.com/hospitality-webhooks/n8n-nodes-hospitality-webhooks#olympus-cloud';

	properties: INodeProperties[] = [
		{
			displayName:
				'For registering webhooks and fetching orders. Where this package registers the webhook, it hands the signing secret below to Olympus Cloud: make up a long random text.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'The API key or access token that Olympus Cloud accepts as Bearer token',
		},
		{
			displayName: 'Signing Secret',
			name: 'signingSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'A long random text of your own choice, with which Olympus Cloud signs what it delivers. Needed for automatic registration. White space around it is ignored.',
		},
		{
			displayName: 'Previous Signing Secret',
			name: 'previousSigningSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only while you replace the signing secret: deliveries signed with the old one are accepted too',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://api.olympuscloud.ai/v1',
			description: 'Change it only for the staging or development environment',
		},
		{
			displayName: 'App ID',
			name: 'appId',
			type: 'string',
			default: '',
			description: 'Sent as X-App-Id when your key belongs to an app',
		},
	];

	/**
	 * A function, not expressions: n8n has none evaluated any more when the Trigger asks for a test
	 * event, which it can do only after its hook has ended.
	 */
	async authenticate(
		{ apiKey, appId }: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const app = String(appId ?? '').trim();
		const headers = {
			...request.headers,
			Authorization: `Bearer ${String(apiKey).trim()}`,
			...(app !== '' && { 'X-App-Id': app }),
		};
		return { ...request, headers };
	}

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl.replace(/\\/+$/, "")}}',
			url: '/commerce/orders',
			qs: { limit: 1 },
		},
	};
}
