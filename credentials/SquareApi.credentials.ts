import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

/** Access to the Square API. @see https://developer.squareup.com/docs/build-basics/access-tokens */
export class SquareApi implements ICredentialType {
	name = 'squareApi';

	displayName = 'Square API';

	icon: Icon = {
		light: 'file:../icons/hospitality.svg',
		dark: 'file:../icons/hospitality.dark.svg',
	};

	documentationUrl =
		'https://github.com/hospitality-webhooks/n8n-nodes-hospitality-webhooks/blob/main/docs/platforms/square.md';

	properties: INodeProperties[] = [
		{
			displayName:
				'For registering webhooks and fetching orders, payments and bookings. The key that Square signs with need not be entered: it is fetched from Square when it is needed.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'In the Square Developer Console under Credentials of your application. Webhooks can only be registered with this token, not with one that a merchant has granted by OAuth.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://connect.squareup.com',
			description: 'For the sandbox of Square it is https://connect.squareupsandbox.com',
		},
	];

	/**
	 * A function, not an expression: n8n has none evaluated any more when the Trigger asks for a test
	 * event, which it can do only after its hook has ended.
	 */
	async authenticate(
		{ accessToken }: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const headers = { ...request.headers, Authorization: `Bearer ${String(accessToken).trim()}` };
		return { ...request, headers };
	}

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl.trim().replace(/\\/+$/, "").replace(/\\/v\\d+$/, "")}}',
			url: '/v2/locations',
		},
	};
}
