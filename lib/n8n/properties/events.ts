import type { INodeProperties } from 'n8n-workflow';

import { ALL_EVENTS } from '../../event/name';
import type { Platform } from '../../platform';
import { eventOptions } from './menu';

/** One menu of events for each platform that has a catalogue, and a field for other names. */
export function eventProperties(platforms: readonly Platform[]): INodeProperties[] {
	return [...platforms.map(eventMenu), otherEvents];
}

function eventMenu(platform: Platform): INodeProperties {
	return {
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		// Not `required`: n8n would then refuse a workflow that wants typed-in names only.
		displayOptions: { show: { platform: [platform.id] } },
		options: [
			{
				name: 'All Events',
				value: ALL_EVENTS,
				description: `Everything that is delivered${exceptHeartbeats(platform)}, also events that are not in this list`,
			},
			...eventOptions(platform),
		],
		default: [ALL_EVENTS],
		description: 'Which events start the workflow; the others are acknowledged and ignored',
	};
}

function exceptHeartbeats({ events }: Platform): string {
	const names = events.filter(({ heartbeat }) => heartbeat).map(({ displayName }) => displayName);
	return names.length === 0 ? '' : ` except ${names.join(', ')}`;
}

const otherEvents: INodeProperties = {
	displayName: 'Other Event Names',
	name: 'otherEvents',
	type: 'string',
	// With all of them selected, names would change nothing.
	displayOptions: { hide: { events: [ALL_EVENTS] } },
	default: '',
	placeholder: 'e.g. spa.booked, parking.*',
	description:
		'Names of events that the list above does not offer, as the platform sends them, separated by commas; order.* stands for all that begin so',
};
