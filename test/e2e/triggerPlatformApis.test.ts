import { type Sandbox, startSandbox } from '../../sandbox/start';
import type { Webhook } from '../../sandbox/state';
import { apiCredentials, registeringApis } from '../support/platformApis';
import { connectToSharedN8n, type SharedN8n } from './harness/n8n';
import { HOSPITALITY } from './hospitality/types';
import { startReceiving } from './trigger/receiving';
import { sandboxClient } from './trigger/registering';

jest.setTimeout(300_000);

/*
 * The life of a webhook in a real n8n, at every API that registers webhooks: nothing here knows a
 * platform.
 */

let n8n: SharedN8n;
let sandbox: Sandbox;

beforeAll(async () => {
	n8n = await connectToSharedN8n();
});
beforeEach(async () => {
	sandbox = await startSandbox();
});
afterEach(async () => await sandbox.close());

it.each(registeringApis)(
	'$name: registered, delivered, its record fetched, changed and removed',
	async (registering) => {
		const { platform, api } = registering;
		const { id } = platform;
		const fetchable = (platform.api?.records ?? []).filter(({ lookups }) => lookups.length > 0);
		const documented = platform.events.filter(({ evidence }) => evidence === 'documented');
		const first =
			documented.find(({ resourceType }) => fetchable.some(({ type }) => type === resourceType)) ??
			documented[0];
		const [second] = documented.filter((event) => event !== first);
		/** Where no removal is documented, a webhook without events is what is left of one. */
		const events = () =>
			[...sandbox.state.webhooks.values()]
				.filter((one: Webhook) => one.platformId === id && one.events.length > 0)
				// Some platforms send others unasked.
				.map((one) => one.events.filter((name) => [first.name, second.name].includes(name)));

		const credentials = apiCredentials(sandbox, registering);
		const [[type, account]] = Object.entries(credentials);
		const { workflow } = await startReceiving(n8n, {
			platform: id,
			parameters: {
				registration: 'automatic',
				events: [first.name],
				options: { webhookApi: api.id },
			},
			credentials,
			then: [
				{
					name: 'Get Details',
					type: HOSPITALITY,
					typeVersion: 1,
					parameters: { resource: 'event', operation: 'getDetails' },
					credentials: { [type]: await n8n.createCredential(type, account) },
				},
			],
		});
		expect(events()).toEqual([[first.name]]);

		expect(await sandboxClient(sandbox).emit(first.name, id)).toEqual([
			platform.answer?.status ?? 200,
		]);
		const [item] = await n8n.waitForOutput(workflow, 'Get Details', 1);
		expect(item).toMatchObject({
			platform: id,
			event: first.name,
			verification: { verified: true, matchedSecret: 'current' },
			detailsSource: fetchable.some(({ type: one }) => one === first.resourceType)
				? 'api'
				: 'payload',
		});

		const [trigger, ...others] = workflow.nodes;
		const changed = { ...trigger.parameters, events: [second.name] };
		const saved = await n8n.updateWorkflow(workflow, {
			nodes: [{ ...trigger, parameters: changed }, ...others],
		});
		await n8n.activate({ ...workflow, ...saved });
		expect(events()).toEqual([[second.name]]);

		await n8n.deactivate({ ...workflow, ...saved });
		expect(events()).toEqual([]);
	},
);
