import type { ApiRegistration, NewWebhook } from '../../lib/platform';

const PATH = '/o/wh/1/webhook';

/** The rest is sent to every endpoint, without being asked for. */
const CHOSEN = [
	'order.DELIVERED',
	'item.SALES_RESTRICTION_UPDATED',
	'order_api.ONLINE_ORDER_READINESS',
];

/** An endpoint has an id that whoever creates it makes up. */
function create({ url, events, username, secret, idempotencyKey }: NewWebhook) {
	const subscribeTo = events
		.filter((name) => CHOSEN.includes(name))
		.map((event) => {
			const [resource, name] = event.split('.');
			return { resource, name };
		});
	return {
		method: 'PUT',
		path: PATH,
		body: {
			endpointId: `n8n-${idempotencyKey}`,
			url,
			withBasicAuth: true,
			username,
			password: secret,
			provideAccount: true,
			expandTransactions: false,
			expandPayments: false,
			subscribeTo,
		},
	} as const;
}

/**
 * An update sets all that it leaves out back, the password too, so a changed endpoint is created
 * anew.
 *
 * @see https://api-docs.lsk.lightspeed.app/
 */
export const registration: ApiRegistration = {
	kind: 'api',
	steps: [
		'Create an endpoint with the URL, by PUT /o/wh/1/webhook',
		'Give it withBasicAuth, and the user name and password of the credential',
		'For items and online orders, add the business locations by PUT /o/wh/1/webhook/{endpointId}/business-locations/{businessLocationId}',
	],
	notes: [
		'Orders are told only of the endpoint that they were sent in for: give its endpointId with each order',
		'With automatic registration the endpointId is a new one after every change of the events or the password. Where orders are sent in, make up an endpointId yourself and register by hand',
		'Events of items and of online ordering need the business locations to be added to the endpoint',
	],
	webhookApis: [
		{
			id: 'orderAndPay',
			name: 'Order and Pay',
			description: 'The /o/wh/1/webhook calls',
			secret: { by: 'user', sent: true },
			webhookAt: [],
			deliveryAt: [],
			read: ({ endpointId, url }) => ({ id: endpointId, url }),
			create,
			get: (id) => ({ method: 'GET', path: `${PATH}/${encodeURIComponent(id)}` }),
			remove: (id) => ({ method: 'DELETE', path: `${PATH}/${encodeURIComponent(id)}` }),
		},
	],
};
