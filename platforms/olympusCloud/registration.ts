import type { ApiRegistration } from '../../lib/platform';
import { paging } from './paging';

/**
 * The vendor publishes three families of webhook endpoints that exclude one another: one in its
 * guide, two in its SDKs. Which of them an account has is not documented.
 *
 * @see https://olympuscloud-docs-dev.pages.dev/docs/guides/integrations/webhooks
 * @see https://github.com/OlympusCloud/olympus-sdk-go
 * @see https://github.com/OlympusCloud/olympus-sdk-dart
 */
export const registration = {
	kind: 'api',
	credential: 'olympusCloudApi',
	steps: [
		'Create a webhook with the webhook URL of this node, in the platform settings or by POST /webhooks',
		'Select the events you need',
		'Give it the same secret as the credential',
	],
	flavours: [
		{
			id: 'guide',
			name: 'Guide',
			description: 'The /webhooks endpoints of the integration guide',
			create: { method: 'POST', path: '/webhooks' },
			update: { method: 'PATCH', path: '/webhooks/{id}' },
			list: {
				method: 'GET',
				path: '/webhooks',
				itemsAt: ['data', 'webhooks'],
				documented: false,
			},
			remove: { method: 'DELETE', path: '/webhooks/{id}' },
			test: { method: 'POST', path: '/webhooks/{id}/test' },
			deliveries: { method: 'GET', path: '/webhooks/{id}/deliveries', itemsAt: ['data'] },
			secret: 'ours',
		},
		{
			id: 'tenant',
			name: 'Tenant',
			description:
				'The /platform/tenants/me/webhooks endpoints of the SDKs for Go, Python and Dart',
			basePath: '/api/v1',
			create: { method: 'POST', path: '/platform/tenants/me/webhooks' },
			list: {
				method: 'GET',
				path: '/platform/tenants/me/webhooks',
				itemsAt: ['webhooks', 'data'],
				documented: true,
			},
			remove: { method: 'DELETE', path: '/platform/tenants/me/webhooks/{id}' },
			test: { method: 'POST', path: '/platform/tenants/me/webhooks/test' },
			replayEvent: {
				method: 'POST',
				path: '/platform/tenants/me/webhooks/replay',
				eventIdField: 'event_id',
			},
			secret: 'returned',
		},
		{
			id: 'endpoints',
			name: 'Endpoints',
			description: 'The /webhooks/endpoints endpoints of the SDK for Dart',
			basePath: '/api/v1',
			create: { method: 'POST', path: '/webhooks/endpoints' },
			update: { method: 'PUT', path: '/webhooks/endpoints/{id}' },
			canReactivate: true,
			get: { method: 'GET', path: '/webhooks/endpoints/{id}' },
			list: {
				method: 'GET',
				path: '/webhooks/endpoints',
				itemsAt: ['endpoints', 'data'],
				documented: true,
				paging,
			},
			remove: { method: 'DELETE', path: '/webhooks/endpoints/{id}' },
			test: { method: 'POST', path: '/webhooks/endpoints/{id}/test' },
			deliveries: {
				method: 'GET',
				path: '/webhooks/endpoints/{id}/deliveries',
				itemsAt: ['deliveries', 'data'],
				paging,
			},
			retryDelivery: {
				method: 'POST',
				path: '/webhooks/endpoints/{id}/deliveries/{deliveryId}/retry',
			},
			rotateSecret: { method: 'POST', path: '/webhooks/endpoints/{id}/rotate-secret' },
			secret: 'ours',
		},
	],
} as const satisfies ApiRegistration;
