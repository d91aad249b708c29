import type { INodeProperties } from 'n8n-workflow';

import { menu } from '../../../lib/n8n/properties/menu';
import type { Platform } from '../../../lib/platform';
import { platforms } from '../../../platforms';
import { schedulesWith } from '../retrySchedules';

/** Settings that most workflows never need. */
export const optionsProperty: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Concurrency',
			name: 'concurrency',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 100 },
			default: 10,
			description: 'How many deliveries are under way at the same time',
		},
		{
			// No fixed collection: of anything but its own form n8n would drop the values without a word.
			displayName: 'Headers',
			name: 'headers',
			type: 'json',
			default: '{}',
			placeholder: 'e.g. { "X-Restaurant": "7" }',
			description:
				'Names and values of headers to send besides those of the platform, which cannot be changed. Their values do not get into the log.',
		},
		{
			displayName: 'If Data Does Not Fit the Event',
			name: 'schemaCheck',
			type: 'options',
			displayOptions: { show: { '/operation': ['send'] } },
			options: [
				{
					name: 'Send and Warn',
					value: 'warn',
					description: 'The item says what does not fit',
				},
				{
					name: 'Stop',
					value: 'stop',
					description: 'Nothing is sent',
				},
			],
			default: 'warn',
			description:
				'What happens when a field that the documentation of the event describes is missing or of another kind',
		},
		{
			displayName: 'Ignore SSL Issues (Insecure)',
			name: 'allowUnauthorizedCerts',
			type: 'boolean',
			default: false,
			description: 'Whether to connect even if SSL certificate validation is not possible',
		},
		{
			displayName: 'In Order per Endpoint',
			name: 'inOrder',
			type: 'boolean',
			default: false,
			description:
				'Whether an endpoint gets the next item only after the one before it has been delivered or given up. Different endpoints do not wait for each other.',
		},
		{
			displayName: 'Mark as Failing After',
			name: 'failingAfter',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 5,
			description:
				'How many deliveries in a row have to fail before their items say that the endpoint is failing; without this option 5, or what the platform of the schedule has published. Counted in the memory of n8n, from its start on.',
		},
		{
			displayName: 'Maximum Wait (Seconds)',
			name: 'maxWaitSeconds',
			type: 'number',
			displayOptions: { show: { '/retryMode': ['inPlace'] } },
			typeOptions: { minValue: 0 },
			default: 60,
			description: 'How long this node waits for further attempts of one item in total',
		},
		{
			displayName: 'Pause Failing Endpoints',
			name: 'pauseFailing',
			type: 'boolean',
			default: false,
			description:
				'Whether items for a failing endpoint fail at once, without being sent, except for one probe per interval. The first success ends the pause.',
		},
		{
			displayName: 'Probe Interval (Seconds)',
			name: 'probeIntervalSeconds',
			type: 'number',
			displayOptions: { show: { pauseFailing: [true] } },
			typeOptions: { minValue: 1 },
			default: 300,
			description: 'How often one item is sent to a paused endpoint all the same',
		},
		{
			displayName: 'Rate per Second',
			name: 'ratePerSecond',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 2 },
			default: 5,
			description:
				'How many attempts an endpoint gets of this workflow in a second at most, evenly spaced; 0 means no limit',
		},
		{
			displayName: 'Retry On',
			name: 'retryOn',
			type: 'string',
			default: '',
			placeholder: 'e.g. 404, 409 or 4xx',
			description:
				'Answers after which a delivery is tried again besides those of the retry schedule, separated by commas',
		},
		{
			displayName: 'Send Items of a Sender Again',
			name: 'resend',
			type: 'boolean',
			displayOptions: { show: { '/operation': ['send'] } },
			default: false,
			description:
				'Whether an item that a Hospitality Sender has put out, as the same event for the same endpoint, is sent once more with the event ID, time and data it had. Otherwise it becomes a new event.',
		},
		...(platforms as readonly Platform[]).flatMap(signatureHeaders),
		{
			displayName: 'Time Limit (Seconds)',
			name: 'timeoutSeconds',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 30,
			description:
				'How long one attempt may take, from connecting to the end of the answer; without this option 30 seconds, or what the platform of the schedule has published',
		},
		{
			displayName: 'Upper Bound of First Wait (Seconds)',
			name: 'baseSeconds',
			type: 'number',
			displayOptions: { show: { '/retrySchedule': schedulesWith('exponential') } },
			typeOptions: { minValue: 0 },
			default: 1,
			description: 'The first wait of the exponential schedule is anything up to this',
		},
		{
			displayName: 'Upper Bound of Waits (Seconds)',
			name: 'capSeconds',
			type: 'number',
			displayOptions: { show: { '/retrySchedule': schedulesWith('exponential') } },
			typeOptions: { minValue: 1 },
			default: 300,
			description: 'Waits of the exponential schedule grow no further than this',
		},
		{
			displayName: 'Wait Factor',
			name: 'factor',
			type: 'number',
			displayOptions: { show: { '/retrySchedule': schedulesWith('exponential') } },
			typeOptions: { minValue: 1, numberPrecision: 2 },
			default: 2,
			description: 'By which the waits of the exponential schedule grow from attempt to attempt',
		},
	],
};

/** A menu of the header names with which a platform's deliveries may be signed. */
function signatureHeaders({ id, signature }: Platform): INodeProperties[] {
	if (signature.kind !== 'hmac' || !signature.alternatives) return [];
	const names = [signature, ...signature.alternatives].map(({ header }) => header);
	return [
		menu({
			displayName: 'Signature Headers',
			name: 'signatureHeaders',
			displayOptions: { show: { '/platform': [id] } },
			options: names.map((header) => ({ name: header, value: header })),
			default: names[0],
			description: 'Which names the headers of the signature, its time and the ID have',
		}),
	];
}
