import '../../lib/n8n/n8nVersion';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { customSchemeProperties } from '../../lib/n8n/properties/customScheme';
import { platforms } from '../../platforms';
import { secretTests } from '../../lib/n8n/credentialTests';
import { dataProperties, eventProperties } from './description/event';
import { optionsProperty } from './description/options';
import { shownForProof, targetProperties } from './description/target';
import { OUTPUTS_EXPRESSION } from './itemResult';
import { retryProperties } from './retrySchedules';
import { sendEvents } from './sendEvents';

/** Sends signed events in the form of a platform, with retries. */
export class HospitalitySender implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Hospitality Sender',
		name: 'hospitalitySender',
		icon: {
			light: 'file:../../icons/hospitality-sender.svg',
			dark: 'file:../../icons/hospitality-sender.dark.svg',
		},
		group: ['output'],
		version: [1],
		defaultVersion: 1,
		subtitle:
			'={{ ($parameter["operation"] === "sendSample" ? "sample" : "send") + ($parameter["event"] ? ": " + ($parameter["event"] === "otherEvent" ? $parameter["otherEvent"] : $parameter["event"]) : "") }}',
		description: 'Sends signed webhook events in the form of restaurant and hotel platforms',
		defaults: { name: 'Hospitality Sender' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
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
		properties: [
			...targetProperties,
			...eventProperties,
			...dataProperties,
			...customSchemeProperties(platforms, 'endpoint'),
			...retryProperties,
			optionsProperty,
		],
	};

	methods = { credentialTest: secretTests };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await sendEvents(this, this.getNodeParameter('operation', 0) === 'sendSample');
	}
}
