import { identifier, moment, object, optionalObject, text } from '../lib/event/schema';
import { definePlatform } from '../lib/platform';

/** Where several events come in one delivery, what they share stands around them. */
const places = (...paths: string[]) => [
	...paths.map((body) => ({ body })),
	...paths.map((delivery) => ({ delivery })),
];

/** Not `created_at`: beside the id of an order it may say when the order was made. */
const EVENT_TIMES = ['timestamp', 'occurred_at', 'occurredAt'];

/** Any other sender; the user sets its signature scheme, which starts out as the commonest one. */
export const custom = definePlatform({
	id: 'custom',
	name: 'Custom',
	description: 'Any other service: by HMAC signature, token or Basic Auth',
	docsUrl:
		'https://github.com/hospitality-webhooks/n8n-nodes-hospitality-webhooks/blob/main/docs/custom.md',
	checkedOn: '2026-11-25',
	uncertain: [],
	requiresHttps: false,
	signature: {
		kind: 'hmac',
		algorithm: 'sha256',
		encoding: 'hex',
		header: 'X-Webhook-Signature',
		layout: { kind: 'single', prefix: '' },
		signedContent: '{body}',
		secretFormat: 'text',
	},
	signatureIsConfigurable: true,
	events: [
		{
			name: 'example.event',
			displayName: 'Example Event',
			description: 'A made-up event to try a connection with',
			resourceType: 'example',
			action: 'occurred',
			summary: 'Example event[ {data.id}]',
			schema: () =>
				object({ id: identifier(), event: text(), timestamp: moment(), data: optionalObject() }),
			sample: {
				id: 'evt_1',
				occurredAt: '2026-01-01T12:00:00Z',
				account: { tenantId: 'tenant_1', locationId: 'location_1', propertyId: 'property_1' },
				data: { id: 'res_1' },
			},
			evidence: 'documented',
			payloadEvidence: 'documented',
		},
	],
	payload: {
		event: places('event', 'type', 'event_type', 'eventType', 'action'),
		id: ['event_id', 'eventId', 'id'].map((body) => ({ body })),
		occurredAt: places(...EVENT_TIMES, 'created_at', 'createdAt'),
		eventTime: places(...EVENT_TIMES),
		resourceId: places(
			'data.id',
			'resource_id',
			'resourceId',
			'data.entityId',
			'entityId',
			'reservationId',
			'reservation_id',
			'bookingId',
			'booking_id',
			'orderId',
			'order_id',
		),
		account: {
			tenantId: {
				sources: places('tenant_id', 'tenantId'),
				label: 'Tenant ID',
			},
			locationId: {
				sources: places('location_id', 'locationId'),
				label: 'Location ID',
			},
			propertyId: {
				sources: places('property_id', 'propertyId'),
				label: 'Property ID',
			},
		},
		data: [{ body: 'data' }],
	},
	dedupeBy: 'signedBytes',
	repeatWindowMinutes: 10,
	envelope: ({ id, name, occurredAt, data, account }) => ({
		id,
		event: name,
		timestamp: occurredAt,
		tenant_id: account.tenantId,
		location_id: account.locationId,
		property_id: account.propertyId,
		data,
	}),
	headers: () => ({}),
	registration: {
		kind: 'manual',
		steps: [
			'In the settings of the sending service, add a webhook with the URL',
			'Copy its signing secret or token into the credential',
			'Choose below how it proves its deliveries, as its documentation describes it',
		],
	},
	retry: { delaysSeconds: [], note: 'Depends on the sending service' },
});
