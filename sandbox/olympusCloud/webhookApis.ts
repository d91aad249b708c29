import type { WebhookApi } from '../webhookApi';

/** The webhook API of the integration guide. */
export const GUIDE: WebhookApi = {
	path: '/webhooks',
	secret: 'required',
	update: 'patch',
	test: 'one',
	deliveriesAs: 'data',
};

/** The webhook APIs of the SDKs. */
export const OF_SDKS: readonly WebhookApi[] = [
	{
		path: '/platform/tenants/me/webhooks',
		secret: 'made',
		listedAs: 'webhooks',
		test: 'all',
	},
	{
		path: '/webhooks/endpoints',
		secret: 'optional',
		listedAs: 'endpoints',
		update: 'put',
		get: true,
		test: 'one',
		deliveriesAs: 'deliveries',
		retry: true,
		rotate: true,
	},
];
