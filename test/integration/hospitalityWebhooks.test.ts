import { faultSchema } from '../../sandbox/faults';
import { accountsAt } from './hospitality/accounts';
import { runHospitality } from './hospitality/runHospitality';
import { endpoints, guide, SECRET, tenant, URL, webhookRuns } from './hospitality/webhookRuns';

const { sandbox, requests, webhook, create } = webhookRuns();

describe('Webhook > Create', () => {
	it('registers a URL with the secret of the credential, which stays out of the output', async () => {
		const created = await create(['order.created', 'order.ready']);
		expect(created).toMatchObject({
			url: URL,
			events: ['order.created', 'order.ready'],
			status: 'active',
		});
		expect(created).not.toHaveProperty('secret');
		expect(sandbox().state.webhooks.get(created.id)).toMatchObject({ secret: SECRET });
		expect(requests()).toEqual([`POST ${guide}`]);
	});

	it('gives out the secret where the platform makes one, which it shows only then', async () => {
		const created = await create(['order.created'], { webhookApi: 'tenant' });
		expect(created.secret).toBe(sandbox().state.webhooks.get(created.id)?.secret);
		expect(requests()).toEqual([`POST ${tenant}`]);
	});

	it('uses the third family where it is chosen', async () => {
		await create(['order.created'], { webhookApi: 'endpoints' });
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

	it('does not show the secret where the platform quotes it', async () => {
		sandbox().state.faults.push(
			faultSchema.parse({ path: guide, status: 422, message: `"${SECRET}" is too short` }),
		);
		const { error } = await webhook('create', { url: URL, events: ['order.created'] });
		expect(error?.message).toMatch(
			/^Olympus Cloud does not accept the request for a new webhook: "\*\*\*" is too short/,
		);
		expect(JSON.stringify(error)).not.toContain(SECRET);
	});

	it('needs the signing secret', async () => {
		const { error } = await runHospitality({
			parameters: {
				resource: 'webhook',
				operation: 'create',
				url: URL,
				events: ['order.created'],
			},
			credentials: accountsAt(sandbox()),
		});
		expect(error?.message).toBe('The signing secret in the credential is empty');
	});
});

describe('Webhook > Get and Get Many', () => {
	it('get one and all, without secrets', async () => {
		const { id } = await create(['order.created'], { webhookApi: 'endpoints' });
		const one = await webhook('get', { webhookApi: 'endpoints', webhookId: id });
		expect(one.json[0]).toMatchObject([{ id, url: URL }]);
		const all = await webhook('getAll', { webhookApi: 'endpoints', returnAll: true });
		expect(all.json[0]).toMatchObject([{ id, url: URL }]);
		expect(JSON.stringify([one.json, all.json])).not.toContain(SECRET);
	});

	it('find one in the list where single ones are not served', async () => {
		const { id } = await create(['order.created'], { webhookApi: 'tenant' });
		await create(['order.ready'], { webhookApi: 'tenant' });
		const { json } = await webhook('get', {
			webhookApi: 'tenant',
			webhookId: { __rl: true, mode: 'id', value: id },
		});
		expect(json[0]).toMatchObject([{ id, events: ['order.created'] }]);
	});

	it('go past one page', async () => {
		for (let number = 0; number < 120; number++) {
			const id = `wh_${number}`;
			sandbox().state.webhooks.set(id, {
				id,
				platformId: 'olympusCloud',
				url: `${URL}/${number}`,
				events: ['order.created'],
				status: 'active',
				secret: 's',
				createdAt: 0,
			});
		}
		const { json } = await webhook('getAll', { webhookApi: 'endpoints', returnAll: true });
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
	])(
		'of the webhook API %s changes what is given and nothing else',
		async (webhookApi, request) => {
			const { id } = await create(['order.created'], { webhookApi });
			const { json } = await webhook('update', {
				webhookApi,
				webhookId: id,
				updateFields: { events: ['order.ready'], active: false },
			});
			expect(json[0]).toMatchObject([{ id, url: URL, events: ['order.ready'], status: 'paused' }]);
			expect(requests().at(-1)).toBe(`${request}/${id}`);
		},
	);

	it('refuses to do nothing', async () => {
		const { error } = await webhook('update', { webhookId: 'wh_1' });
		expect(error?.message).toBe('Nothing is to be changed');
	});

	it('says which families offer it', async () => {
		const { error } = await webhook('update', {
			webhookApi: 'tenant',
			webhookId: 'wh_1',
			updateFields: { active: true },
		});
		expect(error).toMatchObject({
			message: 'The webhook API Tenant of Olympus Cloud does not offer this operation',
			description: 'It is part of: Guide, Endpoints.',
		});
	});
});

describe('Webhook > Delete', () => {
	it.each(['guide', 'tenant', 'endpoints'])(
		'takes it away in the webhook API %s',
		async (webhookApi) => {
			const { id } = await create(['order.created'], { webhookApi });
			const { json } = await webhook('delete', { webhookApi, webhookId: id });
			expect(json[0]).toEqual([{ id, deleted: true }]);
			expect(sandbox().state.webhooks.size).toBe(0);
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
		const { id } = await create(['order.created'], { webhookApi: 'endpoints' });
		const { json } = await webhook('rotateSecret', { webhookId: id });
		const stored = sandbox().state.webhooks.get(id);
		expect(stored?.previousSecret).toBe(SECRET);
		expect(json[0]).toMatchObject([{ id, secret: stored?.secret }]);
	});
});

it.each([
	['create', { url: URL, events: ['order.created'] }],
	['rotateSecret', { webhookId: 'wh_1', webhookApi: 'endpoints' }],
])('Webhook > %s takes a page with status 200 for a failure', async (operation, parameters) => {
	sandbox().state.faults.push({
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
