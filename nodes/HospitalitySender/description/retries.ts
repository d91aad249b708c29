import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { byName } from '../../../lib/n8n/properties/menu';
import { generalSchedules, publishedSchedules, schedulesWith } from '../retrySchedules';

/** When and where a failed delivery is tried again. */
export const retryProperties: INodeProperties[] = [
	{
		displayName: 'Retry Mode',
		name: 'retryMode',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'In Place',
				value: 'inPlace',
				description: 'This node waits itself, for up to a minute, and then lets the item fail',
			},
			{
				name: 'Durable',
				value: 'durable',
				description:
					'What has to wait leaves through its own output, for a Wait node; this survives restarts',
			},
		],
		default: 'inPlace',
	},
	{
		displayName:
			'Connect <b>Retry Later</b> to a Wait node that resumes <b>At Specified Time</b> <code>{{ $json.delivery.resumeAt }}</code>, and the Wait node back to this node. Items go round until they are delivered or the schedule ends, for days and across restarts if need be.',
		name: 'durableNotice',
		type: 'notice',
		displayOptions: { show: { retryMode: ['durable'] } },
		default: '',
	},
	{
		displayName: 'Retry Schedule',
		name: 'retrySchedule',
		type: 'options',
		options: schedules(),
		default: 'exponential',
		description:
			'When a delivery is tried again after a timeout, a lost connection or a 408, 425, 429 or 5xx answer',
	},
	{
		displayName: 'Retry Delays (Seconds)',
		name: 'retryDelays',
		type: 'string',
		displayOptions: { show: { retrySchedule: schedulesWith('retryDelays') } },
		default: '5, 60, 300',
		placeholder: 'e.g. 5, 60, 300',
		description: 'The wait before each further attempt, separated by commas',
	},
	{
		displayName: 'Retry Delay (Seconds)',
		name: 'retryDelay',
		type: 'number',
		displayOptions: { show: { retrySchedule: schedulesWith('retryDelay') } },
		typeOptions: { minValue: 0 },
		default: 5,
		description: 'The wait before each further attempt',
	},
	{
		displayName: 'Attempts',
		name: 'retryAttempts',
		type: 'number',
		displayOptions: { show: { retrySchedule: schedulesWith('retryAttempts') } },
		typeOptions: { minValue: 1, maxValue: 100 },
		default: 5,
		description: 'How often an event is sent at most, the first time included',
	},
];

/** The general schedules, and those that platforms have published. */
function schedules(): INodePropertyOptions[] {
	const general = Object.entries(generalSchedules).map(([value, { name, description }]) => ({
		name,
		value,
		description,
	}));
	const published = publishedSchedules.map(({ id, name, retry }) => ({
		name,
		value: id,
		description: `As published: after ${retry.delaysSeconds.map(duration).join(', ')}`,
	}));
	return [...general, ...published].sort(byName);
}

/** A wait in its largest whole unit. */
function duration(seconds: number): string {
	if (seconds % 3600 === 0) return `${seconds / 3600} h`;
	return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}
