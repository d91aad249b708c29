import type { ZodTypeAny } from 'zod';

import { identifier, moment, object, requiredText } from '../../lib/event/schema';
import type { EventSample } from '../../lib/platform';

/** The category of each event that is not called the same. */
export const CATEGORIES: Readonly<Record<string, string>> = {
	in_stock: 'stock',
	low_quantity: 'stock',
	out_of_stock: 'stock',
	menus_updated: 'menus',
	availability_online: 'restaurant_availability',
	availability_offline: 'restaurant_availability',
	ordering_schedule_updated: 'ordering_schedule',
	partner_added: 'partners',
	partner_updated: 'partners',
	partner_removed: 'partners',
	// As documented, in the singular.
	packaging_updated: 'partner',
};

/** Schema of a delivery whose `details` have these documented fields; without any, they hold anything. */
export const delivery = (details: Record<string, ZodTypeAny> = {}): ZodTypeAny =>
	object({
		timestamp: moment(),
		eventCategory: requiredText(),
		eventType: requiredText(),
		guid: identifier(),
		details: object(details),
	});

const RESTAURANT = '0cd9a3f4-61f8-4a4a-9d4b-9a1d3d0a6f11';

/** A delivery about the restaurant of the samples. */
export const sampleOf = (
	details: Record<string, unknown> = {},
	resourceId?: string,
): EventSample => ({
	id: '534b1f1c-2c0a-4f0e-9f5e-4a0f2b6f0c11',
	occurredAt: '2024-03-28T15:11:01.050Z',
	account: { restaurantGuid: RESTAURANT },
	resourceId,
	data: { restaurantGuid: RESTAURANT, ...details },
});
