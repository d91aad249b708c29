import { type Sandbox, startSandbox } from '../../sandbox/start';
import type { Fault } from '../../sandbox/faults';
import { TriggerHost } from './trigger/host';
import { serveTrigger } from './trigger/serve';

const SIGNED_WITH = 'registration-key-4711';
const EVENTS = ['order.created', 'order.ready'];

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox();
});
afterEach(async () => {
	await sandbox.close();
});

const FLAVOURS = ['guide', 'tenant', 'endpoints'];

function newHost(parameters: Record<string, string | object> = {}) {
	return new TriggerHost({
		parameters: { platform: 'olympusCloud', events: EVENTS, ...parameters } as never,
		credentials: {
			hospitalityWebhookSecretApi: { secret: ` ${SIGNED_WITH}\n` },
			olympusCloudApi: { apiKey: sandbox.apiKey, baseUrl: sandbox.apiUrl('olympusCloud') },
		},
	});
}

const webhooks = () => [...sandbox.state.webhooks.values()];
const calls = (method: string) => sandbox.state.requests.filter((one) => one.method === method);
const fault = (one: Partial<Fault>) =>
	sandbox.state.faults.push({ path: '/*', times: 1, delayMs: 0, body: undefined, ...one });

describe.each(FLAVOURS)('with the API family %s', (apiFlavour) => {
	const flavoured = () => newHost({ options: { apiFlavour, sendTestEvent: false } });

	it('activating registers once, however often, and deactivating removes', async () => {
		const host = flavoured();
		for (let round = 0; round < 3; round++) await host.activate();
		expect(webhooks()).toMatchObject([
			{ url: `https://n8n.example/webhook/${host.webhookId}/webhook`, events: EVENTS },
		]);
		await host.deactivate();
		expect(webhooks()).toEqual([]);
		expect(JSON.parse(host.staticData)).toMatchObject({
			'node:Trigger': { registration: { webhook: null, toRemove: [] } },
		});
	});

	it('what is delivered afterwards is verified', async () => {
		const host = flavoured();
		const served = await serveTrigger(host);
		await host.activate();
		const response = await fetch(`${sandbox.url}/olympusCloud/_fire`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: '{"event":"order.ready"}',
		});
		expect(await response.json()).toMatchObject({ deliveries: [{ response_code: 200 }] });
		await served.close();
		expect(served.started).toHaveLength(1);
		expect(served.started[0][0][0].json).toMatchObject({
			event: 'order.ready',
			delivery: { verified: true },
		});
	});

	it.each([
		['the platform has lost it', () => sandbox.state.webhooks.clear()],
		['its events were changed in the dashboard', () => (webhooks()[0].events = ['x.y'])],
	])('activating again leaves one that is right when %s', async (_, disturb) => {
		const host = flavoured();
		await host.activate();
		disturb();
		await host.activate();
		expect(webhooks()).toMatchObject([{ events: EVENTS, status: 'active' }]);
	});

	it('a new public URL leaves one webhook, on that', async () => {
		const host = flavoured();
		await host.activate();
		host.publicUrl = 'https://moved.example';
		await host.activate();
		expect(webhooks().map(({ url }) => url)).toEqual([
			`https://moved.example/webhook/${host.webhookId}/webhook`,
		]);
	});

	it('a new secret leaves one webhook, made anew', async () => {
		const host = flavoured();
		await host.activate();
		const [before] = webhooks();
		host.options.credentials.hospitalityWebhookSecretApi = { secret: 'another-key' };
		await host.activate();
		expect(webhooks()).toHaveLength(1);
		expect(webhooks()[0].id).not.toBe(before.id);
		expect(webhooks()[0].secret).not.toBe(SIGNED_WITH);
	});

	it("the API key and the user's secret are in no memory", async () => {
		const host = flavoured();
		await host.activate();
		expect(host.staticData).not.toContain(SIGNED_WITH);
		expect(host.staticData).not.toContain(sandbox.apiKey);
	});
});

it.each(['tenant', 'endpoints'])(
	'activating removes doubles on our URL and nothing else, where %s lists them',
	async (apiFlavour) => {
		const host = newHost({ options: { apiFlavour } });
		await host.activate();
		const [own] = webhooks();
		const double = { ...own, id: 'wh_double' };
		const theirs = { ...own, id: 'wh_theirs', url: 'https://elsewhere.example/hook' };
		for (const webhook of [double, theirs]) sandbox.state.webhooks.set(webhook.id, webhook);
		await host.activate();
		expect(webhooks().map(({ id }) => id)).toEqual([own.id, 'wh_theirs']);
	},
);

it('removing asks again after an outage, and takes 404 for success', async () => {
	const host = newHost();
	await host.activate();
	fault({ method: 'DELETE', status: 503 });
	await host.deactivate();
	expect(calls('DELETE').map(({ status }) => status)).toEqual([503, 204]);

	await host.activate();
	fault({ method: 'DELETE', lose: 'answer' });
	await host.deactivate();
	expect(calls('DELETE').at(-1)).toMatchObject({ status: 404 });
	expect(webhooks()).toEqual([]);
});

it('a POST that fails is not sent again, because it may have created something', async () => {
	fault({ method: 'POST', status: 500 });
	await expect(newHost().activate()).rejects.toThrow('has a problem of its own (status 500)');
	expect(calls('POST')).toHaveLength(1);
});

it('an error says what happened and what to do, and holds neither key nor secret', async () => {
	fault({ method: 'POST', status: 403, body: { message: 'Not for this key' } });
	const error: unknown = await newHost()
		.activate()
		.catch((reason: unknown) => reason);
	expect(error).toMatchObject({
		message: 'The API key may not manage webhooks at Olympus Cloud: Not for this key',
		description: expect.stringContaining('register the webhook manually'),
		httpCode: '403',
	});
	const all = JSON.stringify(error, Object.getOwnPropertyNames(error));
	expect(all).not.toContain(sandbox.apiKey);
	expect(all).not.toContain(SIGNED_WITH);
});

it('an error does not repeat the secret that the platform quotes', async () => {
	fault({ method: 'POST', status: 422, body: { message: `"${SIGNED_WITH}" is too short` } });
	const error: unknown = await newHost()
		.activate()
		.catch((reason: unknown) => reason);
	expect(error).toMatchObject({ message: expect.stringContaining('"***" is too short') });
	expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(SIGNED_WITH);
});

describe('the idempotency key of a creation', () => {
	const keys = () =>
		calls('POST')
			.filter(({ path }) => !path.endsWith('/test'))
			.map(({ headers }) => headers['x-idempotency-key']);

	it('stays when n8n was killed before it could remember the webhook', async () => {
		const host = newHost();
		fault({ method: 'POST', lose: 'answer' });
		await expect(host.activate()).rejects.toThrow('cannot be reached');
		await host.activate();
		expect(keys()).toHaveLength(2);
		expect(new Set(keys()).size).toBe(1);
	});

	it('is another one after a removal, or the platform would answer with what it removed', async () => {
		const host = newHost();
		await host.activate();
		await host.deactivate();
		await host.activate();
		await (
			await host.listen()
		)();
		await (
			await host.listen()
		)();
		expect(keys()).toHaveLength(4);
		expect(new Set(keys()).size).toBe(4);
	});
});

it('a failed removal is made up for by the next activation', async () => {
	const host = newHost();
	await host.activate();
	fault({ method: 'DELETE', status: 403 });
	await expect(host.deactivate()).rejects.toThrow('may not manage webhooks');
	await host.activate();
	expect(webhooks()).toHaveLength(1);
});

it('automatic registration demands both credentials', async () => {
	const host = newHost();
	delete host.options.credentials.olympusCloudApi;
	await expect(host.activate()).rejects.toThrow('No API credential is set');
	const other = newHost();
	delete other.options.credentials.hospitalityWebhookSecretApi;
	await expect(other.activate()).rejects.toThrow('No signing secret credential is set');
	expect(sandbox.state.requests).toEqual([]);
});

it('a family that chooses the secret but does not tell it is refused, and leaves nothing behind', async () => {
	fault({ method: 'POST', status: 201, body: { id: 'wh_mute', url: 'https://n8n.example' } });
	const host = newHost({ options: { apiFlavour: 'tenant' } });
	await expect(host.activate()).rejects.toThrow(
		'did not say with which secret it signs the deliveries of a new webhook',
	);
	expect(calls('DELETE').map(({ path }) => path)).toEqual([
		expect.stringMatching(/\/platform\/tenants\/me\/webhooks\/wh_mute$/),
	]);
	expect(host.staticData).not.toContain('wh_mute');
});
