import { randomUUID } from 'crypto';
import { sleep } from 'n8n-workflow';

import { type Sandbox, startSandbox } from '../../sandbox/start';
import { connectToSharedN8n, type SharedN8n } from './harness/n8n';
import { prepareWorkflow } from './trigger/receiving';
import { automatic, sandboxClient } from './trigger/registering';

jest.setTimeout(300_000);

const PUBLISHES = 6;
const CALLERS = 4;
/** How long the platform takes to answer that it has created a webhook. */
const CREATION_MS = 200;
const LONG_RUN_MS = 8_000;

let n8n: SharedN8n;
let sandbox: Sandbox;
beforeAll(async () => {
	n8n = await connectToSharedN8n();
});
beforeEach(async () => {
	sandbox = await startSandbox();
});
afterEach(async () => {
	await sandbox.close();
});

/** Runs that keep static data, so that each writes its copy back when it ends. */
const COUNTING = {
	name: 'Count',
	type: 'n8n-nodes-base.code',
	typeVersion: 2,
	parameters: {
		jsCode: `const data = $getWorkflowStaticData('global');
data.count = (data.count ?? 0) + 1;
if ($input.first().json.event === 'order.ready') {
	await new Promise((resolve) => setTimeout(resolve, ${LONG_RUN_MS}));
}
return $input.all();`,
	},
};

/** Events that happen all the time. A delivery that is refused is sent again, as platforms do. */
function startCallers() {
	const accepted: string[] = [];
	let stopped = false;
	const deliver = async (event: string) => {
		const id = `evt_${randomUUID()}`;
		for (let done = false; !done; ) {
			const response = await fetch(`${sandbox.url}/olympusCloud/_fire`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ event, id }),
			});
			const { deliveries } = (await response.json()) as {
				deliveries: Array<{ response_code: number | null }>;
			};
			done = deliveries.some(({ response_code: status }) => status === 200);
			if (!done) await sleep(50);
		}
		accepted.push(id);
	};
	const callers = Array.from({ length: CALLERS }, async () => {
		while (!stopped) {
			await deliver('order.created');
			await sleep(300);
		}
	});
	return {
		deliver,
		stop: async () => {
			stopped = true;
			await Promise.all(callers);
			return accepted;
		},
	};
}

describe.each([
	['guide', 'which cannot list webhooks'],
	['tenant', 'which lists them, and chooses the secret'],
	['endpoints', 'which lists them, and takes our secret'],
])('publishing under constant deliveries, with the webhook API %s, %s', (webhookApi) => {
	it.each([
		['', []],
		[', and with a long run that keeps static data', [COUNTING]],
	])('leaves one webhook, and each event runs once%s', async (_, more) => {
		const platform = sandboxClient(sandbox);
		const path = '/olympusCloud/*';
		await platform.fault({ method: 'POST', path, holdMs: CREATION_MS, times: 1000 });
		const options = { webhookApi };
		const events = ['order.created', 'order.ready'];
		const setup = automatic(sandbox, { parameters: { events, options } });
		let workflow = await prepareWorkflow(n8n, { ...setup, then: more });
		await n8n.activate(workflow);

		const callers = startCallers();
		if (more.length > 0) await callers.deliver('order.ready');
		for (let round = 0; round < PUBLISHES; round++) {
			const [trigger, ...others] = workflow.nodes;
			const moved = { ...trigger, position: [round, 100] as [number, number] };
			workflow = await n8n.updateWorkflow(workflow, { nodes: [moved, ...others] });
			await n8n.activate(workflow);
			expect(await platform.webhooks()).toHaveLength(1);
		}
		if (more.length > 0) await callers.deliver('order.ready');
		const accepted = await callers.stop();
		await n8n.deactivate(workflow);
		expect(await platform.webhooks()).toEqual([]);

		const received = await n8n.waitForOutput(workflow, 'Trigger', accepted.length, {
			timeoutMs: 60_000,
		});
		expect(received.map(({ eventId }) => eventId).sort()).toEqual([...accepted].sort());
		const refused = [...sandbox.state.deliveries.values()].filter(({ attempts }) =>
			attempts.some(({ response }) => response.includes('signature_')),
		);
		expect(refused).toEqual([]);

		// What the long run has written back brings nothing to life again.
		await n8n.activate(workflow);
		expect(await platform.webhooks()).toHaveLength(1);
		await n8n.deactivate(workflow);
		expect(await platform.webhooks()).toEqual([]);
	});
});
