import type { Platform } from '../../lib/platform';
import type { SandboxState } from '../state';

/** One webhook API as its platform documents it. */
export interface WebhookApi {
	/** Where its webhooks are, below the base URL. */
	path: string;
	/** Whether the creation must bring the secret, may bring it, or is answered with one. */
	secret: 'required' | 'optional' | 'made';
	/** Under which name the list comes; undefined where the platform does not document it. */
	listedAs?: string;
	update?: 'patch' | 'put';
	get?: true;
	/** Whether a test goes to one webhook, or to all that want the event. */
	test: 'one' | 'all';
	/** Under which name the deliveries of a webhook come. */
	deliveriesAs?: string;
	retry?: true;
	rotate?: true;
}

/** What the routes of one webhook API work with. */
export interface Served {
	state: SandboxState;
	platform: Platform;
	api: WebhookApi;
}

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
