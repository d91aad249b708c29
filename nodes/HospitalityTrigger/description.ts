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
import { byName, platformProperty } from '../../lib/n8n/properties/menu';
import { registrationProperties } from '../../lib/n8n/properties/registration';
import { setupCheckProperties } from '../../lib/n8n/properties/setupCheck';
import { platforms } from '../../platforms';
import { ACKNOWLEDGEMENT } from './acknowledge';
import { optionsProperty } from './options';

/** Not in the options: n8n forgets the value of a field that it does not show, and events would pass. */
const conditionProperties: INodeProperties[] = [
	{
		displayName: 'Only Start When (Optional)',
		name: 'conditions',
		type: 'filter',
		placeholder: 'Add condition',
		default: {},
		typeOptions: { filter: { caseSensitive: true, typeValidation: 'loose', version: 2 } },
		description:
			'Events that do not meet these conditions are acknowledged, but start no execution. On the left, name a field of the event, such as data.total, account.locationId or action.',
	},
	{
		displayName:
			'On the left of a condition, name a field of the event, such as data.total, common.partySize or account.locationId; on the right, enter a fixed value.',
		name: 'conditionsNotice',
		type: 'notice',
		default: '',
	},
];

/**
 * The menu that n8n's panel lists as the triggers of this node: it takes the first one that is
 * called so, and the `action` of each entry.
 */
const triggerOn: INodeProperties = {
	...platformProperty(platforms),
	displayName: 'Trigger On',
	options: platforms
		.map(({ id, name, description }) => ({
			name,
			value: id,
			description,
			action: `On ${name} event`,
		}))
		.sort(byName),
	description: 'The platform whose events start the workflow',
};

export const properties: INodeProperties[] = [
	triggerOn,
	...eventProperties(platforms),
	...registrationProperties(platforms),
	...customSchemeProperties(platforms, 'webhook'),
	...customPayloadProperties(platforms),
	...setupCheckProperties(platforms),
	...conditionProperties,
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
			// The secret is then in the credential of the API, or the platform's own.
			registration: ['automatic'],
		},
	};
}

const names = Object.fromEntries(platforms.map(({ id, name }) => [id, name]));

/** Below the node on the canvas: which platform's events it waits for. */
export const subtitle = `={{ ((names, parameters) => {
	const { platform, events } = parameters;
	const chosen = Array.isArray(events) && !events.includes('*') ? events.join(', ') : 'all events';
	return (names[platform] ?? platform) + ': ' + chosen;
})(${JSON.stringify(names)}, $parameter) }}`;

/** What the registration calls need, where the platform has an API. */
export const apiCredentials: INodeCredentialDescription[] = platforms.flatMap(apiCredential);

export const webhooks: INodeTypeDescription['webhooks'] = [
	{
		name: 'default',
		httpMethod: 'POST',
		...ACKNOWLEDGEMENT,
		path: 'webhook',
	},
	// For senders that check the URL by GET, for monitors, and for whoever opens it in a browser.
	...(['GET', 'HEAD'] as const).map((httpMethod) => ({
		name: 'setup' as const,
		httpMethod,
		responseMode: 'onReceived',
		path: 'webhook',
		ndvHideUrl: true,
	})),
];

export const triggerPanel: INodeTypeDescription['triggerPanel'] = {
	header: 'Receive a real event now',
	executionsHelp: {
		inactive:
			'<b>To try it:</b> click <b>Execute step</b>, then let something happen at the platform, such as a test order, while its webhook points to the <b>Test URL</b>.<br><br><b>To go live:</b> enter the <b>Production URL</b> at the platform and publish the workflow. It then runs for every event, and you find the runs under Executions.',
		active:
			'<b>Live:</b> the workflow is published and runs for every event that arrives at the <b>Production URL</b>. You find the runs under <a data-key="executions">Executions</a>.<br><br><b>To try changes:</b> click <b>Execute step</b>, then let something happen at the platform while its webhook points to the <b>Test URL</b>.',
	},
	activationHint: {
		inactive:
			'Once everything works, <a data-key="activate">publish</a> the workflow, and see that the platform has the <b>Production URL</b>.',
		active: 'The workflow is published: events that arrive at the <b>Production URL</b> start it.',
	},
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
