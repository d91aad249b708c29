import type { IExecuteFunctions } from 'n8n-workflow';

import type { DeliveryJob } from '../../lib/send/deliver';
import { parseEndpoint } from '../../lib/send/endpoint';
import { InputError } from '../../lib/send/inputError';
import {
	eventOf,
	newDeliveryId,
	readItemDelivery,
	type ItemDelivery,
} from '../../lib/send/itemState';
import { prepareMessage, type WireForm } from '../../lib/send/outgoing';
import { findEvent } from '../../lib/event/name';
import type { EventDeclaration, OutgoingEvent } from '../../lib/platform';
import type { Secrets } from '../../lib/signature/secret';
import { readCustomHeaders } from './customHeaders';
import { describedEvent, readEventName, sampleEvent, schemaProblems } from './event';
import type { EventDetails } from './event';
import { readEventData } from './eventData';
import type { ReadParameter } from './parameters';
import type { SenderOptions, SenderSettings } from './settings';

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
	secrets: Secrets | null;
	isSample: boolean;
	nowMs: number;
}

/** @returns a function that puts one item into its wire form, and throws when that cannot be done */
export function itemPreparer(preparation: Preparation) {
	const { context, read, settings, secrets } = preparation;
	const items = context.getInputData();
	const schemas = new Map<string, ReturnType<EventDeclaration['schema']>>();

	return (itemIndex: number): PreparedItem => {
		const known = readItemDelivery(items[itemIndex].json);
		const options = read('options', itemIndex, {}) as SenderOptions;
		const endpoint = parseEndpoint(read('url', itemIndex));
		const { event, origin } = chooseEvent(preparation, itemIndex, known);
		const message = prepareMessage({
			form: origin.test ? asTest(settings.form) : settings.form,
			endpoint,
			event,
			secrets,
			customHeaders: readCustomHeaders(options.headers),
		});
		const declared = settings.platform ? findEvent(settings.platform, event.name) : undefined;
		const warnings = schemaProblems(declared, message.payload, schemas);
		if (warnings.length > 0 && settings.stopOnMismatch && !origin.isContinued) {
			throw new InputError(
				`The data does not fit the event ${event.name}: ${warnings.join('; ')}`,
				'Correct the data, or let it be sent with a warning under Options > If Data Does Not Fit the Event.',
			);
		}
		const { isContinued, test, resendOf } = origin;
		return {
			itemIndex,
			job: {
				id: isContinued && known ? known.id : newDeliveryId(),
				message,
				...(isContinued && known && { earlier: known.attempts }),
			},
			extra: {
				...(test && { test }),
				...(resendOf !== undefined && { resendOf }),
				...(warnings.length > 0 && { warnings }),
			},
			...(isContinued && known?.nextAttemptAt && { dueAtMs: Date.parse(known.nextAttemptAt) }),
		};
	};
}

/** Says of an event that it is none, for receivers that look at headers. */
function asTest(form: WireForm): WireForm {
	return { ...form, headers: (event) => ({ ...form.headers(event), 'X-Webhook-Test': 'true' }) };
}

interface Origin {
	/** The item comes round again to go on with its schedule. */
	isContinued: boolean;
	test?: boolean;
	resendOf?: string;
}

/**
 * Which event an item stands for. One that a sender put out keeps its event: to go on with its
 * schedule, or to be sent once more. Where the node is set to another event than the item was
 * sent as, the item is the source of a new one.
 */
function chooseEvent(
	{ context, read, settings, isSample, nowMs }: Preparation,
	itemIndex: number,
	known: ItemDelivery | null,
): { event: OutgoingEvent; origin: Origin } {
	const { platform } = settings;
	const test = known?.test === true;
	if (known?.status === 'retrying') {
		return {
			event: eventOf(known),
			origin: { isContinued: true, test, resendOf: known.resendOf },
		};
	}
	const readHere = (name: string) => read(name, itemIndex, '');
	if (isSample) {
		const event = sampleEvent(platform, readHere, nowMs);
		return { event, origin: { isContinued: false, test: true } };
	}
	const name = readEventName(platform, readHere);
	if (known && settings.resend && known.event === name) {
		return { event: eventOf(known), origin: { isContinued: false, test, resendOf: known.id } };
	}
	const item = context.getInputData()[itemIndex].json;
	const event = describedEvent({
		platform,
		name,
		data: readEventData(read('dataSource', itemIndex, 'json'), readHere, item),
		details: read('eventDetails', itemIndex, {}) as EventDetails,
		timezone: context.getTimezone(),
		nowMs,
	});
	return { event, origin: { isContinued: false } };
}
