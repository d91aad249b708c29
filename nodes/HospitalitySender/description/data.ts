import type { INodeProperties } from 'n8n-workflow';

import type { Platform } from '../../../lib/platform';
import { byDisplayName } from '../../../lib/n8n/properties/menu';
import { idsWhere } from '../../../lib/n8n/properties/showWhen';
import { platforms } from '../../../platforms';

const show = { operation: ['send'] };

/** What the event says: its data, and what stands beside it in the envelope. */
export const dataProperties: INodeProperties[] = [
	{
		displayName: 'Data From',
		name: 'dataSource',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show },
		options: [
			{
				name: 'Fields',
				value: 'fields',
				description: 'Names and values entered one by one',
			},
			{
				name: 'Input Item',
				value: 'item',
				description: 'All fields of the incoming item',
			},
			{
				name: 'JSON',
				value: 'json',
				description: 'A JSON object, written out or from an expression',
			},
		],
		default: 'json',
	},
	{
		displayName: 'Data',
		name: 'data',
		type: 'json',
		displayOptions: { show: { ...show, dataSource: ['json'] } },
		typeOptions: { rows: 6 },
		default: '={{ $json }}',
		description:
			'The data of the event as a JSON object. It is put into the envelope of the platform.',
	},
	{
		displayName: 'Data Fields',
		name: 'dataFields',
		type: 'assignmentCollection',
		displayOptions: { show: { ...show, dataSource: ['fields'] } },
		default: {},
		description: 'The data of the event. A dot in a name makes a nested object.',
	},
	{
		displayName: 'Event Details',
		name: 'eventDetails',
		type: 'collection',
		placeholder: 'Add detail',
		displayOptions: { show },
		default: {},
		options: [
			{
				displayName: 'Event ID',
				name: 'eventId',
				type: 'string',
				default: '',
				placeholder: 'e.g. evt_4711',
				description:
					'By which the receiver knows an event it has had before. Empty makes a new one, which stays the same over all attempts.',
			},
			...accountFields(),
			{
				displayName: 'Resource ID',
				name: 'resourceId',
				type: 'string',
				default: '',
				description:
					'ID of the order, booking or other record that the event is about. Empty takes it from the data where the platform has it there.',
			},
			{
				displayName: 'Time',
				name: 'occurredAt',
				type: 'dateTime',
				default: '',
				description: 'When the event happened. Empty means now.',
			},
		].sort(byDisplayName) as INodeProperties[],
	},
];

/** Whose event it is, in the ids that each platform uses. */
function accountFields(): INodeProperties[] {
	const labels = new Map<string, string>();
	for (const { payload } of platforms as readonly Platform[]) {
		for (const [name, { label }] of Object.entries(payload.account)) labels.set(name, label);
	}
	return [...labels].map(([name, displayName]) => ({
		displayName,
		name,
		type: 'string',
		displayOptions: {
			show: {
				'/platform': idsWhere(platforms, ({ payload }: Platform) => name in payload.account),
			},
		},
		default: '',
		description: `${displayName} in the envelope of the platform`,
	}));
}
