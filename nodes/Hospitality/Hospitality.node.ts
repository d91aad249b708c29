import '../../lib/n8n/n8nVersion';
import type {
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INodeExecutionData,
	INodeListSearchResult,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { secretTests } from '../../lib/n8n/credentialTests';
import { apiCredentials, hiddenUnlessSigning, properties } from './description';
import { recordSearches } from './record/search';
import { OUTPUTS_EXPRESSION, runOperation } from './runOperation';
import { searchWebhooks } from './webhook/fields';

/** Fetches what an event is about, and does everything around webhooks but receive and send. */
export class Hospitality implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Hospitality',
		name: 'hospitality',
		icon: {
			light: 'file:../../icons/hospitality.svg',
			dark: 'file:../../icons/hospitality.dark.svg',
		},
		group: ['transform'],
		version: [1],
		defaultVersion: 1,
		subtitle:
			'={{ [$parameter["resource"], $parameter["operation"]].map((id) => id.charAt(0).toUpperCase() + id.slice(1).replace(/[A-Z]/g, (letter) => " " + letter)).join(": ") }}',
		description: 'Fetch bookings, orders and details of events, manage webhooks, verify signatures',
		defaults: { name: 'Hospitality' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: OUTPUTS_EXPRESSION,
		credentials: [
			{
				name: 'hospitalityWebhookSecretApi',
				displayName: 'Signing Secret',
				required: true,
				testedBy: 'webhookSecretTest',
				displayOptions: hiddenUnlessSigning('secret'),
			},
			{
				name: 'hospitalityBasicAuthApi',
				displayName: 'User Name and Password',
				required: true,
				testedBy: 'basicAuthTest',
				displayOptions: hiddenUnlessSigning('basic'),
			},
		],
		properties,
	};

	constructor() {
		// Kept out of the literal above, because n8n's lint can only read literals there.
		this.description.credentials?.push(...apiCredentials);
	}

	methods = {
		credentialTest: secretTests,
		listSearch: {
			...recordSearches,
			async searchWebhooks(
				this: ILoadOptionsFunctions,
				filter?: string,
			): Promise<INodeListSearchResult> {
				return await searchWebhooks(this, filter);
			},
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this);
	}
}
