import type { ZodTypeAny } from 'zod';

import {
	flag,
	identifier,
	moment,
	object,
	optionalObject,
	requiredText,
	text,
} from '../../lib/event/schema';
import type { EventSample } from '../../lib/platform';

/** A delivery whose object has these documented fields. */
export const delivery = (fields: Record<string, ZodTypeAny>): ZodTypeAny =>
	envelope({
		data: object({
			type: text(),
			id: identifier(),
			deleted: flag(),
			object: optionalObject(fields),
		}),
	});

/** A delivery of whose object no document shows the fields. */
export const openDelivery = (): ZodTypeAny => envelope({ data: object() });

const envelope = (fields: Record<string, ZodTypeAny>): ZodTypeAny =>
	object({
		merchant_id: identifier(),
		location_id: identifier(),
		type: requiredText(),
		event_id: identifier(),
		created_at: moment(),
		...fields,
	});

/** In minor units. */
export const money = (): ZodTypeAny =>
	optionalObject({ amount: identifier(), currency: text(), currency_code: text() });

interface SampleParts {
	/** As in `data.type`. */
	type: string;
	/** As in `data.id`, which is not always that of the resource. */
	id: string;
	object: Record<string, unknown>;
	locationId?: string;
}

/** A delivery from the merchant of the samples. */
export function sampleOf({ type, id, object: held, locationId }: SampleParts): EventSample {
	return {
		id: '4b8e5c91-9f17-4a1c-8c1a-2f6a2f1f6f0e',
		occurredAt: '2020-04-16T23:14:26.359Z',
		account: { merchantId: '5S9MXCS9Y99KK', ...(locationId !== undefined && { locationId }) },
		data: { type, id, object: held },
	};
}

/** A delivery about something that is no longer there. */
export function sampleOfDeleted(parts: Omit<SampleParts, 'object'>): EventSample {
	const { type, id } = parts;
	return { ...sampleOf({ ...parts, object: {} }), data: { type, id, deleted: true } };
}
