import { withBasePath } from '../../lib/n8n/apiTransport';
import type { Platform, WebhookApi } from '../../lib/platform';
import { signsUrl } from '../../lib/signature/scheme';
import { type Sandbox, startSandbox } from '../../sandbox/start';
import type { Webhook } from '../../sandbox/state';
import { apiCredentials, registeringApis, signingSecret } from '../support/platformApis';
import { TriggerHost } from './trigger/host';
import { type ServedTrigger, serveTrigger } from './trigger/serve';

/*
 * The life of a webhook at every platform that has an API for it: nothing here knows one of them.
 */

const MINUTE_MS = 60_000;

let sandbox: Sandbox;
let serving: ServedTrigger[] = [];
beforeEach(async () => {
	sandbox = await startSandbox();
});
afterEach(async () => {
	jest.restoreAllMocks();
	await Promise.all([sandbox, ...serving].map(async (one) => await one.close()));
	serving = [];
});

/** A trigger that registers its webhook, and is reached by what the platform then delivers. */
async function startTrigger(platform: Platform, api: WebhookApi, events: readonly string[]) {
	const host = new TriggerHost({
		parameters: {
			platform: platform.id,
			events: [...events],
			options: { webhookApi: api.id },
		},
		credentials: apiCredentials(sandbox, { name: '', platform, api }),
	});
	const served = await serveTrigger(host);
	serving.push(served);
	return { host, served };
}

/** Where no removal is documented, a webhook without events is what is left of one. */
const webhooksOf = ({ id }: Platform): Webhook[] =>
	[...sandbox.state.webhooks.values()].filter(
		({ platformId, events }) => platformId === id && events.length > 0,
	);

/** An event happens at the platform; gives what each webhook that wants it has answered. */
async function emit({ id }: Platform, event: string): Promise<number[]> {
	const response = await fetch(`${sandbox.url}/${id}/_fire`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ event }),
	});
	const { deliveries } = (await response.json()) as {
		deliveries: Array<{ response_code: number }>;
	};
	return deliveries.map((delivery) => delivery.response_code);
}

const lastItem = ({ started }: ServedTrigger) => started.at(-1)?.[0][0]?.json;

describe.each(registeringApis)('$name', ({ platform, api }) => {
	const [first, second] = platform.events
		.filter(({ evidence }) => evidence === 'documented')
		.map(({ name }) => name);
	/** Some platforms send others unasked. */
	const chosenOf = ({ events }: Webhook) => [first, second].filter((name) => events.includes(name));
	const accepted = platform.answer?.status ?? 200;

	it('registers one webhook, whose deliveries are verified', async () => {
		const { host, served } = await startTrigger(platform, api, [first, second]);
		await host.activate();
		const [webhook, ...others] = webhooksOf(platform);
		expect(others).toEqual([]);
		expect(new URL(webhook.url).href.split('?')[0]).toBe(served.url);
		expect(chosenOf(webhook)).toEqual([first, second]);

		expect(await emit(platform, second)).toEqual([accepted]);
		expect(lastItem(served)).toMatchObject({
			platform: platform.id,
			event: second,
			verification: { verified: true, matchedSecret: 'current' },
		});
	});

	it('stores no secret, but one that the platform tells once', async () => {
		const { host } = await startTrigger(platform, api, [first]);
		await host.activate();
		await emit(platform, first);
		// A token in the URL is nothing of its own at the platform.
		const [{ secret: signs, password = signs }] = webhooksOf(platform);
		const secret = password || signingSecret(sandbox, api);
		const isStored = api.secret.by === 'platform' && api.secret.told === 'once';
		expect(host.staticData.includes(secret)).toBe(isStored);
		expect(host.staticData).not.toContain(sandbox.apiKey);
	});

	it('changes with the chosen events, and stays one webhook', async () => {
		const { host } = await startTrigger(platform, api, [first]);
		await host.activate();
		await host.deactivate();
		host.options.parameters.events = [second];
		await host.activate();
		expect(webhooksOf(platform).map(chosenOf)).toEqual([[second]]);
		expect(await emit(platform, first)).toEqual([]);
		expect(await emit(platform, second)).toEqual([accepted]);
	});

	it('is brought up to date where the node is still registered', async () => {
		const { host } = await startTrigger(platform, api, [first]);
		await host.activate();
		host.options.parameters.events = [second];
		await host.activate();
		expect(webhooksOf(platform).map(chosenOf)).toEqual([[second]]);
		expect(await emit(platform, second)).toEqual([accepted]);
	});

	it('is registered anew when the platform has lost it', async () => {
		const { host } = await startTrigger(platform, api, [first]);
		await host.activate();
		sandbox.state.webhooks.clear();
		await host.activate();
		expect(webhooksOf(platform)).toHaveLength(1);
		expect(await emit(platform, first)).toEqual([accepted]);
	});

	if (api.list?.documented) {
		it('is found again by its URL when n8n has lost the ID', async () => {
			const { host } = await startTrigger(platform, api, [first]);
			await host.activate();
			host.stored.save({});
			host.restart();
			await host.activate();
			expect(webhooksOf(platform)).toHaveLength(1);
			expect(await emit(platform, first)).toEqual([accepted]);
			await host.deactivate();
			expect(webhooksOf(platform)).toEqual([]);
		});
	}

	it('is removed when the workflow goes offline', async () => {
		const { host } = await startTrigger(platform, api, [first]);
		await host.activate();
		expect(webhooksOf(platform)).toHaveLength(1);
		await host.deactivate();
		expect(webhooksOf(platform)).toEqual([]);
	});

	if (!api.only) {
		it('is removed alone', async () => {
			const { host } = await startTrigger(platform, api, [first]);
			const theirs: Webhook = {
				id: 'theirs',
				platformId: platform.id,
				url: 'https://elsewhere.example/hook',
				events: [first],
				status: 'active',
				secret: 'theirs',
				createdAt: 0,
			};
			sandbox.state.webhooks.keep(theirs);
			await host.activate();
			expect(webhooksOf(platform)).toHaveLength(2);
			await host.deactivate();
			expect(webhooksOf(platform)).toEqual([theirs]);
		});
	}

	if (signsUrl(platform.signature)) {
		it('is verified by the URL that the platform has, also where n8n has moved since', async () => {
			const { host } = await startTrigger(platform, api, [first]);
			await host.activate();
			host.publicUrl = 'https://moved.example';
			expect(await emit(platform, first)).toEqual([accepted]);
		});
	}

	const { secret: declared } = api;
	if (declared.by === 'platform' && declared.told === 'again') {
		it('goes on when its secret is changed at the platform', async () => {
			const { host } = await startTrigger(platform, api, [first]);
			await host.activate();
			expect(await emit(platform, first)).toEqual([accepted]);
			const [webhook] = webhooksOf(platform);
			const before = webhook.secret;
			webhook.secret = `${before.slice(0, -4)}AAAA`;
			expect(await emit(platform, first)).not.toEqual([accepted]);

			const now = Date.now();
			jest.spyOn(Date, 'now').mockImplementation(() => now + MINUTE_MS);
			expect(await emit(platform, first)).toEqual([accepted]);
			for (const secret of [before, webhook.secret]) expect(host.staticData).not.toContain(secret);
		});

		it('asks for another attempt while nobody tells the secret', async () => {
			const { host, served } = await startTrigger(platform, api, [first]);
			await host.activate();
			const calls = withBasePath(sandbox.apiUrl(platform.id).replace(/\/$/, ''), api.basePath);
			sandbox.state.faults.push({
				path: `${new URL(calls).pathname}/*`,
				times: 9,
				status: 403,
				delayMs: 0,
				holdMs: 0,
				body: undefined,
			});
			expect(await emit(platform, first)).toEqual([503]);
			expect(served.started).toEqual([]);
		});
	}
});
