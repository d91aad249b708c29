import { faultSchema } from '../../sandbox/faults';
import { type Sandbox, startSandbox } from '../../sandbox/start';
import {
	apiCredentials,
	fetchesTokens,
	type RegisteringApi,
	registeringApis,
} from '../support/platformApis';
import { SIGNING_TEXT } from '../support/senders';
import { runHospitality } from './hospitality/runHospitality';
import { TriggerHost } from './trigger/host';
import { type ServedTrigger, serveTrigger } from './trigger/serve';

let sandbox: Sandbox;
let served: ServedTrigger;
beforeEach(async () => {
	sandbox = await startSandbox();
});
afterEach(async () => {
	await Promise.all([sandbox.close(), served.close()]);
});

async function startHost(registering: RegisteringApi, changes: Record<string, string> = {}) {
	const { platform, api } = registering;
	const [[type, data]] = Object.entries(apiCredentials(sandbox, registering));
	const host = new TriggerHost({
		parameters: {
			platform: platform.id,
			events: [platform.events[0].name],
			options: { webhookApi: api.id },
		},
		credentials: { [type]: { ...data, ...changes } },
	});
	served = await serveTrigger(host);
	return host;
}

const webhookUrls = () => [...sandbox.state.webhooks.values()].map(({ url }) => url);

const withUrlToken = registeringApis.filter(
	({ api: { secret } }) => secret.by === 'user' && secret.inUrl !== undefined,
);

describe.each(withUrlToken)('$name, whose token stands in the URL,', (registering) => {
	it('has it, and static data has not', async () => {
		const host = await startHost(registering);
		await host.activate();
		expect(webhookUrls()).toEqual([expect.stringContaining(SIGNING_TEXT)]);
		expect(host.staticData).toContain(served.url);
		expect(host.staticData).not.toContain(SIGNING_TEXT);
	});

	it('gets another one in place when it is changed in the credential', async () => {
		const host = await startHost(registering);
		await host.activate();
		const [id] = sandbox.state.webhooks.keys();
		for (const data of Object.values(host.options.credentials)) data.signingSecret = 'another-one';
		await host.activate();
		expect([...sandbox.state.webhooks.keys()]).toEqual([id]);
		expect(webhookUrls()).toEqual([expect.stringContaining('another-one')]);
	});

	it('is not shown by an error that repeats the URL', async () => {
		const host = await startHost(registering);
		const message = `There is a webhook at ${served.url}?token=${SIGNING_TEXT}`;
		const fault = {
			method: 'POST',
			path: `/${registering.platform.id}/v1/*`,
			status: 422,
			message,
		};
		sandbox.state.faults.push(faultSchema.parse(fault));
		const error: unknown = await host.activate().catch((cause: unknown) => cause);
		expect(error).toBeInstanceOf(Error);
		expect(String(error)).toContain('There is a webhook at');
		expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(SIGNING_TEXT);
	});

	it('refuses a delivery without it, or with another', async () => {
		const host = await startHost(registering);
		await host.activate();
		const call = async (query: string) =>
			(await fetch(`${served.url}${query}`, { method: 'POST', body: '{"topic":"a"}' })).status;
		expect(await call('?token=another')).toBeGreaterThanOrEqual(400);
		expect(await call('')).toBeGreaterThanOrEqual(400);
		expect(await call(`?token=${SIGNING_TEXT}`)).toBe(200);
	});
});

describe.each(registeringApis.filter(({ api: { list } }) => list?.documented === true))(
	'$name',
	(registering) => {
		it('is listed by Webhook > Get Many without what signs its deliveries', async () => {
			const { platform, api } = registering;
			const host = await startHost(registering);
			await host.activate();
			const { json, error } = await runHospitality({
				parameters: {
					resource: 'webhook',
					operation: 'getAll',
					platform: platform.id,
					webhookApi: api.id,
					returnAll: true,
				},
				credentials: host.options.credentials,
			});
			expect(error).toBeUndefined();
			expect(json[0]).toHaveLength(1);
			const secrets = [...sandbox.state.webhooks.values()].map(({ secret }) => secret);
			for (const secret of [SIGNING_TEXT, ...secrets].filter((text) => text !== '')) {
				expect(JSON.stringify(json)).not.toContain(secret);
			}
		});
	},
);

describe.each(registeringApis.filter(fetchesTokens))(
	'$name, whose access tokens n8n fetches,',
	(registering) => {
		const tokenRequests = () =>
			sandbox.state.requests.filter(({ path }) => path.endsWith('/token')).length;

		it('is asked for one, and for another once that has run out', async () => {
			const host = await startHost(registering);
			await host.activate();
			await host.deactivate();
			expect(tokenRequests()).toBe(1);
			for (const token of sandbox.state.tokens.values()) token.expiresAt = 0;
			await host.activate();
			expect(tokenRequests()).toBe(2);
			expect(webhookUrls()).toHaveLength(1);
		});

		it('says so when it refuses the client', async () => {
			const host = await startHost(registering, { clientSecret: 'wrong-secret-of-the-client' });
			const error: unknown = await host.activate().catch((cause: unknown) => cause);
			expect(String(error)).toContain(`${registering.platform.name} does not accept`);
			expect(String(error)).not.toContain('wrong-secret-of-the-client');
		});
	},
);
