import { parseDelays } from '../../lib/send/retry';
import type { RetryPlan } from '../../lib/send/delivery';
import type { Platform } from '../../lib/platform';
import { platforms } from '../../platforms';

/** What the parameters of a schedule say, checked. */
export interface ScheduleParameters {
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
export const generalSchedules: Readonly<Record<string, GeneralSchedule>> = {
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
export const publishedSchedules: readonly Platform[] = (platforms as readonly Platform[]).filter(
	({ retry }) => retry.delaysSeconds.length > 0,
);
