import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';

import { authoriseWithToken } from '../lib/n8n/accessToken';

/**
 * Access to the GoTab API. n8n fetches the token when there is none and again after a 401.
 *
 * @see https://docs.gotab.io/docs/client-credentials-flow
 */
export class GoTabApi implements ICredentialType {
	name = 'goTabApi';

	displayName = 'GoTab API';

	icon: Icon = {
		light: 'file:../icons/hospitality.svg',
		dark: 'file:../icons/hospitality.dark.svg',
	};

	documentationUrl = 'https://github.com/hospitality-webhooks/n8n-nodes-hospitality-webhooks#gotab';

	properties: INodeProperties[] = [
		{
			displayName:
				'For fetching orders and tabs. The secret that webhooks are signed with is a credential of its own.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Token',
			name: 'token',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{
			displayName: 'Access ID',
			name: 'accessId',
			type: 'string',
			required: true,
			default: '',
			description: 'In the GoTab manager under Integrations, with All Locations selected',
		},
		{
			displayName: 'Access Secret',
			name: 'accessSecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://gotab.io',
			description: 'Sandbox and production share it; the access ID decides',
		},
	];

	// The request takes no grant_type: GoTab's documentation lists none for this flow.
	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject) {
		const { token } = (await this.helpers.httpRequest({
			method: 'POST',
			url: `${String(credentials.baseUrl).replace(/\/+$/, '')}/api/oauth/token`,
			body: {
				api_access_id: String(credentials.accessId).trim(),
				api_access_secret: String(credentials.accessSecret).trim(),
			},
			json: true,
		})) as { token: string };
		return { token };
	}

	authenticate = authoriseWithToken;

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl.replace(/\\/+$/, "")}}',
			url: '/api/loc',
		},
	};
}
