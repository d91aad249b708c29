import type { ApiRegistration, WebhookChange } from '../../lib/platform';

const PATH = '/v1/webhook-endpoints';
const TYPE = 'webhookEndpoints';

type Fields = Record<string, unknown>;

const fieldsOf = (value: unknown): Fields =>
	typeof value === 'object' && value !== null ? (value as Fields) : {};

function change(id: string, { url, events }: WebhookChange) {
	const attributes = {
		...(events !== undefined && { events: [...events] }),
		...(url !== undefined && { targetUrl: url }),
	};
	return {
		method: 'PATCH',
		path: `${PATH}/${encodeURIComponent(id)}`,
		body: { data: { type: TYPE, id, attributes } },
	} as const;
}

/** The list holds the secrets, so none is stored. @see https://mews-systems.gitbook.io/pos-api/ */
export const registration: ApiRegistration = {
	kind: 'api',
	steps: [
		'Create a webhook endpoint with the URL as targetUrl, by POST /v1/webhook-endpoints',
		'Give it its events by PATCH /v1/webhook-endpoints/{id}',
		'Put the secret from the answer into the credential',
	],
	notes: ['The URL may have 100 characters at most'],
	webhookApis: [
		{
			id: 'webhookEndpoints',
			name: 'Webhook Endpoints',
			description: 'The /v1/webhook-endpoints calls of a venue',
			secret: {
				by: 'platform',
				told: 'again',
				request: () => ({ method: 'GET', path: PATH, query: { 'page[size]': 100 } }),
				read: (body, { id }) => {
					const { data } = fieldsOf(body);
					const endpoints: unknown[] = Array.isArray(data) ? data : [];
					const own = endpoints.map(fieldsOf).find((endpoint) => String(endpoint.id) === id);
					return fieldsOf(own?.attributes).secret;
				},
			},
			webhookAt: ['data'],
			deliveryAt: [],
			read: ({ id, attributes }) => {
				const { targetUrl, events } = fieldsOf(attributes);
				return { id, url: targetUrl, events };
			},
			create: ({ url }) => ({
				method: 'POST',
				path: PATH,
				body: { data: { type: TYPE, attributes: { targetUrl: url } } },
			}),
			createsWithoutEvents: true,
			list: {
				path: PATH,
				itemsAt: ['data'],
				paging: {
					kind: 'cursor',
					limit: 'page[size]',
					cursor: 'page[after]',
					pageSize: 100,
					nextAt: { body: 'links.next' },
				},
				documented: true,
			},
			update: change,
			// A call that deletes one is not documented: without events nothing is delivered.
			remove: (id) => change(id, { events: [] }),
			longestUrl: 100,
		},
	],
};
