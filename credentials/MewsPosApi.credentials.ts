import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

/** Access to the Mews POS API of one venue. @see https://mews-systems.gitbook.io/pos-api/ */
export class MewsPosApi implements ICredentialType {
	name = 'mewsPosApi';

	displayName = 'Mews POS API';

	icon: Icon = {
		light: 'file:../icons/hospitality.svg',
		dark: 'file:../icons/hospitality.dark.svg',
	};

	documentationUrl =
		'https://github.com/hospitality-webhooks/n8n-nodes-hospitality-webhooks/blob/main/docs/platforms/mewsPos.md';

	properties: INodeProperties[] = [
		{
			displayName:
				'For registering webhooks and fetching orders and bookings of one venue. The secret that Mews POS signs with need not be entered: it is fetched when it is needed.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'API Key',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'sk_live_…',
			description: 'The secret key of the venue; one that starts with sk_test_ is for testing',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://api.mews.com/pos',
			description: 'For the demo environment it is https://api.mews-demo.com/pos',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.accessToken.trim()}}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl.trim().replace(/\\/+$/, "")}}',
			url: '/v1/webhook-endpoints',
		},
	};
}
