import type {
	ICredentialsDisplayOptions,
	INodeCredentialDescription,
	INodeProperties,
	INodeTypeDescription,
} from 'n8n-workflow';

import type { Platform } from '../../lib/platform';
import { customPayloadProperties } from '../../lib/n8n/properties/customPayload';
import { customSchemeProperties, hiddenUnlessProof } from '../../lib/n8n/properties/customScheme';
import { eventProperties } from '../../lib/n8n/properties/events';
import { platformProperty } from '../../lib/n8n/properties/menu';
import { apisWithOwnSecret, registrationProperties } from '../../lib/n8n/properties/registration';
import { platforms } from '../../platforms';
import { optionsProperty } from './options';

/** What happens to a verified event before it starts the workflow. */
const flowProperties: INodeProperties[] = [
	{
		displayName: 'Only Start When',
		name: 'conditions',
		type: 'filter',
		placeholder: 'Add condition',
		default: {},
		hint: 'On the left, name a field of the event, for example data.total',
		typeOptions: { filter: { caseSensitive: true, typeValidation: 'loose', version: 2 } },
		description:
			'Events that do not meet these conditions are acknowledged, but start no execution. On the left, name a field of the event, such as data.total, account.locationId or action.',
	},
	{
		displayName: 'Drop Duplicates',
		name: 'deduplicate',
		type: 'boolean',
		default: true,
		description:
			'Whether a delivery that the platform sends again, because an answer got lost for instance, is acknowledged without starting the workflow a second time',
	},
	{
		displayName: 'Outputs',
		name: 'outputMode',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'One for All Events',
				value: 'single',
				description: 'Every event comes out of the same output',
			},
			{
				name: 'One per Event',
				value: 'perEvent',
				description: 'Each selected event has an output of its own, in the order of selecting',
			},
		],
		default: 'single',
	},
];

export const properties: INodeProperties[] = [
	platformProperty(platforms),
	...registrationProperties(platforms),
	...eventProperties(platforms),
	...customSchemeProperties(platforms, 'webhook'),
	...customPayloadProperties(platforms),
	...flowProperties,
	optionsProperty(platforms),
];

/**
 * Hides a credential where deliveries prove themselves in another way. Hidden, not shown for the
 * rest: a menu whose every value shows a credential is taken for the choice of an authentication
 * method by n8n's editor, and moved out of the node.
 */
export function shownForProof(proof: 'secret' | 'basic'): ICredentialsDisplayOptions {
	return {
		hide: {
			...hiddenUnlessProof(platforms, proof),
			'/options.skipVerification': [true],
			'/options.webhookApi': apisWithOwnSecret(platforms),
		},
	};
}

/** What the registration calls need, where the platform has an API. */
export const apiCredentials: INodeCredentialDescription[] = platforms.flatMap(apiCredential);

export const webhooks: INodeTypeDescription['webhooks'] = [
	{
		name: 'default',
		httpMethod: 'POST',
		responseMode: 'onReceived',
		// An empty text makes n8n send the answer that the node returns.
		responseData: '',
		path: 'webhook',
	},
];

export const triggerPanel: INodeTypeDescription['triggerPanel'] = {
	header: 'Receive a real event now',
	executionsHelp: {
		inactive:
			'<b>To try it:</b> click "Listen for test event", then let something happen at the platform, such as a test order. Use the <b>Test URL</b> for that.<br><br><b>To go live:</b> enter the <b>Production URL</b> at the platform and activate the workflow. It then runs for every event, and you find the runs under Executions.',
		active:
			'<b>To try changes:</b> click "Listen for test event", then let something happen at the platform while its webhook points to the <b>Test URL</b>.<br><br><b>Live:</b> the workflow is active and runs for every event that arrives at the <b>Production URL</b>. You find the runs under <a data-key="executions">Executions</a>.',
	},
	activationHint:
		'Once everything works, <a data-key="activate">activate</a> the workflow. Until then only test events arrive.',
};

function apiCredential({ id, registration, api }: Platform): INodeCredentialDescription[] {
	if (registration.kind !== 'api' || !api) return [];
	return [
		{
			name: api.credential,
			displayName: 'API Access',
			required: true,
			displayOptions: { show: { platform: [id], registration: ['automatic'] } },
		},
	];
}
