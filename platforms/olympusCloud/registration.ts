import type { ApiRegistration, WebhookApi, WebhookChange } from '../../lib/platform';
import { paging } from './paging';

/** States in which webhooks do not deliver. */
const INACTIVE = ['paused', 'disabled', 'inactive', 'failing', 'failed', 'suspended'];

/** Words for a delivery that got through. Any other has failed, or is not there yet. */
const DELIVERED = ['success', 'succeeded', 'delivered', 'ok'];

const read: WebhookApi['read'] = ({ id, url, events, status, secret }) => ({
	id,
	url,
	events,
	...(typeof status === 'string' && { active: !INACTIVE.includes(status.toLowerCase()) }),
	secret,
});

const readDelivery: NonNullable<WebhookApi['deliveries']>['read'] = ({ status, ...delivery }) => ({
	failed: !DELIVERED.includes(String(status).toLowerCase()),
	nextAttemptAt: delivery.next_retry_at,
});

const change = ({ url, events, active }: WebhookChange) => ({
	...(url !== undefined && { url }),
	...(events !== undefined && { events: [...events] }),
	...(active !== undefined && { status: active ? 'active' : 'paused' }),
});

/** The vendor recommends the header for every POST. */
const idempotent = (key: string) => ({ 'X-Idempotency-Key': key });

const webhookAt = ['data', 'webhook', 'endpoint'];
const deliveryAt = ['data', 'deliveries', 'delivery'];

/** The one that the vendor documents, in its integration guide. */
const guide: WebhookApi = {
	id: 'guide',
	name: 'Guide',
	description: 'The /webhooks endpoints of the integration guide',
	secret: { by: 'user', sent: true },
	webhookAt,
	deliveryAt,
	read,
	create: ({ url, events, secret, idempotencyKey }) => ({
		method: 'POST',
		path: '/webhooks',
		body: { url, events: [...events], secret },
		headers: idempotent(idempotencyKey),
	}),
	list: { path: '/webhooks', itemsAt: ['data', 'webhooks'], documented: false },
	update: (id, changes) => ({
		method: 'PATCH',
		path: `/webhooks/${encodeURIComponent(id)}`,
		body: change(changes),
	}),
	remove: (id) => ({ method: 'DELETE', path: `/webhooks/${encodeURIComponent(id)}` }),
	test: (id, event) => ({
		method: 'POST',
		path: `/webhooks/${encodeURIComponent(id)}/test`,
		body: { event_type: event },
	}),
	deliveries: {
		list: (id) => ({ path: `/webhooks/${encodeURIComponent(id)}/deliveries`, itemsAt: ['data'] }),
		read: readDelivery,
	},
};

const TENANT = '/platform/tenants/me/webhooks';

/** Its answer to the creation is the only time that the secret is shown. */
const tenant: WebhookApi = {
	id: 'tenant',
	name: 'Tenant',
	description: 'The /platform/tenants/me/webhooks endpoints of the SDKs for Go, Python and Dart',
	basePath: '/api/v1',
	secret: { by: 'platform', told: 'once' },
	webhookAt,
	deliveryAt,
	read,
	create: ({ url, events, idempotencyKey }) => ({
		method: 'POST',
		path: TENANT,
		body: { url, events: [...events] },
		headers: idempotent(idempotencyKey),
	}),
	list: { path: TENANT, itemsAt: ['webhooks', 'data'], documented: true },
	remove: (id) => ({ method: 'DELETE', path: `${TENANT}/${encodeURIComponent(id)}` }),
	testAll: (event) => ({ method: 'POST', path: `${TENANT}/test`, body: { event_type: event } }),
};

const ENDPOINTS = '/webhooks/endpoints';
const endpoint = (id: string) => `${ENDPOINTS}/${encodeURIComponent(id)}`;

const endpoints: WebhookApi = {
	id: 'endpoints',
	name: 'Endpoints',
	description: 'The /webhooks/endpoints endpoints of the SDK for Dart',
	basePath: '/api/v1',
	secret: { by: 'user', sent: true },
	webhookAt,
	deliveryAt,
	read,
	create: ({ url, events, secret, idempotencyKey }) => ({
		method: 'POST',
		path: ENDPOINTS,
		body: { url, events: [...events], secret },
		headers: idempotent(idempotencyKey),
	}),
	list: { path: ENDPOINTS, itemsAt: ['endpoints', 'data'], paging, documented: true },
	get: (id) => ({ method: 'GET', path: endpoint(id) }),
	update: (id, changes) => ({ method: 'PUT', path: endpoint(id), body: change(changes) }),
	canReactivate: true,
	remove: (id) => ({ method: 'DELETE', path: endpoint(id) }),
	test: (id, event) => ({
		method: 'POST',
		path: `${endpoint(id)}/test`,
		body: { event_type: event },
	}),
	deliveries: {
		list: (id) => ({ path: `${endpoint(id)}/deliveries`, itemsAt: ['deliveries', 'data'], paging }),
		read: readDelivery,
	},
	retryDelivery: (id, deliveryId) => ({
		method: 'POST',
		path: `${endpoint(id)}/deliveries/${encodeURIComponent(deliveryId)}/retry`,
	}),
	rotateSecret: (id) => ({ method: 'POST', path: `${endpoint(id)}/rotate-secret` }),
};

/**
 * The vendor publishes three webhook APIs that exclude one another: one in its guide, two in its
 * SDKs. Which of them an account has is not documented.
 *
 * @see https://olympuscloud-docs-dev.pages.dev/docs/guides/integrations/webhooks
 * @see https://github.com/OlympusCloud/olympus-sdk-go
 * @see https://github.com/OlympusCloud/olympus-sdk-dart
 */
export const registration: ApiRegistration = {
	kind: 'api',
	notes: [
		'Unpublishing deletes the webhook at Olympus Cloud. To pause it instead, keep the workflow published and set its status to paused with the node Hospitality, Webhook > Update',
	],
	steps: [
		'Create a webhook with the URL, in the platform settings or by POST /webhooks',
		'Select the events you need',
		'Give it the same secret as the credential',
	],
	webhookApis: [guide, tenant, endpoints],
};
