import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { type Sandbox, startSandbox } from '../../sandbox/start';
import { accountsAt } from './hospitality/accounts';
import { runHospitality } from './hospitality/runHospitality';

const SECRET = 'a-signing-secret-of-ours';
const URL = 'https://n8n.example.com/webhook/abc/webhook';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const webhook = async (operation: string, parameters: INodeParameters = {}) =>
	await runHospitality({
		parameters: { resource: 'webhook', operation, ...parameters },
		credentials: {
			...accountsAt(sandbox),
			hospitalityWebhookSecretApi: { secret: ` ${SECRET} ` },
		},
	});

const create = async (events: string[], more: INodeParameters = {}) => {
	const { json } = await webhook('create', { url: URL, events, ...more });
	return json[0][0] as IDataObject & { id: string };
};

const requests = () => sandbox.state.requests.map(({ method, path }) => `${method} ${path}`);
const guide = '/olympusCloud/v1/webhooks';
const tenant = '/olympusCloud/api/v1/platform/tenants/me/webhooks';
const endpoints = '/olympusCloud/api/v1/webhooks/endpoints';

describe('Webhook > Create', () => {
	it('registers a URL with the secret of the credential, which stays out of the output', async () => {
		const created = await create(['order.created', 'order.ready']);
		expect(created).toMatchObject({
			url: URL,
			events: ['order.created', 'order.ready'],
			status: 'active',
		});
		expect(created).not.toHaveProperty('secret');
		expect(sandbox.state.webhooks.get(created.id)).toMatchObject({ secret: SECRET });
		expect(requests()).toEqual([`POST ${guide}`]);
	});

	it('gives out the secret where the platform makes one, which it shows only then', async () => {
		const created = await create(['order.created'], { apiFlavour: 'tenant' });
		expect(created.secret).toBe(sandbox.state.webhooks.get(created.id)?.secret);
		expect(requests()).toEqual([`POST ${tenant}`]);
	});

	it('uses the third family where it is chosen', async () => {
		await create(['order.created'], { apiFlavour: 'endpoints' });
		expect(requests()).toEqual([`POST ${endpoints}`]);
	});

	it('asks for every documented event where all are selected', async () => {
		const created = await create(['*']);
		expect(created.events).toContain('menu.price_changed');
		expect(created.events).not.toContain('*');
	});

	it('quotes the fields that the platform refuses', async () => {
		const { error } = await webhook('create', { url: 'nowhere', events: ['order.created'] });
		expect(error?.message).toMatch(
			/^Olympus Cloud does not accept the request for a new webhook: url: must be an absolute http or https URL \(request req_\w+\)$/,
		);
	});

	it('needs the signing secret', async () => {
		const { error } = await runHospitality({
			parameters: {
				resource: 'webhook',
				operation: 'create',
				url: URL,
				events: ['order.created'],
			},
			credentials: accountsAt(sandbox),
		});
		expect(error?.message).toBe('No signing secret credential is set');
	});
});

describe('Webhook > Get and Get Many', () => {
	it('get one and all, without secrets', async () => {
		const { id } = await create(['order.created'], { apiFlavour: 'endpoints' });
		const one = await webhook('get', { apiFlavour: 'endpoints', webhookId: id });
		expect(one.json[0]).toMatchObject([{ id, url: URL }]);
		const all = await webhook('getAll', { apiFlavour: 'endpoints', returnAll: true });
		expect(all.json[0]).toMatchObject([{ id, url: URL }]);
		expect(JSON.stringify([one.json, all.json])).not.toContain(SECRET);
	});

	it('find one in the list where single ones are not served', async () => {
		const { id } = await create(['order.created'], { apiFlavour: 'tenant' });
		await create(['order.ready'], { apiFlavour: 'tenant' });
		const { json } = await webhook('get', {
			apiFlavour: 'tenant',
			webhookId: { __rl: true, mode: 'id', value: id },
		});
		expect(json[0]).toMatchObject([{ id, events: ['order.created'] }]);
	});

	it('go past one page', async () => {
		for (let number = 0; number < 120; number++) {
			const id = `wh_${number}`;
			sandbox.state.webhooks.set(id, {
				id,
				platformId: 'olympusCloud',
				url: `${URL}/${number}`,
				events: ['order.created'],
				status: 'active',
				secret: 's',
				createdAt: 0,
			});
		}
		const { json } = await webhook('getAll', { apiFlavour: 'endpoints', returnAll: true });
		expect(json[0].map(({ id }) => id)).toEqual(
			Array.from({ length: 120 }, (_, number) => `wh_${number}`),
		);
	});

	it('say that the first family may not list', async () => {
		const { error } = await webhook('getAll', { returnAll: true });
		expect(error).toMatchObject({ httpCode: '405' });
	});
});

describe('Webhook > Update', () => {
	it.each([
		['guide', `PATCH ${guide}`],
		['endpoints', `PUT ${endpoints}`],
	])('of the family %s changes what is given and nothing else', async (apiFlavour, request) => {
		const { id } = await create(['order.created'], { apiFlavour });
		const { json } = await webhook('update', {
			apiFlavour,
			webhookId: id,
			updateFields: { events: ['order.ready'], status: 'paused' },
		});
		expect(json[0]).toMatchObject([{ id, url: URL, events: ['order.ready'], status: 'paused' }]);
		expect(requests().at(-1)).toBe(`${request}/${id}`);
	});

	it('refuses to do nothing', async () => {
		const { error } = await webhook('update', { webhookId: 'wh_1' });
		expect(error?.message).toBe('Nothing is to be changed');
	});

	it('says which families offer it', async () => {
		const { error } = await webhook('update', {
			apiFlavour: 'tenant',
			webhookId: 'wh_1',
			updateFields: { status: 'active' },
		});
		expect(error).toMatchObject({
			message: 'The API family Tenant of Olympus Cloud does not offer this operation',
			description: 'It is part of: Guide, Endpoints.',
		});
	});
});

describe('Webhook > Delete', () => {
	it.each(['guide', 'tenant', 'endpoints'])(
		'takes it away in the family %s',
		async (apiFlavour) => {
			const { id } = await create(['order.created'], { apiFlavour });
			const { json } = await webhook('delete', { apiFlavour, webhookId: id });
			expect(json[0]).toEqual([{ id, deleted: true }]);
			expect(sandbox.state.webhooks.size).toBe(0);
		},
	);

	it('counts one that is gone as deleted', async () => {
		const { json, error } = await webhook('delete', { webhookId: 'wh_gone' });
		expect(error).toBeUndefined();
		expect(json[0]).toEqual([{ id: 'wh_gone', deleted: true }]);
	});
});

describe('Webhook > Rotate Secret', () => {
	it('gives out the new secret, which signs from now on', async () => {
		const { id } = await create(['order.created'], { apiFlavour: 'endpoints' });
		const { json } = await webhook('rotateSecret', { webhookId: id });
		const stored = sandbox.state.webhooks.get(id);
		expect(stored?.previousSecret).toBe(SECRET);
		expect(json[0]).toMatchObject([{ id, secret: stored?.secret }]);
	});
});

it.each([
	['create', { url: URL, events: ['order.created'] }],
	['rotateSecret', { webhookId: 'wh_1', apiFlavour: 'endpoints' }],
])('Webhook > %s takes a page with status 200 for a failure', async (operation, parameters) => {
	sandbox.state.faults.push({
		method: 'POST',
		path: '/*',
		times: 1,
		delayMs: 0,
		status: 200,
		body: '<html>Sign in</html>',
	});
	const { error } = await webhook(operation, parameters);
	expect(error?.message).toMatch(/^Olympus Cloud did not send .* in a form that can be read$/);
});

describe('Webhook > Send Test, Get Deliveries and Retry Delivery', () => {
	/** Nobody listens there, so deliveries to it fail. */
	const nobody = 'http://127.0.0.1:9/';
	const somebody = () => `${sandbox.url}/_receiver/hook`;

	it('send an event, show it and send it again', async () => {
		const { id } = await create(['order.ready'], { apiFlavour: 'endpoints', url: nobody });
		const family = { apiFlavour: 'endpoints', webhookId: id };
		const test = await webhook('sendTest', { ...family, eventType: 'order.ready' });
		expect(test.json[0]).toMatchObject([{ event_type: 'order.ready', status: 'failed' }]);

		const deliveries = await webhook('getDeliveries', family);
		expect(deliveries.json[0]).toMatchObject([
			{ event_type: 'order.ready', status: 'failed', next_retry_at: expect.any(String) },
		]);
		const deliveryId = String(deliveries.json[0][0].id);
		const again = await webhook('retryDelivery', { ...family, deliveryId });
		expect(again.json[0]).toMatchObject([{ event_id: deliveries.json[0][0].event_id }]);
		expect(requests().at(-1)).toBe(`POST ${endpoints}/${id}/deliveries/${deliveryId}/retry`);
	});

	it('put failed deliveries first, the one that is retried soonest on top', async () => {
		const { id } = await create(['order.ready']);
		const at = Date.parse('2026-01-18T10:00:00Z');
		const event = {
			name: 'order.ready',
			id: 'evt_1',
			occurredAt: '2026-01-18T10:00:00Z',
			data: {},
			account: {},
		};
		const delivery = { webhookId: id, event, responseTimeMs: 5, at };
		sandbox.state.deliveries.push(
			{ ...delivery, id: 'del_given_up', status: 'failed' },
			{ ...delivery, id: 'del_late', status: 'failed', nextRetryAt: at + 7_200_000 },
			{ ...delivery, id: 'del_soon', status: 'failed', nextRetryAt: at + 60_000 },
			{ ...delivery, id: 'del_fine', status: 'success', responseCode: 200 },
		);
		const { json } = await webhook('getDeliveries', { webhookId: id });
		expect(json[0].map((item) => item.id)).toEqual([
			'del_soon',
			'del_late',
			'del_given_up',
			'del_fine',
		]);
		const failed = await webhook('getDeliveries', { webhookId: id, onlyFailed: true, limit: 2 });
		expect(failed.json[0].map((item) => item.id)).toEqual(['del_soon', 'del_late']);
	});

	it('replay an event in the family that repeats events', async () => {
		await create(['order.ready'], { apiFlavour: 'tenant', url: somebody() });
		const test = await webhook('sendTest', { apiFlavour: 'tenant', eventType: 'order.ready' });
		const eventId = String(test.json[0][0].event_id);
		const { json, error } = await webhook('retryDelivery', { apiFlavour: 'tenant', eventId });
		expect(error).toBeUndefined();
		expect(json[0]).toMatchObject([{ event_id: eventId }]);
		expect(requests().at(-2)).toBe(`POST ${tenant}/replay`);
	});
});

describe('Webhook > Check', () => {
	const check = async (events: string[], more: INodeParameters = {}) => {
		const { json, error } = await webhook('check', { url: URL, events, ...more });
		expect(error).toBeUndefined();
		return json[0][0];
	};
	const family = { apiFlavour: 'endpoints' };

	it('says that everything is as it should be', async () => {
		const { id } = await create(['order.created'], family);
		expect(await check(['order.created'], family)).toEqual({
			upToDate: true,
			summary: 'Everything is as it should be',
			plan: [],
			reported: true,
			webhook: { id, url: URL, events: ['order.created'], active: true },
		});
	});

	it('names the events that would be added and removed', async () => {
		await create(['order.created', 'order.sent'], family);
		expect(await check(['order.created', 'order.ready'], family)).toMatchObject({
			upToDate: false,
			summary: 'would update events: +order.ready, -order.sent',
		});
	});

	it('sees that the host in front of the same path has moved', async () => {
		await create(['order.created'], {
			...family,
			url: 'https://old.example.com/webhook/abc/webhook',
		});
		expect(await check(['order.created'], family)).toMatchObject({
			plan: [`would update URL: https://old.example.com/webhook/abc/webhook → ${URL}`],
		});
	});

	it('sees one that is paused, and doubles', async () => {
		const { id } = await create(['order.created'], family);
		const double = await create(['order.created'], family);
		const stored = sandbox.state.webhooks.get(id);
		if (stored) stored.status = 'paused';
		expect(await check(['order.created'], family)).toMatchObject({
			plan: [
				'would update state: inactive → active',
				`would remove ${double.id}, which is no longer needed`,
			],
		});
	});

	it('says that it would be created', async () => {
		expect(await check(['order.created', 'order.ready'], family)).toMatchObject({
			plan: ['would create a webhook for 2 events'],
			webhook: null,
		});
	});

	it('says where a family cannot change one in place', async () => {
		await create(['order.created'], { apiFlavour: 'tenant' });
		expect(await check(['order.ready'], { apiFlavour: 'tenant' })).toMatchObject({
			plan: [
				'would create a new webhook, because this API family cannot change the events (+order.ready, -order.created) of an existing one',
				expect.stringMatching(/^would remove wh_\w+, which is no longer needed$/),
			],
		});
	});

	it('says where a family does not report what it has', async () => {
		const { id } = await create(['order.created']);
		expect(await check(['order.created'], { knownId: id })).toMatchObject({
			upToDate: null,
			summary:
				'would send an update that changes nothing, to see whether the webhook is still there',
			reported: false,
		});
	});

	it('changes nothing', async () => {
		await create(['order.created'], family);
		const before = JSON.stringify([...sandbox.state.webhooks.values()]);
		await check(['order.ready'], family);
		expect(JSON.stringify([...sandbox.state.webhooks.values()])).toBe(before);
		expect(requests().filter((line) => !line.startsWith('GET'))).toEqual([`POST ${endpoints}`]);
	});
});
