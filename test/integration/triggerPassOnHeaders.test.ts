import { createHmac } from 'crypto';
import type { FilterValue, INodeParameters } from 'n8n-workflow';

import { TriggerHost } from './trigger/host';
import { type ServedTrigger, serveTrigger } from './trigger/serve';

const SIGNED_WITH = 'integration-key-0815';
let served: ServedTrigger;

async function serve(options: INodeParameters, conditions?: FilterValue) {
	served = await serveTrigger(
		new TriggerHost({
			parameters: {
				platform: 'goTab',
				events: ['ORDER_PLACED'],
				options,
				...(conditions && { conditions }),
			},
			credentials: { hospitalityWebhookSecretApi: { secret: SIGNED_WITH } },
		}),
	);
}

afterEach(async () => await served.close());

async function send(headers: Record<string, string>) {
	const body = JSON.stringify({ type: 'ORDER_PLACED', targetUuid: 'ord_1', data: {} });
	const digest = createHmac('sha256', SIGNED_WITH).update(body).digest('hex');
	const response = await fetch(served.url, {
		method: 'POST',
		headers: {
			'Content-Type': 'application/json',
			'User-Agent': 'GoTab-WebhookAgent/1.0',
			'X-GoTab-Signature': digest,
			...headers,
		},
		body,
	});
	await response.text();
	const [[items = []] = []] = served.started;
	const { verification } = (items[0]?.json ?? {}) as {
		verification?: { headers: Record<string, string> };
	};
	return verification?.headers;
}

const usual = {
	'content-type': 'application/json',
	'user-agent': 'GoTab-WebhookAgent/1.0',
	'x-gotab-event-type': 'ORDER_PLACED',
	'x-gotab-application-id': 'int_1',
};
const sent = {
	'X-GoTab-Event-Type': 'ORDER_PLACED',
	'X-GoTab-Application-ID': 'int_1',
	'X-Restaurant': '7',
	'X-Api-Token': 'hidden',
	Cookie: 'session=hidden',
	'Proxy-Authorization': 'Basic hidden',
	'X-Other-Signature': 'hidden',
};

it('shows event type and application of a delivery, and no header of the user that is not named', async () => {
	await serve({});
	expect(await send(sent)).toEqual(usual);
});

it('shows the headers that the option names, in any case, but no signature, password, token or cookie', async () => {
	const names =
		'x-restaurant, X-Missing; Cookie, proxy-authorization X-Other-Signature, X-GoTab-Signature X-Api-Token';
	await serve({ passOnHeaders: names });
	expect(await send(sent)).toEqual({ ...usual, 'x-restaurant': '7' });
});

it('lets conditions ask for a header that the option names', async () => {
	await serve(
		{ passOnHeaders: 'X-Restaurant' },
		{
			combinator: 'and',
			options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
			conditions: [
				{
					id: 'restaurant',
					leftValue: 'verification.headers["x-restaurant"]',
					rightValue: '7',
					operator: { type: 'string', operation: 'equals' },
				},
			],
		},
	);
	expect(await send({ 'X-Restaurant': '8' })).toBeUndefined();
	expect(await send({ 'X-Restaurant': '7' })).toMatchObject({ 'x-restaurant': '7' });
});
