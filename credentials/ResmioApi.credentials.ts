import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

/** Access to the resmio API. @see https://documentation.resmio.com/authenticatedapi.html */
export class ResmioApi implements ICredentialType {
	name = 'resmioApi';

	displayName = 'Resmio API';

	icon: Icon = {
		light: 'file:../icons/hospitality.svg',
		dark: 'file:../icons/hospitality.dark.svg',
	};

	documentationUrl =
		'https://github.com/hospitality-webhooks/n8n-nodes-hospitality-webhooks#resmio';

	properties: INodeProperties[] = [
		{
			displayName:
				'For fetching bookings and orders. The user name and password that webhooks bring are a credential of their own.',
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
			description: 'In resmio under Settings > Integration > Resmio Api Details',
		},
		{
			displayName: 'Facility ID',
			name: 'facilityId',
			type: 'string',
			default: '',
			placeholder: 'e.g. the-fish',
			description:
				'Your restaurant in resmio. With it the connection test reads one of its bookings, which only a valid key can; without it the test only reaches resmio.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://api.resmio.com/v1',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { 'Api-Key': '={{$credentials.apiKey.trim()}}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl.replace(/\\/+$/, "")}}',
			url: '={{$credentials.facilityId ? "/facility/" + encodeURIComponent($credentials.facilityId) + "/bookings" : "/facility"}}',
			qs: { limit: 1 },
		},
	};
}
