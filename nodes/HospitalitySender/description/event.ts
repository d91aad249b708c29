import type { INodeProperties } from 'n8n-workflow';

import type { Platform } from '../../../lib/platform';
import { byDisplayName, idsWhere, sampleOptions } from '../../../lib/n8n/properties/menu';
import { platforms } from '../../../platforms';
import { PLAIN } from './target';

/** Menu entry for names that the catalogue does not have. */
export const OTHER_EVENT = 'otherEvent';

/** Which event: a menu where the platform has a catalogue, a text where names are free. */
export const eventProperties: INodeProperties[] = [
	...platforms.filter((platform) => !namesEventsFreely(platform)).flatMap(menus),
	...platforms.filter(namesEventsFreely).map(sampleMenu),
	{
		displayName: 'Event',
		name: 'event',
		type: 'string',
		displayOptions: {
			show: { operation: ['send'], platform: idsWhere(platforms, namesEventsFreely) },
		},
		default: '',
		placeholder: 'e.g. invoice.paid',
		description: 'Name of the event, as the receiver knows it',
	},
	{
		displayName: 'Event',
		name: 'event',
		type: 'string',
		displayOptions: { show: { operation: ['send'], platform: [PLAIN] } },
		default: '',
		placeholder: 'e.g. order.created',
		description: 'Name of the event for the log; it is not part of what is sent',
	},
	{
		displayName: 'Event Name',
		name: 'otherEvent',
		type: 'string',
		displayOptions: { show: { operation: ['send'], event: [OTHER_EVENT] } },
		default: '',
		placeholder: 'e.g. spa.booked',
		description: 'Name of the event, exactly as the platform would send it',
	},
];

/** Where the user decides on the form of the body. */
const ownFormat = {
	operation: ['send'],
	platform: idsWhere(
		platforms,
		({ signatureIsConfigurable }: Platform) => signatureIsConfigurable === true,
	),
};

/** What the event says: its data, and what stands beside it in the envelope. */
export const dataProperties: INodeProperties[] = [
	{
		displayName: 'Data From',
		name: 'dataSource',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { operation: ['send'] } },
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
				description: 'JSON, written out or from an expression',
			},
		],
		default: 'json',
	},
	{
		displayName: 'Data',
		name: 'data',
		type: 'json',
		displayOptions: { show: { operation: ['send'], dataSource: ['json'] } },
		typeOptions: { rows: 6 },
		default: '={{ $json }}',
		description:
			'The data of the event: an object, or also a list where it is sent without an envelope',
	},
	{
		displayName: 'Data Fields',
		name: 'dataFields',
		type: 'assignmentCollection',
		displayOptions: { show: { operation: ['send'], dataSource: ['fields'] } },
		default: {},
		description: 'The data of the event. A dot in a name makes a nested object.',
	},
	{
		displayName: 'Body Format',
		name: 'bodyFormat',
		type: 'options',
		displayOptions: { show: { ...ownFormat } },
		options: [
			{
				name: 'Data Alone',
				value: 'data',
				description: 'Exactly the data, as it is; it may be a list',
			},
			{
				name: 'Envelope',
				value: 'envelope',
				description: 'The data in an object with the ID, the name and the time of the event',
			},
		],
		default: 'envelope',
	},
	{
		displayName: 'Content Type',
		name: 'contentType',
		type: 'string',
		displayOptions: { show: { ...ownFormat, bodyFormat: ['data'] } },
		default: 'application/json',
		placeholder: 'e.g. application/json',
		description:
			'What the receiver is told about the body. With application/x-www-form-urlencoded the fields of the data are sent as a form.',
	},
	{
		displayName: 'Event Details',
		name: 'eventDetails',
		type: 'collection',
		placeholder: 'Add detail',
		displayOptions: { show: { operation: ['send'] } },
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

/**
 * Whether the names of events are the sender's own. Such a platform declares nothing but an
 * example to try a connection with.
 */
export function namesEventsFreely({ events }: Platform): boolean {
	return events.every(({ resourceType }) => resourceType === 'example');
}

function menus(platform: Platform): INodeProperties[] {
	const menu = sampleMenu(platform);
	return [
		menu,
		{
			...menu,
			displayOptions: { show: { operation: ['send'], platform: [platform.id] } },
			options: [
				...(menu.options ?? []),
				{
					name: 'Other Event',
					value: OTHER_EVENT,
					description: 'An event that is not in this list',
				},
			],
		},
	];
}

function sampleMenu(platform: Platform): INodeProperties {
	const first = platform.events[0].name;
	return {
		displayName: 'Event',
		name: 'event',
		type: 'options',
		displayOptions: { show: { operation: ['sendSample'], platform: [platform.id] } },
		options: sampleOptions(platform),
		default: first,
		description:
			'Which event is sent. Where the payload is inferred, no public document shows what it holds.',
	};
}

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
		description: `${displayName}, as the platform sends it`,
	}));
}
