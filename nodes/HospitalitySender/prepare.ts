import { randomUUID } from 'crypto';
import type { IExecuteFunctions, IRunExecutionData } from 'n8n-workflow';

import type { DeliveryJob } from '../../lib/send/deliver';
import { type Endpoint, parseEndpoint } from '../../lib/send/endpoint';
import { InputError } from '../../lib/send/inputError';
import { dataAlone, type MessageFormat, prepareMessage, type Proof } from '../../lib/send/message';
import {
	type DeliveryState,
	eventIdFrom,
	type ItemDelivery,
	newDeliveryId,
	type Seal,
	sealedState,
} from '../../lib/send/sentItem';
import type { OutgoingEvent } from '../../lib/platform';
import { eventsIn } from '../../lib/event/several';
import { isLocalHost } from '../../lib/publicAddress';
import { checkPayload } from '../../lib/receive/schemaCheck';
import { describedEvent, type EventDetails, readEventName, sampleEvent, sampleName } from './event';
import { readEventData } from './eventData';
import type { ReadParameter } from './parameters';
import type { SenderSettings } from './settings';
import { isObject } from '../../lib/json';

/** One item, ready to be sent. */
export interface PreparedItem {
	itemIndex: number;
	job: DeliveryJob;
	/** What goes into the item besides what the delivery itself brings. */
	extra: Pick<ItemDelivery, 'test' | 'resendOf' | 'warnings'>;
	/** When it may go: Unix milliseconds; undefined for at once. */
	dueAtMs?: number;
}

interface Preparation {
	context: IExecuteFunctions;
	read: ReadParameter;
	settings: SenderSettings;
	/** Null where nothing is signed. */
	proof: Proof | null;
	seal: Seal;
	isSample: boolean;
	isTool: boolean;
	nowMs: number;
}

/** @returns a function that makes one item a message, and throws when that cannot be done */
export function itemPreparer(preparation: Preparation) {
	const { context, read, settings, proof, isTool } = preparation;
	const { platform, format, stopOnMismatch } = settings;
	const run = identifyRun(context, isTool);

	return (itemIndex: number): PreparedItem => {
		const endpoint = parseEndpoint(read('url', itemIndex));
		if (platform?.requiresHttps) assertHttps(platform.name, endpoint);
		const { event, origin, continued } = chooseEvent(preparation, itemIndex, endpoint, run);
		const message = prepareMessage({
			format: origin.test ? asTest(format) : format,
			endpoint,
			event,
			proof,
			customHeaders: readCustomHeaders(read('options.headers', itemIndex, null)),
		});
		const { payload } = message;
		const isDocumented = platform && format.envelope !== dataAlone;
		const issues =
			isDocumented && isObject(payload)
				? eventsIn({ body: payload }, platform.payload.events).flatMap((sent) =>
						checkPayload(platform, event.name, sent.payload),
					)
				: [];
		const warnings = issues.map(({ path, message: text }) => (path ? `${path}: ${text}` : text));
		if (warnings.length > 0 && stopOnMismatch && !continued) {
			throw new InputError(
				`The data does not fit the event ${event.name}: ${warnings.join('; ')}`,
				'Correct the data, or let it be sent with a warning under Options > If Data Does Not Fit the Event.',
			);
		}
		return {
			itemIndex,
			job: {
				id: continued?.id ?? newDeliveryId(),
				message,
				...(continued && { earlier: continued.attempts }),
			},
			extra: { ...origin, ...(warnings.length > 0 && { warnings }) },
			...(continued?.nextAttemptAt && { dueAtMs: Date.parse(continued.nextAttemptAt) }),
		};
	};
}

/**
 * A platform that delivers to https alone sends no event of a guest in the clear, so neither does a
 * node that speaks for it. Within one's own network there is no certificate to be had.
 *
 * @throws InputError for http to a host that the internet may reach
 */
function assertHttps(name: string, { url, shownUrl }: Endpoint): void {
	const { protocol, hostname } = new URL(url);
	if (protocol === 'https:' || isLocalHost(hostname)) return;
	throw new InputError(
		`${name} delivers to https addresses only, and ${shownUrl} is none`,
		'Use the https address of the endpoint. Plain http is for hosts of your own network.',
	);
}

/** Says of an event that it is none, for receivers that look at headers. */
function asTest(format: MessageFormat): MessageFormat {
	return {
		...format,
		headers: (event) => ({ ...format.headers(event), 'X-Webhook-Test': 'true' }),
	};
}

/**
 * What tells this run of the node from all others, and is the same when n8n retries the execution.
 * Of an execution that was stopped n8n keeps nothing but what started it and its token, which is
 * random; older versions may give it none.
 */
function identifyRun(context: IExecuteFunctions, isTool: boolean): readonly unknown[] {
	const { runExecutionData } = context as unknown as {
		runExecutionData?: Pick<IRunExecutionData, 'resumeToken'>;
	};
	const token = runExecutionData?.resumeToken;
	// An agent calls a tool several times in what is one run to n8n.
	if (isTool || !token) return [randomUUID()];
	return [token, context.getNode().id, context.getWorkflowDataProxy(0).$runIndex];
}

interface Choice {
	event: OutgoingEvent;
	origin: Pick<ItemDelivery, 'test' | 'resendOf'>;
	/** Where the item comes round again to go on with its schedule. */
	continued?: DeliveryState;
}

/**
 * Which event an item stands for. One that this node has put out keeps its event, to go on with
 * its schedule, or to be sent once more where the node is set to. "This node" is any Sender with
 * the same secret, platform, event and endpoint; every other item is the source of a new event.
 */
function chooseEvent(
	{ context, read, settings, seal, isSample, nowMs }: Preparation,
	itemIndex: number,
	endpoint: Endpoint,
	run: readonly unknown[],
): Choice {
	const { platform, format } = settings;
	const item = context.getInputData()[itemIndex].json;
	const readHere = (parameter: string) => read(parameter, itemIndex, '');
	const makeId = (event: string, data: Record<string, unknown>) =>
		eventIdFrom([...run, itemIndex, event, data], isSample);
	const name = isSample ? sampleName(platform, readHere) : readEventName(platform, readHere);
	const known = seal.open(sealedState(item), endpoint.key);
	const own = known?.platform === format.id && known.event.name === name ? known : null;
	const test = own?.test === true && { test: true };
	if (own?.status === 'retrying') {
		const { event, resendOf } = own;
		return { event, origin: { ...test, ...(resendOf && { resendOf }) }, continued: own };
	}
	if (isSample) {
		return { event: sampleEvent(platform, name, makeId, nowMs), origin: { test: true } };
	}
	if (own && settings.resend) return { event: own.event, origin: { ...test, resendOf: own.id } };
	const event = describedEvent({
		platform,
		name,
		...readEventData(read('dataSource', itemIndex, 'json'), readHere, item, {
			takesList: format.envelope === dataAlone,
		}),
		details: read('eventDetails', itemIndex, {}) as EventDetails,
		makeId,
		timezone: context.getTimezone(),
		nowMs,
	});
	return { event, origin: {} };
}

const ADVICE = 'Enter an object under Options > Headers, such as {"X-Restaurant": "7"}.';

/**
 * The headers that a user adds: JSON text, an object, or a list of names and values, which may
 * stand below one key as n8n's own nodes save them.
 *
 * @throws InputError when they are nothing of that kind
 */
export function readCustomHeaders(value: unknown): Record<string, string> {
	const entries = entriesOf(typeof value === 'string' ? parse(value) : value);
	return Object.fromEntries(
		entries
			.filter(([name]) => name !== '')
			.map(([name, content]) => {
				if (typeof content === 'object') {
					throw new InputError(`The value of the header ${name} is no text`, ADVICE);
				}
				return [name, String(content ?? '')];
			}),
	);
}

function entriesOf(value: unknown): Array<[string, unknown]> {
	if (value === undefined || value === null) return [];
	if (Array.isArray(value)) return value.map(entryOf);
	if (!isObject(value)) throw new InputError('The headers are not names with values', ADVICE);
	const [first] = Object.values(value);
	if (Object.keys(value).length === 1 && Array.isArray(first)) return first.map(entryOf);
	return Object.entries(value).map(([name, content]) => [name.trim(), content]);
}

function entryOf(entry: unknown): [string, unknown] {
	if (!isObject(entry)) throw new InputError('A header in the list has no name', ADVICE);
	return [String(entry.name ?? '').trim(), entry.value];
}

function parse(text: string): unknown {
	if (text.trim() === '') return undefined;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return false;
	}
}
