import type { IExecuteFunctions } from 'n8n-workflow';

import type { DeliveryJob } from '../../lib/send/deliver';
import { parseEndpoint, type Endpoint } from '../../lib/send/endpoint';
import { InputError } from '../../lib/send/inputError';
import {
	newDeliveryId,
	sealedState,
	type DeliveryState,
	type ItemDelivery,
	type Seal,
} from '../../lib/send/sentItem';
import { prepareMessage, type WireForm } from '../../lib/send/outgoing';
import { findEvent } from '../../lib/event/name';
import type { EventDeclaration, OutgoingEvent } from '../../lib/platform';
import type { Secrets } from '../../lib/signature/secret';
import { readCustomHeaders } from './customHeaders';
import { describedEvent, readEventName, sampleEvent, sampleName, schemaProblems } from './event';
import type { EventDetails } from './event';
import { readEventData } from './eventData';
import type { ReadParameter } from './parameters';
import type { SenderSettings } from './settings';

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
	seal: Seal;
	isSample: boolean;
	nowMs: number;
}

/** @returns a function that puts one item into its wire form, and throws when that cannot be done */
export function itemPreparer(preparation: Preparation) {
	const { read, settings, secrets } = preparation;
	const schemas = new Map<string, ReturnType<EventDeclaration['schema']>>();

	return (itemIndex: number): PreparedItem => {
		const endpoint = parseEndpoint(read('url', itemIndex));
		const { event, origin, known } = chooseEvent(preparation, itemIndex, endpoint);
		const message = prepareMessage({
			form: origin.test ? asTest(settings.form) : settings.form,
			endpoint,
			event,
			secrets,
			customHeaders: readCustomHeaders(read('options.headers', itemIndex, null)),
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
				id: known && isContinued ? known.id : newDeliveryId(),
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
 * Which event an item stands for. One that this node has put out keeps its event, to go on with
 * its schedule, or to be sent once more where the node is set to. "This node" is any Sender with
 * the same secret, platform, event and endpoint; every other item is the source of a new event.
 */
function chooseEvent(
	{ context, read, settings, seal, isSample, nowMs }: Preparation,
	itemIndex: number,
	endpoint: Endpoint,
): { event: OutgoingEvent; origin: Origin; known?: DeliveryState } {
	const { platform } = settings;
	const item = context.getInputData()[itemIndex].json;
	const readHere = (name: string) => read(name, itemIndex, '');
	const name = isSample ? sampleName(platform, readHere) : readEventName(platform, readHere);
	const known = seal.open(sealedState(item), endpoint.key);
	const isOwn = known?.platform === settings.form.id && known.event.name === name;
	if (isOwn && known.status === 'retrying') {
		const { event, test, resendOf } = known;
		return { event, origin: { isContinued: true, test, resendOf }, known };
	}
	if (isSample) {
		const event = sampleEvent(platform, name, nowMs);
		return { event, origin: { isContinued: false, test: true } };
	}
	if (isOwn && settings.resend) {
		const { event, test, id } = known;
		return { event, origin: { isContinued: false, test, resendOf: id }, known };
	}
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
