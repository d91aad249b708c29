import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { RetryPlan } from '../../lib/send/delivery';
import { InputError } from '../../lib/send/inputError';
import {
	DEFAULT_EXPONENTIAL,
	LONGEST_DELAY_SECONDS,
	parseDelays,
	parseRetriedAnswers,
	RETRIED_ANSWERS,
} from '../../lib/send/retry';
import { byName } from '../../lib/n8n/properties/menu';
import type { Platform, RetriedAnswer, RetrySchedule } from '../../lib/platform';
import { platforms } from '../../platforms';
import { toNumber } from './parameters';

/** What the parameters of a schedule say, checked. */
interface ScheduleParameters {
	retryAttempts: () => number;
	retryDelay: () => number;
	retryDelays: () => string;
	/** Bounds and factor of the waits. */
	exponential: () => Omit<Extract<RetryPlan, { kind: 'exponential' }>, 'kind' | 'attempts'>;
}

interface GeneralSchedule {
	name: string;
	description: string;
	/** The parameters that the editor shows for it. */
	parameters: Array<keyof ScheduleParameters>;
	plan: (parameters: ScheduleParameters) => RetryPlan;
}

/** Schedules that no platform has published, by the value of the parameter. */
const generalSchedules: Readonly<Record<string, GeneralSchedule>> = {
	custom: {
		name: 'Custom List',
		description: 'Your own list of waits',
		parameters: ['retryDelays'],
		plan: ({ retryDelays }) => ({ kind: 'list', delaysSeconds: parseDelays(retryDelays()) }),
	},
	exponential: {
		name: 'Exponential',
		description: 'Up to 1 s, 2 s, 4 s and so on, by chance, so that failed deliveries spread',
		parameters: ['retryAttempts', 'exponential'],
		plan: ({ retryAttempts, exponential }) => ({
			kind: 'exponential',
			...exponential(),
			attempts: retryAttempts(),
		}),
	},
	fixed: {
		name: 'Fixed',
		description: 'The same wait each time',
		parameters: ['retryAttempts', 'retryDelay'],
		plan: ({ retryAttempts, retryDelay }) => ({
			kind: 'fixed',
			delaySeconds: retryDelay(),
			attempts: retryAttempts(),
		}),
	},
	none: {
		name: 'None',
		description: 'One attempt only',
		parameters: [],
		plan: () => ({ kind: 'none' }),
	},
};

/** Schedules that a parameter belongs to, as `displayOptions` want them. */
export function schedulesWith(parameter: keyof ScheduleParameters): string[] {
	return Object.keys(generalSchedules).filter((id) =>
		generalSchedules[id].parameters.includes(parameter),
	);
}

/** Platforms that have published when they try again; their ids are schedules too. */
const publishedSchedules: readonly Platform[] = (platforms as readonly Platform[]).filter(
	({ retry }) => retry.delaysSeconds.length > 0,
);

/** When and where a failed delivery is tried again. */
export const retryProperties: INodeProperties[] = [
	{
		displayName: 'Retry Mode',
		name: 'retryMode',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Wait in This Node',
				value: 'inPlace',
				description: 'This node waits itself, for up to a minute, and then lets the item fail',
			},
			{
				name: 'Survive Restarts',
				value: 'durable',
				description:
					'What has to wait leaves through its own output, for a Wait node; this survives restarts',
			},
		],
		default: 'inPlace',
	},
	{
		displayName:
			'Connect Retry Later to a Wait node that resumes At Specified Time {{ $json.delivery.resumeAt }}, and the Wait node back to this node. Items go round until they are delivered or the schedule ends, for days and across restarts if need be.',
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
			'When a delivery is tried again after a timeout, a lost connection or a 408, 425, 429 or 5xx answer; the schedules of platforms try again what their platform does',
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

/**
 * The answers that are tried again: those of the chosen platform's schedule, else the usual ones,
 * and what the user adds.
 *
 * @throws InputError for what is no status
 */
export function readRetryOn(
	read: (name: string, fallback?: unknown) => unknown,
): readonly RetriedAnswer[] {
	const added = parseRetriedAnswers(String(read('options.retryOn', null) ?? ''));
	return [...(publishedSchedule(read)?.repeats ?? RETRIED_ANSWERS), ...added];
}

/** What the chosen schedule's platform has published with it; undefined for the general schedules. */
export function publishedSchedule(
	read: (name: string, fallback?: unknown) => unknown,
): RetrySchedule | undefined {
	const id = read('retrySchedule', 'exponential');
	return publishedSchedules.find((platform) => platform.id === id)?.retry;
}

/**
 * The chosen schedule: one of the general ones, or the published one of a platform.
 *
 * @throws InputError for a schedule that this version does not know, or parameters that make none
 */
export function readRetryPlan(read: (name: string, fallback?: unknown) => unknown): RetryPlan {
	const option = (name: string) => read(`options.${name}`, null);
	const id = String(read('retrySchedule', 'exponential'));
	if (Object.hasOwn(generalSchedules, id)) {
		const { baseSeconds, factor, capSeconds } = DEFAULT_EXPONENTIAL;
		return generalSchedules[id].plan({
			retryAttempts: () => toNumber('Attempts', read('retryAttempts', 5), 5, 1),
			retryDelay: () => toNumber('Retry Delay', read('retryDelay', 5), 5, 0, LONGEST_DELAY_SECONDS),
			retryDelays: () => String(read('retryDelays', '')),
			exponential: () => ({
				baseSeconds: toNumber(
					'First Wait',
					option('baseSeconds'),
					baseSeconds,
					0,
					LONGEST_DELAY_SECONDS,
				),
				factor: toNumber('Wait Factor', option('factor'), factor, 1),
				capSeconds: toNumber(
					'Upper Bound',
					option('capSeconds'),
					capSeconds,
					0,
					LONGEST_DELAY_SECONDS,
				),
			}),
		});
	}
	const published = publishedSchedule(read);
	if (published) return { kind: 'list', delaysSeconds: published.delaysSeconds };
	throw new InputError(
		`The retry schedule "${id.slice(0, 100)}" is not known to this version of the node`,
		'Choose one from the list.',
	);
}
