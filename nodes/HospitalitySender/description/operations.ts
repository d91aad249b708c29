import type { INodeProperties } from 'n8n-workflow';

export const operationProperty: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Send Event',
			value: 'send',
			action: 'Send an event',
			description: 'Send each item as a signed event',
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
