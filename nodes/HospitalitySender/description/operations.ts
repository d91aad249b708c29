import type { INodeProperties } from 'n8n-workflow';

export type Operation = 'send' | 'sendSample' | 'getDeliveries' | 'resetEndpoint';

/** Operations that send something, as `displayOptions` want them. */
export const SENDING: Operation[] = ['send', 'sendSample'];

export const operationProperty: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Get Recent Deliveries',
			value: 'getDeliveries',
			action: 'Get recent deliveries',
			description: 'Read the log of what this node has sent, the newest first',
		},
		{
			name: 'Reset Endpoint',
			value: 'resetEndpoint',
			action: 'Reset an endpoint',
			description: 'Forget the failures of an endpoint, so that it is sent to again',
		},
		{
			name: 'Send Event',
			value: 'send',
			action: 'Send an event',
			description:
				'Send each item as a signed event. An item that a Hospitality Sender put out is sent again, with the same event ID.',
		},
		{
			name: 'Send Sample Event',
			value: 'sendSample',
			action: 'Send a sample event',
			description: 'Send the documented sample of an event, marked as a test',
		},
	],
	default: 'send',
};
