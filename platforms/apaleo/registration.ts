import type { ApiRegistration, WebhookApi, WebhookChange } from '../../lib/platform';

const subscription = (id: string) => `/subscriptions/${encodeURIComponent(id)}`;

const body = ({ url, events }: WebhookChange) => ({
	...(url !== undefined && { endpointUrl: url }),
	...(events !== undefined && { events: [...events] }),
});

/** @see https://apaleo.dev/guides/webhook/overview.html */
const subscriptions: WebhookApi = {
	id: 'apaleoSubscriptions',
	name: 'Subscriptions',
	description: 'The webhook subscriptions of an account',
	baseUrlField: 'webhooksUrl',
	secret: { by: 'user', sent: true, inUrl: 'token' },
	webhookAt: [],
	deliveryAt: [],
	read: ({ id, endpointUrl: url, events }) => ({ id, url, events }),
	create: ({ url, events }) => ({
		method: 'POST',
		path: '/subscriptions',
		body: body({ url, events }),
	}),
	list: { path: '/subscriptions', itemsAt: [], documented: true },
	// Inferred from the paths beside it.
	get: (id) => ({ method: 'GET', path: subscription(id) }),
	// Without the properties that it is for, a subscription would cover all.
	update: (id, change, { propertyIds } = {}) => ({
		method: 'PUT',
		path: subscription(id),
		body: {
			...body(change),
			...(Array.isArray(propertyIds) && propertyIds.length > 0 && { propertyIds }),
		},
	}),
	updatesWhole: true,
	remove: (id) => ({ method: 'DELETE', path: subscription(id) }),
};

export const registration: ApiRegistration = {
	kind: 'api',
	steps: [
		'Make up a long random text and enter it in the credential: nothing else tells a delivery from a forged one',
		'Add ?token= and that text to the URL',
		'Publish this workflow, so that it answers when Apaleo checks the URL',
		'Create a subscription with the URL and the events you need, by POST /v1/subscriptions of the webhook API',
	],
	notes: [
		'The client needs the scope webhooks.manage, and those of the details that are to be fetched, such as reservations.read',
		'The subscription covers all properties: for one of them set a condition on account.propertyId',
	],
	webhookApis: [subscriptions],
};
