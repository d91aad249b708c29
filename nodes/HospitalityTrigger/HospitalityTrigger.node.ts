import '../../lib/n8n/n8nVersion';
import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { secretTests } from '../../lib/n8n/credentialTests';
import {
	apiCredentials,
	properties,
	shownForProof,
	subtitle,
	triggerPanel,
	webhooks,
} from './description';
import { checkExists, create, remove } from './lifecycle';
import { OUTPUTS_EXPRESSION } from './outputs';
import { receiveWebhook } from './receive';

/** Starts a workflow when a platform delivers a verified event. */
export class HospitalityTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Hospitality Trigger',
		name: 'hospitalityTrigger',
		icon: {
			light: 'file:../../icons/hospitality-trigger.svg',
			dark: 'file:../../icons/hospitality-trigger.dark.svg',
		},
		group: ['trigger'],
		// For version 1 n8n evaluates an expression on every call, which costs most of the throughput.
		version: [2],
		defaultVersion: 2,
		subtitle,
		description: 'Starts the workflow on verified events of restaurant and hotel platforms',
		eventTriggerDescription:
			'Let something happen at the platform while its webhook points to the Test URL',
		activationMessage:
			'Events that arrive at the Production URL now start this workflow. See that the platform has that URL.',
		defaults: { name: 'Hospitality Trigger' },
		inputs: [],
		outputs: OUTPUTS_EXPRESSION,
		credentials: [
			{
				name: 'hospitalityWebhookSecretApi',
				displayName: 'Signing Secret',
				required: true,
				testedBy: 'webhookSecretTest',
				displayOptions: shownForProof('secret'),
			},
			{
				name: 'hospitalityBasicAuthApi',
				displayName: 'User Name and Password',
				required: true,
				testedBy: 'basicAuthTest',
				displayOptions: shownForProof('basic'),
			},
		],
		webhooks,
		triggerPanel,
		properties,
	};

	constructor() {
		// Kept out of the literal above, because n8n's lint can only read literals there.
		this.description.credentials?.push(...apiCredentials);
	}

	methods = { credentialTest: secretTests };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await checkExists(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await create(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await remove(this);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveWebhook(this);
	}
}
