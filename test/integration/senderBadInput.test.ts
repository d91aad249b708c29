import type { IDataObject } from 'n8n-workflow';

import { startReceiver, type Receiver } from '../../sandbox/receiver';
import { runSender, type SenderRun } from './sender/runNode';

const WHSEC = `whsec_${Buffer.from('a made-up signing key').toString('base64')}`;

let receiver: Receiver;
beforeEach(async () => {
	receiver = await startReceiver();
});
afterEach(async () => await receiver.close());

const secret = { hospitalityWebhookSecretApi: { secret: 'topsecret-topsecret' } };

function run({ parameters, ...rest }: Partial<SenderRun>) {
	return runSender({
		parameters: {
			operation: 'send',
			platform: 'olympusCloud',
			event: 'order.created',
			data: '{"id": "ord_1"}',
			url: receiver.url,
			...parameters,
		},
		credentials: secret,
		...rest,
	});
}

const cases: Array<[string, Partial<SenderRun>, string]> = [
	['no URL', { parameters: { url: '' } }, 'The URL is empty'],
	['a URL without scheme', { parameters: { url: 'example.com/hook' } }, 'The URL is not valid'],
	['ftp', { parameters: { url: 'ftp://example.com' } }, 'does not start with https:// or http://'],
	[
		'plain http for a platform that delivers to https only',
		{
			parameters: {
				platform: 'roostSync',
				event: 'booking.created',
				url: 'http://a.example/h?k=1',
			},
		},
		'RoostSync delivers to https addresses only, and http://a.example/h?k=*** is none',
	],
	['data that is not JSON', { parameters: { data: '{"id": ' } }, 'The data is not valid JSON'],
	['data that is a list', { parameters: { data: '[1]' } }, 'The data is not a JSON object'],
	['data over 20 MB', { parameters: { data: JSON.stringify({ a: 'x'.repeat(21e6) }) } }, '20 MB'],
	[
		'a list as a form',
		{
			parameters: {
				platform: 'custom',
				event: 'order.created',
				bodyFormat: 'data',
				contentType: 'application/x-www-form-urlencoded',
				data: '[1]',
			},
		},
		'A list cannot be sent as a form',
	],
	['no credential', { credentials: {} }, 'No signing secret credential is set for Olympus Cloud'],
	[
		'the secret of another platform',
		{ credentials: { hospitalityWebhookSecretApi: { platform: 'goTab', secret: 's' } } },
		'The credential "hospitalityWebhookSecretApi" is set to the platform goTab, not to Olympus Cloud',
	],
	[
		'an empty secret',
		{ credentials: { hospitalityWebhookSecretApi: { secret: '  ' } } },
		'The signing secret in the credential is empty',
	],
	[
		'a secret of the wrong form',
		{
			parameters: { platform: 'standardWebhooks', event: 'a.b' },
			credentials: { hospitalityWebhookSecretApi: { secret: 'whsec_%%%' } },
		},
		'The signing secret is not valid',
	],
	[
		'a public key, which can only check signatures',
		{
			parameters: { platform: 'standardWebhooks', event: 'a.b' },
			credentials: {
				hospitalityWebhookSecretApi: { secret: `whpk_${Buffer.alloc(32, 7).toString('base64')}` },
			},
		},
		'The signing secret is not in the format',
	],
	[
		'an event ID that no header can carry',
		{
			parameters: {
				platform: 'standardWebhooks',
				event: 'a.b',
				eventDetails: { eventId: 'evt_1\nX-Injected: 1' },
			},
			credentials: {
				hospitalityWebhookSecretApi: { secret: WHSEC },
			},
		},
		'webhook-id',
	],
	['an unknown event', { parameters: { event: 'order.craeted' } }, 'no event "order.craeted"'],
	['no event', { parameters: { event: 'otherEvent', otherEvent: ' ' } }, 'No event is given'],
	['an unknown platform', { parameters: { platform: 'acme' } }, 'The platform "acme" is not known'],
	[
		'a list of waits with words',
		{ parameters: { retrySchedule: 'custom', retryDelays: '5, soon' } },
		'"soon" is not a wait in seconds',
	],
	[
		'a wait of more than a year',
		{ parameters: { retrySchedule: 'fixed', retryDelay: 1e13 } },
		'Retry Delay is not a number that can be used',
	],
	[
		'a time limit that no timer can hold',
		{ parameters: { options: { timeoutSeconds: 2_200_000 } } },
		'Time Limit is not a number that can be used',
	],
	[
		'a reserved header',
		{ parameters: { options: { headers: { header: [{ name: 'Host', value: 'x' }] } } } },
		'The header Host',
	],
	[
		'the signature as a custom header',
		{
			parameters: {
				options: { headers: { header: [{ name: 'x-olympus-signature', value: 'x' }] } },
			},
		},
		'x-olympus-signature',
	],
	[
		'a time that is none',
		{ parameters: { eventDetails: { occurredAt: 'yesterday' } } },
		'The time of the event cannot be read',
	],
	[
		'data that does not fit, where that is to stop it',
		{
			parameters: {
				platform: 'resmio',
				event: 'booking_created',
				data: '{}',
				options: { schemaCheck: 'stop' },
			},
			credentials: { hospitalityBasicAuthApi: { username: 'u', password: 'p' } },
		},
		'The data does not fit the event booking_created: id:',
	],
];

describe('before anything is sent, the node refuses', () => {
	it.each(cases)('%s, and says what to do', async (_case, settings, message) => {
		const { error, json } = await run(settings);
		expect(error?.message).toContain(message);
		expect(error?.description).toMatch(/\w.*\. Nothing has been sent\./);
		expect(error?.context?.itemIndex).toBe(0);
		expect(json).toEqual([]);
		expect(receiver.received).toHaveLength(0);
	});

	it.each(cases)(
		'%s by way of Failed, where the workflow is to go on',
		async (_case, settings, message) => {
			const { error, json } = await run({
				...settings,
				items: [{ keep: 'me' }],
				node: { onError: 'continueRegularOutput' },
			});
			expect(error).toBeUndefined();
			expect(json[0]).toEqual([]);
			expect(json[1]).toEqual([
				{
					keep: 'me',
					error: expect.stringContaining(message),
					delivery: expect.objectContaining({ status: 'failed', reason: 'rejected', attempts: [] }),
				},
			]);
			expect(receiver.received).toHaveLength(0);
		},
	);

	it('the item that is wrong, by its index, and none of the others goes out', async () => {
		const items: IDataObject[] = [{ to: receiver.url }, { to: receiver.url }, { to: 'nowhere' }];
		const { error } = await run({ items, parameters: { url: '={{ $json.to }}' } });
		expect(error?.context?.itemIndex).toBe(2);
		expect(receiver.received).toHaveLength(0);
	});

	it('only the item that is wrong, where the workflow is to go on', async () => {
		const items: IDataObject[] = [{ to: receiver.url }, { to: 'nowhere' }, { to: receiver.url }];
		const { outputs } = await run({
			items,
			parameters: { url: '={{ $json.to }}' },
			node: { onError: 'continueErrorOutput' },
		});
		expect(outputs.map((output) => output.map(({ pairedItem }) => pairedItem))).toEqual([
			[{ item: 0 }, { item: 2 }],
			[{ item: 1 }],
			[],
		]);
	});

	it('a loop back that leads nowhere, without losing items where the workflow is to go on', async () => {
		const { json } = await run({
			parameters: { retryMode: 'durable' },
			connected: [0, 1],
			node: { onError: 'continueRegularOutput' },
		});
		expect(json.map(({ length }) => length)).toEqual([0, 1, 0]);
	});
});

describe('data that does not fit the documented event', () => {
	it('is sent with a warning on the item and in the editor', async () => {
		const { json, hints } = await run({
			parameters: { platform: 'resmio', event: 'booking_created', data: '{}' },
			credentials: { hospitalityBasicAuthApi: { username: 'u', password: 'p' } },
		});
		expect(json[0][0].delivery.warnings).toEqual([
			expect.stringMatching(/^id: /),
			expect.stringMatching(/^facility_id: /),
		]);
		expect(hints).toEqual([expect.stringContaining('1 event with data that does not fit')]);
	});
});
