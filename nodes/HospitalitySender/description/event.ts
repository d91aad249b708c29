import type { INodeProperties } from 'n8n-workflow';

import type { Platform } from '../../../lib/platform';
import { eventOptions } from '../../../lib/n8n/properties/menu';
import { idsWhere } from '../../../lib/n8n/properties/showWhen';
import { platforms } from '../../../platforms';
import { namesEventsFreely, PLAIN } from '../wireForms';

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
		options: eventOptions(platform),
		default: first,
		description: 'Which event is sent',
	};
}
