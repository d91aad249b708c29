import { definePlatform } from '../lib/platform';
import { API_VERSION } from './olympusCloud/delivery';
import { orderEvents } from './olympusCloud/orders';
import { paymentEvents } from './olympusCloud/payments';
import { api } from './olympusCloud/api';
import { registration } from './olympusCloud/registration';
import { stockEvents } from './olympusCloud/stock';
import { venueEvents } from './olympusCloud/venue';
import { wholeSeconds } from './shared/times';

/**
 * @see https://olympuscloud-docs-dev.pages.dev/docs/guides/integrations/webhooks
 * @see https://olympuscloud-docs-dev.pages.dev/docs/rest-api-examples/rest-api-webhooks
 */
export const olympusCloud = definePlatform({
	id: 'olympusCloud',
	name: 'Olympus Cloud',
	description: 'Orders, payments, stock, menus and locations of restaurants',
	aliases: ['Olympus'],
	docsUrl: 'https://olympuscloud-docs-dev.pages.dev/docs/guides/integrations/webhooks',
	checkedOn: '2026-11-25',
	uncertain: [
		'The payloads of most events beside the printed examples',
		'Which of its three webhook APIs an account has',
	],
	requiresHttps: false,
	signature: {
		kind: 'hmac',
		algorithm: 'sha256',
		encoding: 'hex',
		header: 'X-Olympus-Signature',
		layout: { kind: 'fields', timestampField: 't', signatureField: 'v1' },
		signedContent: '{timestamp}.{body}',
		timestamp: { source: { signatureField: 't' }, unit: 's', toleranceSeconds: 300 },
		secretFormat: 'text',
	},
	events: [...orderEvents, ...paymentEvents, ...stockEvents, ...venueEvents],
	// The vendor publishes several shapes of a delivery; these places cover them all.
	payload: {
		event: [{ body: 'type' }, { body: 'event' }, { body: 'event_type' }],
		id: [{ body: 'id' }, { body: 'event_id' }],
		occurredAt: [{ body: 'created_at' }, { body: 'timestamp' }],
		resourceId: [{ body: 'data.id' }, { body: 'data.order.id' }],
		account: {
			tenantId: { sources: [{ body: 'tenant_id' }], label: 'Tenant ID' },
			locationId: { sources: [{ body: 'location_id' }], label: 'Location ID' },
		},
		data: [{ body: 'data' }],
	},
	dedupeBy: 'eventId',
	envelope: ({ id, name, occurredAt, data, account }) => ({
		id,
		type: name,
		api_version: API_VERSION,
		created_at: wholeSeconds(occurredAt),
		tenant_id: account.tenantId,
		location_id: account.locationId,
		data,
	}),
	headers: () => ({}),
	registration,
	api,
	retry: {
		delaysSeconds: [60, 300, 1800, 7200, 28800, 86400],
		repeats: [429, '5xx'],
		note: 'Seven attempts over about 34.5 hours, after timeouts, 429 and 5xx answers',
	},
});
