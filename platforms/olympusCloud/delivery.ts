import type { ZodTypeAny } from 'zod';

import { identifier, moment, object, objectNamedBy, text } from '../../lib/event/schema';
import type { EventSample } from '../../lib/platform';

export const API_VERSION = '2026-01-01';

/**
 * Schema of a delivery whose `data` has these documented fields, or holds anything where no document
 * shows it. Covers every published shape: the standard one, the short `{type, data}`,
 * `{event, data, timestamp}` and `event_type`.
 */
export const delivery = (data?: Record<string, ZodTypeAny>): ZodTypeAny =>
	objectNamedBy(['type', 'event', 'event_type'], {
		id: identifier(),
		event_id: identifier(),
		api_version: text(),
		created_at: moment(),
		timestamp: moment(),
		tenant_id: identifier(),
		location_id: identifier(),
		...(data && { data: object(data) }),
	});

/** A delivery from the tenant and location of the samples. */
export const sampleOf = (data: Record<string, unknown>, id = 'evt_abc123'): EventSample => ({
	id,
	occurredAt: '2026-01-18T10:30:00Z',
	account: { tenantId: 'tenant_xyz', locationId: 'loc_789' },
	data,
});
