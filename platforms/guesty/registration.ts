import type { ApiRegistration, WebhookApi, WebhookChange } from '../../lib/platform';
import { BASE } from './api';

const webhook = (id: string) => `/webhooks/${encodeURIComponent(id)}`;

const change = ({ url, events }: WebhookChange) => ({
	...(url !== undefined && { url }),
	...(events !== undefined && { events: [...events] }),
});

/** Clients read it under three names; which one is documented we do not know. */
function secretIn(body: unknown): unknown {
	const { key, secret, signingSecret } = (body ?? {}) as Record<string, unknown>;
	return key ?? secret ?? signingSecret;
}

/** @see https://open-api-docs.guesty.com/docs/webhooks */
const webhooks: WebhookApi = {
	id: 'openApi',
	name: 'Open API',
	description: 'The webhooks of an account',
	basePath: BASE,
	secret: {
		by: 'platform',
		told: 'again',
		request: ({ url }) => ({ method: 'GET', path: '/webhooks-v2/secret', query: { url } }),
		read: secretIn,
	},
	webhookAt: ['data', 'webhook'],
	deliveryAt: [],
	read: ({ _id: id, url, events }) => ({ id, url, events }),
	create: ({ url, events }) => ({
		method: 'POST',
		path: '/webhooks',
		body: { url, events: [...events] },
	}),
	// Known from clients only.
	list: { path: '/webhooks', itemsAt: ['data', 'results'], documented: false },
	update: (id, changes) => ({ method: 'PUT', path: webhook(id), body: change(changes) }),
	remove: (id) => ({ method: 'DELETE', path: webhook(id) }),
};

export const registration: ApiRegistration = {
	kind: 'api',
	steps: [
		'Create a webhook with the URL and the events you need, by POST /v1/webhooks of the Open API',
		'Ask for its signing secret, which starts with whsec_, by GET /v1/webhooks-v2/secret with the same URL',
		'Copy the secret into the credential',
	],
	notes: [
		'Guesty hands out few access tokens a day: use one credential for all workflows, so that they share one',
		'The events reservation.new and reservation.updated are no longer taken for new webhooks: use reservation.created.v2 and reservation.updated.v2',
	],
	webhookApis: [webhooks],
};
