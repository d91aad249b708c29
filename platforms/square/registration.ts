import type { ApiRegistration, WebhookApi, WebhookChange } from '../../lib/platform';
import { API_VERSION, BASE, paging } from './paging';

const SUBSCRIPTIONS = '/webhooks/subscriptions';
const subscription = (id: string) => `${SUBSCRIPTIONS}/${encodeURIComponent(id)}`;

const change = ({ url, events, active }: WebhookChange) => ({
	...(url !== undefined && { notification_url: url }),
	...(events !== undefined && { event_types: [...events] }),
	...(active !== undefined && { enabled: active }),
});

interface Keyed {
	subscription?: { signature_key?: unknown };
}

/** @see https://developer.squareup.com/reference/square/webhook-subscriptions-api */
const subscriptions: WebhookApi = {
	id: 'subscriptions',
	name: 'Webhook Subscriptions',
	description: 'The webhook subscriptions of an application',
	basePath: BASE,
	secret: {
		by: 'platform',
		told: 'again',
		request: ({ id }) => ({ method: 'GET', path: subscription(id) }),
		read: (body) => (body as Keyed | null)?.subscription?.signature_key,
	},
	webhookAt: ['subscription'],
	deliveryAt: ['subscription_test_result'],
	read: ({ id, notification_url: url, event_types: events, enabled }) => ({
		id,
		url,
		events,
		...(typeof enabled === 'boolean' && { active: enabled }),
	}),
	create: ({ url, events, idempotencyKey }) => ({
		method: 'POST',
		path: SUBSCRIPTIONS,
		body: {
			idempotency_key: idempotencyKey,
			subscription: {
				name: 'n8n Hospitality Trigger',
				event_types: [...events],
				notification_url: url,
				api_version: API_VERSION,
			},
		},
	}),
	list: {
		path: SUBSCRIPTIONS,
		query: { include_disabled: 'true' },
		itemsAt: ['subscriptions'],
		paging,
		documented: true,
	},
	get: (id) => ({ method: 'GET', path: subscription(id) }),
	update: (id, changes) => ({
		method: 'PUT',
		path: subscription(id),
		body: { subscription: change(changes) },
	}),
	canReactivate: true,
	remove: (id) => ({ method: 'DELETE', path: subscription(id) }),
	test: (id, event) => ({
		method: 'POST',
		path: `${subscription(id)}/test`,
		body: { event_type: event },
	}),
	rotateSecret: (id) => ({ method: 'POST', path: `${subscription(id)}/signature-key`, body: {} }),
};

export const registration: ApiRegistration = {
	kind: 'api',
	steps: [
		'Open the application in the Square Developer Console and go to Webhooks > Subscriptions',
		'Add a subscription with the URL as its notification URL, and select the events you need',
		'Copy its signature key into the credential',
	],
	notes: [
		'The registration needs the personal access token of the application, not the token of a merchant',
		'Orders from the Square point of sale app do not send order.created: use order.updated or payment.updated',
		'The signature covers the notification URL to the letter: what a proxy or a slash more changes, is refused',
	],
	webhookApis: [subscriptions],
};
