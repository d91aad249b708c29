import type { INodeProperties } from 'n8n-workflow';

/** What happens to a verified event before it starts the workflow. */
export const flowProperties: INodeProperties[] = [
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
