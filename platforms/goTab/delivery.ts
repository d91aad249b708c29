import type { ZodTypeAny } from 'zod';

import { identifier, moment, object, requiredText, text } from '../../lib/event/schema';
import type { EventSample } from '../../lib/platform';

/** Schema of a delivery whose `data` has these documented fields; without any, it holds anything. */
export const delivery = (data: Record<string, ZodTypeAny> = {}): ZodTypeAny =>
	object({
		type: requiredText(),
		targetUuid: identifier(),
		targetId: identifier(),
		locationUuid: identifier(),
		locationName: text(),
		locationId: identifier(),
		createdAt: moment(),
		data: object(data),
	});

/** Of the one that is configured to get the webhooks, as the documentation writes it. */
export const APPLICATION_ID = 'int_xxxxxxx';

/** A delivery from the location of the samples. */
export const sampleOf = (
	resourceId: string | undefined,
	data: Record<string, unknown> = {},
): EventSample => ({
	data,
	occurredAt: '2023-01-01T00:00:00.000Z',
	account: {
		locationUuid: 'loc_xxxxxxxxx',
		locationName: 'Taproom',
		locationId: '1234',
		applicationId: APPLICATION_ID,
	},
	resourceId,
});
