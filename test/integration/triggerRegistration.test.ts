import { sleep } from 'n8n-workflow';

import { type Sandbox, startSandbox } from '../../sandbox/start';
import type { Fault } from '../../sandbox/faults';
import { signed } from '../support/senders';
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

const WEBHOOK_APIS = ['guide', 'tenant', 'endpoints'];

function newHost(parameters: Record<string, string | object> = {}) {
	return new TriggerHost({
		parameters: { platform: 'olympusCloud', events: EVENTS, ...parameters } as never,
		credentials: account(` ${SIGNED_WITH}\n`),
	});
}

/** The credential of the API, with the secret that it is to sign with. */
const account = (signingSecret?: string) => ({
	olympusCloudApi: {
		apiKey: sandbox.apiKey,
		baseUrl: sandbox.apiUrl('olympusCloud'),
		...(signingSecret !== undefined && { signingSecret }),
	},
});

const webhooks = () => [...sandbox.state.webhooks.values()];
const calls = (method: string) => sandbox.state.requests.filter((one) => one.method === method);
/** An event happens; gives what each webhook answered. */
const emit = async (event: string): Promise<number[]> => {
	const response = await fetch(`${sandbox.url}/olympusCloud/_fire`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ event }),
	});
	const { deliveries } = (await response.json()) as {
		deliveries: Array<{ response_code: number }>;
	};
	return deliveries.map((delivery) => delivery.response_code);
};
const fault = (one: Partial<Fault>) =>
	sandbox.state.faults.push({
		path: '/*',
		times: 1,
		delayMs: 0,
		holdMs: 0,
		body: undefined,
		...one,
	});

describe.each(WEBHOOK_APIS)('with the webhook API %s', (webhookApi) => {
	const ofApi = () => newHost({ options: { webhookApi, sendTestEvent: false } });

	it('activating registers once, however often, and deactivating removes', async () => {
		const host = ofApi();
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
		const host = ofApi();
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
			verification: { verified: true },
		});
	});

	it.each([
		['the platform has lost it', () => sandbox.state.webhooks.clear()],
		['its events were changed in the dashboard', () => (webhooks()[0].events = ['x.y'])],
	])('activating again leaves one that is right when %s', async (_, disturb) => {
		const host = ofApi();
		await host.activate();
		disturb();
		await host.activate();
		expect(webhooks()).toMatchObject([{ events: EVENTS, status: 'active' }]);
	});

	it('a new public URL leaves one webhook, on that', async () => {
		const host = ofApi();
		await host.activate();
		host.publicUrl = 'https://moved.example';
		await host.activate();
		expect(webhooks().map(({ url }) => url)).toEqual([
			`https://moved.example/webhook/${host.webhookId}/webhook`,
		]);
	});

	it("the API key and the user's secret are in no memory", async () => {
		const host = ofApi();
		await host.activate();
		expect(host.staticData).not.toContain(SIGNED_WITH);
		expect(host.staticData).not.toContain(sandbox.apiKey);
	});
});

it.each(['guide', 'endpoints'])(
	'a new secret leaves one webhook, made anew, where %s is sent it',
	async (webhookApi) => {
		const host = newHost({ options: { webhookApi } });
		await host.activate();
		const [before] = webhooks();
		host.options.credentials = account('another-key');
		await host.activate();
		expect(webhooks()).toMatchObject([{ secret: 'another-key' }]);
		expect(webhooks()[0].id).not.toBe(before.id);
	},
);

it.each(['tenant', 'endpoints'])(
	'activating removes doubles on our URL and nothing else, where %s lists them',
	async (webhookApi) => {
		const host = newHost({ options: { webhookApi } });
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
		message: 'Olympus Cloud does not let this credential access a new webhook: Not for this key',
		description: expect.stringContaining('set Registration to Manual'),
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
	await expect(host.deactivate()).rejects.toThrow(
		'does not let this credential access its webhook',
	);
	await host.activate();
	expect(webhooks()).toHaveLength(1);
});

it('automatic registration demands the credential of the API, with a signing secret', async () => {
	const host = newHost();
	host.options.credentials = {};
	await expect(host.activate()).rejects.toThrow('No API credential is set for Olympus Cloud');
	host.options.credentials = account('');
	await expect(host.activate()).rejects.toThrow('The signing secret in the credential is empty');
	expect(calls('POST')).toEqual([]);
});

it('automatic registration never sends the secret of a signing secret credential', async () => {
	const host = newHost();
	host.options.credentials = {
		...account('registered'),
		hospitalityWebhookSecretApi: { secret: 'of another platform' },
	};
	await host.activate();
	expect(webhooks()).toMatchObject([{ secret: 'registered' }]);
});

it('a rotation at the API credential accepts what the previous secret has signed', async () => {
	const host = newHost();
	host.options.credentials.olympusCloudApi.previousSigningSecret = 'older-key';
	const served = await serveTrigger(host);
	await host.activate();
	const body = '{"id":"evt_1","type":"order.ready","data":{}}';
	const headers = await signed('olympusCloud', body, { secret: 'older-key' });
	const { status } = await fetch(served.url, { method: 'POST', headers, body });
	await served.close();
	expect(status).toBe(200);
	expect(served.started).toMatchObject([
		[[{ json: { verification: { matchedSecret: 'previous' } } }]],
	]);
});

it('a platform that chooses the secret but does not tell it is refused, and nothing is left behind', async () => {
	fault({ method: 'POST', status: 201, body: { id: 'wh_mute', url: 'https://n8n.example' } });
	const host = newHost({ options: { webhookApi: 'tenant' } });
	await expect(host.activate()).rejects.toThrow(
		'did not say with which secret it signs the deliveries of a new webhook',
	);
	expect(calls('DELETE').map(({ path }) => path)).toEqual([
		expect.stringMatching(/\/platform\/tenants\/me\/webhooks\/wh_mute$/),
	]);
	expect(host.staticData).not.toContain('wh_mute');
});

describe('without a signing secret in the credential', () => {
	const without = (options: object) => {
		const host = newHost({ options });
		host.options.credentials = account();
		return host;
	};

	it('a webhook is registered where the platform chooses the secret', async () => {
		const host = without({ webhookApi: 'tenant' });
		await host.activate();
		expect(webhooks()).toHaveLength(1);
	});

	it('a webhook is registered where the signature check is switched off', async () => {
		const host = without({ skipVerification: true });
		await host.activate();
		expect(webhooks()).toMatchObject([{ secret: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
		const served = await serveTrigger(host);
		await host.activate();
		await emit('order.ready');
		await served.close();
		expect(served.started).toHaveLength(1);
	});
});

it('another signing secret leaves the webhook as it is where the platform chooses its own', async () => {
	const host = newHost({ options: { webhookApi: 'tenant' } });
	await host.activate();
	const [{ id }] = webhooks();
	host.options.credentials = account('another-key');
	await host.activate();
	expect(webhooks()).toMatchObject([{ id }]);
});

describe('a webhook that cannot be removed', () => {
	it('is remembered over a restart, and removed by a later activation', async () => {
		const host = newHost();
		await host.activate();
		const [old] = webhooks();
		host.options.credentials = account('another-key');
		fault({ method: 'DELETE', status: 403 });
		await host.activate();
		expect(webhooks()).toHaveLength(2);

		host.restart();
		fault({ method: 'DELETE', status: 403 });
		await host.activate();
		expect(webhooks().map(({ id }) => id)).toContain(old.id);
		host.restart();
		await host.activate();
		expect(webhooks()).toMatchObject([{ secret: 'another-key' }]);
	});

	it('is removed by a later deactivation', async () => {
		const host = newHost();
		await host.activate();
		host.options.credentials = account('another-key');
		fault({ method: 'DELETE', status: 403 });
		await host.activate();
		await host.deactivate();
		expect(webhooks()).toEqual([]);
	});
});

describe('the memory of a registration', () => {
	const older = async (host: TriggerHost, change: () => Promise<void>) => {
		const before = host.staticData;
		await change();
		host.stored.save(JSON.parse(before) as never);
	};

	it.each(WEBHOOK_APIS)(
		'outlives a call that writes an older copy back, with the webhook API %s',
		async (webhookApi) => {
			const host = newHost({ options: { webhookApi } });
			for (let round = 0; round < 3; round++) {
				await older(host, async () => {
					await host.deactivate();
					await host.activate();
				});
				expect(webhooks()).toHaveLength(1);
			}
			await older(host, async () => await host.deactivate());
			expect(webhooks()).toEqual([]);
			await host.activate();
			expect(webhooks()).toHaveLength(1);
			await older(host, async () => await host.deactivate());
			await host.deactivate();
			expect(webhooks()).toEqual([]);
		},
	);

	it.each(['tenant', 'endpoints'])(
		'is not needed to find the webhook on our URL after a restart, where %s lists it',
		async (webhookApi) => {
			const host = newHost({ options: { webhookApi } });
			await older(host, async () => await host.activate());
			host.restart();
			await host.activate();
			expect(webhooks()).toHaveLength(1);
			await older(host, async () => await host.activate());
			host.stored.save({});
			host.restart();
			await host.deactivate();
			expect(webhooks()).toEqual([]);
		},
	);

	it('that is lost in a restart leaves a webhook behind where the platform can tell nothing', async () => {
		const host = newHost();
		await older(host, async () => await host.activate());
		host.restart();
		await host.activate();
		// Its deliveries hold the ids of the same events, so they are taken for repetitions.
		expect(webhooks()).toHaveLength(2);
	});

	it('is written again by the next delivery, so that a restart after it finds the webhook', async () => {
		const host = newHost({ options: { webhookApi: 'tenant' } });
		const served = await serveTrigger(host);
		await older(host, async () => await host.activate());
		const statuses = await emit('order.ready');
		await served.close();
		expect(statuses).toEqual([200]);
		expect(host.staticData).toContain(webhooks()[0].id);
	});

	it("stays apart from that of the editor's test listener", async () => {
		const host = newHost();
		await host.activate();
		const [live] = webhooks();
		const stop = await host.listen();
		expect(webhooks()).toHaveLength(2);
		await stop();
		expect(webhooks()).toMatchObject([{ id: live.id }]);
	});

	it('of production is not touched by a test listener that could not start', async () => {
		const host = newHost();
		await host.activate();
		fault({ method: 'POST', status: 422 });
		await expect(host.listen()).rejects.toThrow('does not accept');
		expect(webhooks()).toHaveLength(1);
		await host.activate();
		expect(webhooks()).toHaveLength(1);
	});
});

describe('where the platform chooses the secret', () => {
	const receiving = async () => {
		const host = newHost({ options: { webhookApi: 'tenant' } });
		return { host, served: await serveTrigger(host) };
	};

	it('deliveries wait for the answer to the creation, which tells it', async () => {
		const { host, served } = await receiving();
		fault({ method: 'POST', path: '/olympusCloud/api/v1/*', holdMs: 300 });
		const activation = host.activate();
		while (webhooks().length === 0) await sleep(10);
		const statuses = await emit('order.ready');
		await activation;
		await served.close();
		expect(statuses).toEqual([200]);
	});

	it('what the webhook before has signed is accepted for an hour', async () => {
		const { host, served } = await receiving();
		await host.activate();
		const [before] = webhooks();
		await host.deactivate();
		await host.activate();
		sandbox.state.webhooks.set(before.id, before);
		expect(await emit('order.ready')).toEqual([200, 200]);

		const inAnHour = Date.now() + 3_600_001;
		const clock = jest.spyOn(Date, 'now').mockImplementation(() => inAnHour);
		const statuses = await emit('order.ready');
		clock.mockRestore();
		await served.close();
		expect(statuses).toEqual([200, 401]);
	});

	it.each([
		['that secret', () => webhooks()[0].secret ?? '', 'body_changed'],
		['the one of the credential, which signs nothing', () => SIGNED_WITH, null],
	])('a changed body is refused, and explained for %s', async (_, secretOf, cause) => {
		const host = newHost({ options: { webhookApi: 'tenant', emitRefused: true } });
		const served = await serveTrigger(host);
		await host.activate();
		const body = '{"type":"order.ready","data":{}}';
		const { status } = await fetch(served.url, {
			method: 'POST',
			headers: await signed('olympusCloud', body, { secret: secretOf() }),
			body: `${body}\n`,
		});
		await served.close();
		expect(status).toBe(503);
		expect(served.started).toEqual([[[], [{ json: expect.objectContaining({ cause }) }]]]);
	});
});

describe('when the API fails', () => {
	it.each([
		['is away', {}, { status: 503, times: 30 }],
		['refuses the credential', {}, { status: 401, times: 30 }],
		['asks to wait', {}, { status: 429, headers: { 'Retry-After': '1' }, times: 30 }],
		['breaks every connection', {}, { lose: 'request' as const, times: 30 }],
		['refuses the update that only asks', {}, { method: 'PATCH', status: 422, times: 30 }],
		[
			'refuses another update',
			{ webhookApi: 'endpoints' },
			{ method: 'PUT', status: 422, times: 30 },
		],
	])('at the start of n8n, a webhook stays when it %s', async (_, options, problem) => {
		const host = newHost({ options });
		await host.activate();
		const [{ id }] = webhooks();
		if ('webhookApi' in options) webhooks()[0].events = ['order.created'];
		fault(problem);
		await host.activate('trigger', 'init');
		sandbox.state.faults.length = 0;
		expect(webhooks()).toMatchObject([{ id }]);
		await host.activate('trigger', 'init');
		expect(webhooks()).toMatchObject([{ id, events: EVENTS }]);
	});

	it('at the start of n8n, a webhook stays when no new one can be made', async () => {
		const host = newHost({ options: { webhookApi: 'tenant' } });
		await host.activate();
		const [{ id }] = webhooks();
		webhooks()[0].events = ['order.created'];
		fault({ method: 'POST', status: 503, times: 30 });
		await host.activate('trigger', 'init');
		expect(webhooks()).toMatchObject([{ id }]);
	});

	it('an activation says so where the user has changed the events', async () => {
		const host = newHost();
		await host.activate();
		host.options.parameters.events = ['order.ready'];
		fault({ method: 'PATCH', status: 422 });
		await expect(host.activate()).rejects.toThrow('does not accept the request');
	});

	it('at the start of n8n, an activation fails where there is no webhook to keep', async () => {
		fault({ status: 503, times: 30 });
		await expect(newHost().activate('trigger', 'init')).rejects.toThrow('a problem of its own');
	});
});

describe('a URL that the platform cannot reach', () => {
	const atPublicApi = (publicUrl: string) => {
		const host = newHost();
		host.publicUrl = publicUrl;
		host.options.credentials.olympusCloudApi.baseUrl = 'https://api.olympuscloud.example/v1';
		return host;
	};

	it.each(['http://localhost:5678', 'https://10.0.0.7', 'http://n8n.example'])(
		'%s is refused, with what to set',
		async (publicUrl) => {
			const host = atPublicApi(publicUrl);
			const error: unknown = await host.activate().catch((reason: unknown) => reason);
			expect(error).toMatchObject({
				message: `Olympus Cloud cannot deliver to ${publicUrl}`,
				description: expect.stringContaining('WEBHOOK_URL'),
			});
		},
	);
});

it('listening in the editor asks for a test event only where it goes to this webhook alone', async () => {
	const stop = [];
	for (const webhookApi of WEBHOOK_APIS) {
		stop.push(await newHost({ options: { webhookApi } }).listen());
	}
	await sleep(2_000);
	for (const end of stop) await end();
	expect(calls('POST').filter(({ path }) => path.endsWith('/test'))).toMatchObject([
		{ path: expect.stringMatching(/\/v1\/webhooks\/wh_\w+\/test$/) },
		{ path: expect.stringMatching(/\/webhooks\/endpoints\/wh_\w+\/test$/) },
	]);
});
