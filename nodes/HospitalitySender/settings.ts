import type { IExecuteFunctions } from 'n8n-workflow';

import type { DeliverySettings } from '../../lib/send/deliver';
import type { CircuitBreakerRules } from '../../lib/send/circuitBreaker';
import { InputError } from '../../lib/send/inputError';
import { plainForm, platformForm, type WireForm } from '../../lib/send/outgoing';
import { DEFAULT_EXPONENTIAL } from '../../lib/send/retry';
import type { RetryPlan } from '../../lib/send/delivery';
import { loadSecrets } from '../../lib/n8n/secrets';
import type { Platform } from '../../lib/platform';
import { readCustomScheme } from '../../lib/n8n/properties/readCustomScheme';
import type { Secrets } from '../../lib/signature/secret';
import { platformById } from '../../platforms';
import type { ReadParameter } from './parameters';
import { generalSchedules, publishedSchedules } from './retrySchedules';
import { PLAIN } from './wireForms';

/** What holds for all items of a run. */
export interface SenderSettings {
	/** Null for plain JSON. */
	platform: Platform | null;
	form: WireForm;
	delivery: DeliverySettings;
	circuitBreaker: CircuitBreakerRules;
	concurrency: number;
	inOrder: boolean;
	/** Whether data that does not fit the documented event keeps it from being sent. */
	stopOnMismatch: boolean;
	/** Whether an item that a sender put out is sent again as the same event. */
	resend: boolean;
}

/**
 * @param isTool an AI agent takes one answer, so nothing can leave for later
 * @throws InputError for a platform or schedule that this version does not know
 */
export function readSettings(read: ReadParameter, isTool: boolean): SenderSettings {
	// One by one, because an expression in an option of the items may fail for this one alone.
	const option = (name: string) => read(`options.${name}`, 0, null);
	const id = String(read('platform', 0));
	const platform = id === PLAIN ? null : requirePlatform(id);
	const isConfigurable = platform?.signatureIsConfigurable === true;
	const scheme = isConfigurable
		? readCustomScheme((name, fallback) => read(name, 0, fallback))
		: undefined;
	const isDurable = read('retryMode', 0, 'inPlace') === 'durable' && !isTool;
	return {
		platform,
		form: platform ? platformForm(platform, scheme) : plainForm(PLAIN),
		delivery: {
			plan: readPlan(read, option),
			retryMode: isDurable ? 'durable' : 'inPlace',
			maxWaitSeconds: number('Maximum Wait', option('maxWaitSeconds'), 60, 0),
			timeoutSeconds: number('Time Limit', option('timeoutSeconds'), 30, 0.001),
		},
		circuitBreaker: {
			failingAfter: number('Mark as Failing After', option('failingAfter'), 5, 1),
			pauseFailing: option('pauseFailing') === true,
			probeIntervalSeconds: number('Probe Interval', option('probeIntervalSeconds'), 300, 0),
		},
		concurrency: number('Concurrency', option('concurrency'), 10, 1),
		inOrder: option('inOrder') === true,
		stopOnMismatch: option('schemaCheck') === 'stop',
		resend: option('resend') === true,
	};
}

/**
 * The secrets of the node's credential, or null where nothing is signed.
 *
 * @throws NodeOperationError when the credential is missing or unusable
 */
export async function readSigningSecrets(
	context: IExecuteFunctions,
	{ form, platform }: SenderSettings,
): Promise<Secrets | null> {
	const { scheme } = form;
	if (!scheme || !platform) return null;
	const { secrets } = await loadSecrets(context, scheme, {
		platformName: platform.name,
		consequence:
			'Its receivers refuse events that do not prove where they come from. Nothing has been sent.',
		itemIndex: 0,
	});
	return secrets;
}

function requirePlatform(id: string): Platform {
	const platform = platformById(id);
	if (platform) return platform;
	throw new InputError(
		`The platform "${id.slice(0, 100)}" is not known to this version of the node`,
		'Choose one from the list.',
	);
}

/** One of the general schedules, or the published one of a platform. */
function readPlan(read: ReadParameter, option: (name: string) => unknown): RetryPlan {
	const id = String(read('retrySchedule', 0, 'exponential'));
	if (Object.hasOwn(generalSchedules, id)) {
		const { baseSeconds, factor, capSeconds } = DEFAULT_EXPONENTIAL;
		return generalSchedules[id].plan({
			retryAttempts: () => number('Attempts', read('retryAttempts', 0, 5), 5, 1),
			retryDelay: () => number('Retry Delay', read('retryDelay', 0, 5), 5, 0),
			retryDelays: () => String(read('retryDelays', 0, '')),
			exponential: () => ({
				baseSeconds: number('First Wait', option('baseSeconds'), baseSeconds, 0),
				factor: number('Wait Factor', option('factor'), factor, 1),
				capSeconds: number('Upper Bound', option('capSeconds'), capSeconds, 0),
			}),
		});
	}
	const published = publishedSchedules.find((platform) => platform.id === id);
	if (published) return { kind: 'list', delaysSeconds: published.retry.delaysSeconds };
	throw new InputError(
		`The retry schedule "${id.slice(0, 100)}" is not known to this version of the node`,
		'Choose one from the list.',
	);
}

function number(name: string, value: unknown, fallback: number, least: number): number {
	if (value === undefined || value === null || value === '') return fallback;
	const given = Number(value);
	if (Number.isFinite(given) && given >= least) return given;
	throw new InputError(
		`${name} is not a number that can be used`,
		least > 0 && least < 1 ? 'Enter a number above 0.' : `Enter a number from ${least}.`,
	);
}
