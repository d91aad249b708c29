import type { IExecuteFunctions } from 'n8n-workflow';

import type { CircuitBreakerRules } from '../../lib/send/circuitBreaker';
import type { DeliverySettings } from '../../lib/send/deliver';
import { InputError } from '../../lib/send/inputError';
import {
	createProof,
	dataAlone,
	FORM_TYPE,
	plainFormat,
	platformFormat,
	type MessageFormat,
	type Proof,
} from '../../lib/send/message';
import { withHeaders } from '../../lib/signature/scheme';
import { readCustomScheme } from '../../lib/n8n/properties/readCustomScheme';
import { loadSecrets } from '../../lib/n8n/secrets';
import type { Platform } from '../../lib/platform';
import { platformById } from '../../platforms';
import { PLAIN } from './description/target';
import { toNumber, type ReadParameter } from './parameters';
import { publishedSchedule, readRetryOn, readRetryPlan } from './retrySchedules';

const DEFAULT_TIMEOUT_SECONDS = 30;
const LONGEST_TIMEOUT_SECONDS = 24 * 3600;
const DEFAULT_FAILING_AFTER = 5;

/** What holds for all items of a run. */
export interface SenderSettings {
	/** Null for plain JSON. */
	platform: Platform | null;
	format: MessageFormat;
	delivery: DeliverySettings;
	circuitBreaker: CircuitBreakerRules;
	concurrency: number;
	inOrder: boolean;
	/** Attempts at one endpoint; 0 for as many as there are. */
	ratePerSecond: number;
	/** Whether certificates count that nobody vouches for. */
	allowUnauthorizedCerts: boolean;
	/** Whether data that does not fit what is documented of the event keeps it from being sent. */
	stopOnMismatch: boolean;
	/** Whether an item that a sender put out is sent again as the same event. */
	resend: boolean;
}

/**
 * The settings of the run as one item has them.
 *
 * @param isTool an AI agent takes one answer, so nothing can leave for later
 * @throws InputError for a platform or schedule that this version does not know
 */
export function readSettings(
	readParameter: ReadParameter,
	itemIndex: number,
	isTool: boolean,
): SenderSettings {
	const read = (name: string, fallback?: unknown) => readParameter(name, itemIndex, fallback);
	// One by one, because the headers among them are each item's own.
	const option = (name: string) => read(`options.${name}`, null);
	const id = String(read('platform'));
	const platform = id === PLAIN ? null : requirePlatform(id);
	const published = publishedSchedule(read);
	const failingAfter = option('failingAfter');
	const isDurable = read('retryMode', 'inPlace') === 'durable' && !isTool;
	return {
		platform,
		format: platform ? platformFormat(platform, readFormat(platform, read)) : plainFormat(PLAIN),
		delivery: {
			plan: readRetryPlan(read),
			retryOn: readRetryOn(read),
			retryMode: isDurable ? 'durable' : 'inPlace',
			maxWaitSeconds: toNumber('Maximum Wait', option('maxWaitSeconds'), 60, 0),
			timeoutSeconds: toNumber(
				'Time Limit',
				option('timeoutSeconds'),
				published?.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS,
				0.001,
				LONGEST_TIMEOUT_SECONDS,
			),
		},
		circuitBreaker: {
			failingAfter: toNumber(
				'Mark as Failing After',
				failingAfter,
				published?.failingAfter ?? DEFAULT_FAILING_AFTER,
				1,
			),
			wholeSchedule: published?.failingAfter !== undefined && (failingAfter ?? '') === '',
			pauseFailing: option('pauseFailing') === true,
			probeIntervalSeconds: toNumber('Probe Interval', option('probeIntervalSeconds'), 300, 0),
		},
		concurrency: toNumber('Concurrency', option('concurrency'), 10, 1),
		inOrder: option('inOrder') === true,
		ratePerSecond: toNumber('Rate per Second', option('ratePerSecond'), 0, 0),
		allowUnauthorizedCerts: option('allowUnauthorizedCerts') === true,
		stopOnMismatch: option('schemaCheck') === 'stop',
		resend: option('resend') === true,
	};
}

/**
 * What proves the events of the run, from the node's credential; null where nothing is signed.
 *
 * @throws NodeOperationError or InputError when the credential is missing or cannot sign
 */
export async function loadProof(
	context: IExecuteFunctions,
	{ format: { scheme }, platform }: SenderSettings,
): Promise<Proof | null> {
	if (!scheme || !platform) return null;
	const { secrets } = await loadSecrets(
		context,
		{ platform, scheme },
		{
			consequence:
				'Its receivers refuse events that do not prove where they come from. Nothing has been sent.',
			itemIndex: 0,
		},
	);
	return createProof(scheme, secrets);
}

/** What the user has set of a platform's format. */
function readFormat(platform: Platform, read: (name: string, fallback?: unknown) => unknown) {
	if (platform.signatureIsConfigurable !== true) {
		const headers = String(read('options.signatureHeaders', null) ?? '');
		return { scheme: withHeaders(platform.signature, headers) };
	}
	const scheme = readCustomScheme(read);
	if (read('bodyFormat', 'envelope') !== 'data') return { scheme };
	const typed = String(read('contentType', '')).trim();
	// Without a charset n8n would take the bytes of a form for an object, and write them anew.
	const contentType = typed.toLowerCase() === FORM_TYPE ? `${typed}; charset=utf-8` : typed;
	return { scheme, envelope: dataAlone, ...(contentType !== '' && { contentType }) };
}

function requirePlatform(id: string): Platform {
	const platform = platformById(id);
	if (platform) return platform;
	throw new InputError(
		`The platform "${id.slice(0, 100)}" is not known to this version of the node`,
		'Choose one from the list.',
	);
}
