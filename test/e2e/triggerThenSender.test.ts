import { startChaos } from '../support/chaos/start';
import { startSandbox } from '../../sandbox/start';
import { startFreshN8n } from './harness/n8n';
import { post } from './harness/post';
import { settledExecution } from './sender/sending';
import { automatic, sandboxClient } from './trigger/registering';
import { SIGNING_TEXT, signed } from '../support/senders';

jest.setTimeout(300_000);

const EVENTS = ['evt_1', 'evt_2', 'evt_3', 'evt_4'];

const main = (...nodes: string[]) => ({
	main: nodes.map((node) => [{ node, type: 'main', index: 0 }]),
});

it.each([
	['guide', 'with our secret'],
	['tenant', 'with a secret that the platform chose'],
])(
	'Trigger (%s, %s), Sender, Wait and Sender keep each other’s memory over a restart of n8n',
	async (webhookApi) => {
		const [n8n, sandbox, chaos] = await Promise.all([
			startFreshN8n(),
			startSandbox(),
			startChaos(),
		]);
		const platform = sandboxClient(sandbox);
		const { parameters, credentials } = automatic(sandbox, {
			parameters: { options: { webhookApi } },
		});
		const references: Record<string, { id: string; name: string }> = {};
		for (const [type, data] of Object.entries(credentials)) {
			references[type] = await n8n.createCredential(type, data);
		}
		const workflow = await n8n.createWorkflow({
			nodes: [
				{
					name: 'Trigger',
					type: 'n8n-nodes-hospitality-webhooks.hospitalityTrigger',
					typeVersion: 2,
					parameters: { platform: 'olympusCloud', events: ['*'], ...parameters },
					credentials: references,
				},
				{
					name: 'Sender',
					type: 'n8n-nodes-hospitality-webhooks.hospitalitySender',
					parameters: {
						platform: 'olympusCloud',
						event: 'order.created',
						data: '={{ $json.data }}',
						url: `${chaos.url}/statuses/503,200`,
						retryMode: 'durable',
						retrySchedule: 'custom',
						retryDelays: '1, 1',
					},
					credentials: {
						hospitalityWebhookSecretApi: await n8n.createCredential('hospitalityWebhookSecretApi', {
							secret: SIGNING_TEXT,
						}),
					},
				},
				{ name: 'End', type: 'n8n-nodes-base.noOp' },
				{
					name: 'Wait',
					type: 'n8n-nodes-base.wait',
					typeVersion: 1.1,
					parameters: { resume: 'specificTime', dateTime: '={{ $json.delivery.resumeAt }}' },
				},
			],
			connections: {
				Trigger: main('Sender'),
				Sender: main('End', 'End', 'Wait'),
				Wait: main('Sender'),
			},
		});
		await n8n.activate(workflow);
		const url = String(await n8n.webhookUrl(workflow, 'Trigger'));
		const registered = await platform.webhooks();
		expect(registered).toMatchObject([{ url }]);
		const [{ secret }] = sandbox.state.webhooks.values();

		const sendAll = async () => {
			const answers: unknown[] = [];
			for (const id of EVENTS) {
				const body = JSON.stringify({ id, type: 'order.created', data: { id: `order of ${id}` } });
				answers.push(
					(await post(url, { headers: await signed('olympusCloud', body, { secret }), body })).body,
				);
			}
			return answers;
		};
		const duplicates = EVENTS.map(() => ({ received: true, duplicate: true }));

		expect(await sendAll()).toEqual(EVENTS.map(() => ({ received: true })));
		const waiting = await n8n.waitForExecutions(workflow, EVENTS.length);
		expect(await sendAll()).toEqual(duplicates);

		await n8n.restart();
		expect(await sendAll()).toEqual(duplicates);

		for (const { id } of waiting) {
			expect((await settledExecution(n8n, id)).status).toBe('success');
		}
		expect(await sendAll()).toEqual(duplicates);
		await n8n.restart();
		expect(await sendAll()).toEqual(duplicates);

		expect(await n8n.executions(workflow)).toHaveLength(EVENTS.length);
		const sent = chaos.ledger.eventIds();
		expect(sent).toHaveLength(EVENTS.length);
		expect(sent.map((id) => chaos.ledger.accepted(id))).toEqual(EVENTS.map(() => 1));

		expect(await platform.webhooks()).toEqual(registered);
		expect(await platform.emit('order.created')).toEqual([200]);
		await n8n.deactivate(workflow);
		expect(await platform.webhooks()).toEqual([]);
		await Promise.all([n8n.stop(), sandbox.close(), chaos.close()]);
	},
);
