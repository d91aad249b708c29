import { sleep } from 'n8n-workflow';

import type { WorkflowNode } from '../../scripts/n8n/workflows';
import { platforms } from '../../platforms';
import { type Receiver, startReceiver } from '../../sandbox/receiver';
import { startSandbox } from '../../sandbox/start';
import { addWebhook } from '../../sandbox/webhooks';
import { newId, signed, SIGNING_TEXT } from '../support/senders';
import { connectToSharedN8n, type SharedN8n, startFreshN8n } from './harness/n8n';
import { post } from './harness/post';
import { DUPLICATE, RECEIVED } from './trigger/flow';
import { prepareWorkflow, startReceiving, TRIGGER } from './trigger/receiving';
import { sandboxClient } from './trigger/registering';

jest.setTimeout(300_000);

type Client = Parameters<typeof startReceiving>[0];

let n8n: SharedN8n;
/** The system that the workflows work for. */
let system: Receiver;

beforeAll(async () => {
	n8n = await connectToSharedN8n();
	system = await startReceiver();
});

beforeEach(() => {
	system.answer = { status: 200, body: { secretOfTheWorkflow: 1 } };
});

afterAll(async () => {
	await system.close();
});

const FINISHED = { acknowledge: 'finished' };
const FAILED = [500, { error: 'run_failed' }];
const IN_PROGRESS = [503, { error: 'in_progress' }];

/** Fails where the system is not well. */
const call = (): WorkflowNode => ({
	name: 'Call',
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters: { method: 'POST', url: `${system.url}/in` },
});

const waiting = (seconds: number): WorkflowNode => ({
	name: 'Wait',
	type: 'n8n-nodes-base.wait',
	typeVersion: 1.1,
	parameters: { resume: 'timeInterval', amount: seconds, unit: 'seconds' },
});

const bodyOf = (id: string) => JSON.stringify({ id, type: 'order.created', data: {} });

async function deliver(url: string, id: string, signal?: AbortSignal) {
	const body = bodyOf(id);
	const headers = { 'content-type': 'application/json', ...(await signed('olympusCloud', body)) };
	const response = await fetch(url, { method: 'POST', headers, body, signal });
	const text = await response.text();
	return [response.status, text === '' ? '' : JSON.parse(text)];
}

async function receiving(then: WorkflowNode[], options: object = {}, on: Client = n8n) {
	const parameters = { options: { ...FINISHED, ...options } };
	const started = await startReceiving(on, { platform: 'olympusCloud', parameters, then });
	const { url, workflow } = started;
	return {
		...started,
		deliver: async (id: string, signal?: AbortSignal) => await deliver(url, id, signal),
		/** How the runs so far have ended, the oldest first. */
		statuses: async () => (await on.executions(workflow)).map(({ status }) => status),
	};
}

it('a platform has its answer when the run has ended, and nothing of the workflow in it', async () => {
	const one = await receiving([waiting(1), call()]);
	expect(await one.deliver(newId())).toEqual(RECEIVED);
	expect(await one.statuses()).toEqual(['success']);
});

it.each([
	[{ answerStatus: 202 }, [202, { received: true }]],
	[{ answerStatus: 204 }, [204, '']],
	[{ answerBody: 'empty' }, [200, '']],
])('with %j the answer after the run is %j', async (options, answer) => {
	const one = await receiving([call()], options);
	expect(await one.deliver(newId())).toEqual(answer);
	expect(await one.statuses()).toEqual(['success']);
});

it('a run that fails is answered with 500, and runs again with the repetition', async () => {
	const one = await receiving([call()]);
	const id = newId();
	system.answer = { status: 500, body: 'down' };
	expect(await one.deliver(id)).toEqual(FAILED);
	expect(await one.deliver(id)).toEqual(FAILED);
	system.answer = { status: 200, body: {} };
	expect(await one.deliver(id)).toEqual(RECEIVED);
	expect(await one.deliver(id)).toEqual(DUPLICATE);
	expect(await one.statuses()).toEqual(['error', 'error', 'success']);
});

it("the platform's own schedule repeats the run until it ends well", async () => {
	const sandbox = await startSandbox({ repeats: true });
	const platform = sandboxClient(sandbox);
	await platform.settings({ retrySpeed: 300 });
	const one = await receiving([call()]);
	const olympusCloud = platforms.find(({ id }) => id === 'olympusCloud');
	if (!olympusCloud) throw new Error('No such platform');
	const { url } = one;
	addWebhook(sandbox.state, olympusCloud, { url, events: ['*'], secret: SIGNING_TEXT });
	system.answer = { status: 500, body: 'down' };
	expect(await platform.emit('order.created')).toEqual([500]);
	const [delivery] = sandbox.state.deliveries.values();
	await platform.until(async () => delivery.attempts.length === 2);
	system.answer = { status: 200, body: {} };
	await platform.until(async () => delivery.attempts.length === 3);
	await sandbox.close();
	expect(delivery.attempts.map(({ status }) => status)).toEqual([500, 500, 200]);
	expect(await one.statuses()).toEqual(['error', 'error', 'success']);
});

it('a repetition during the run is put off, and is a duplicate once the run has ended', async () => {
	const one = await receiving([waiting(18)]);
	const id = newId();
	const first = one.deliver(id);
	await sleep(500);
	expect(await one.deliver(id)).toEqual(IN_PROGRESS);
	expect(await one.deliver(id)).toEqual(DUPLICATE);
	expect(await first).toEqual(RECEIVED);
	expect(await one.statuses()).toEqual(['success']);
});

it.each([
	['well, the repetition is a duplicate', 200, DUPLICATE, ['success']],
	['in failure, the repetition runs', 500, FAILED, ['error', 'error']],
])('a caller hangs up, and the run goes on: where it ends %s', async (_, status, answer, runs) => {
	system.answer = { status, body: {} };
	const one = await receiving([waiting(3), call()]);
	const id = newId();
	const caller = new AbortController();
	const gone = one.deliver(id, caller.signal).catch(() => 'gone');
	await sleep(1_000);
	caller.abort();
	expect(await gone).toBe('gone');
	expect(await one.deliver(id)).toEqual(answer);
	expect(await one.statuses()).toEqual(runs);
});

it('a run that begins to wait for longer than a minute counts as ended well', async () => {
	const one = await receiving([waiting(3600)]);
	const id = newId();
	expect(await one.deliver(id)).toEqual(RECEIVED);
	expect(await one.deliver(id)).toEqual(DUPLICATE);
	expect(await one.statuses()).toEqual(['waiting']);
});

it('what is refused or ignored is answered at once', async () => {
	const one = await receiving([waiting(3600)], { payloadCheck: 'off' });
	const body = bodyOf(newId());
	const headers = { 'Content-Type': 'application/json' };
	expect((await post(one.url, { headers, body })).body).toEqual({ error: 'signature_missing' });
	expect(await one.statuses()).toEqual([]);
});

it('a node with an expression in a field cannot answer after the run, and says so', async () => {
	const conditions = {
		options: { version: 2, caseSensitive: true, typeValidation: 'loose', leftValue: '' },
		combinator: 'and',
		conditions: [
			{
				id: '1',
				leftValue: '={{ $json.data.total }}',
				rightValue: 5,
				operator: { type: 'number', operation: 'gt' },
			},
		],
	};
	const parameters = { conditions, options: FINISHED };
	const workflow = await prepareWorkflow(n8n, { platform: 'olympusCloud', parameters });
	await expect(n8n.activate(workflow)).rejects.toThrow('no field of this node can hold');
});

it('while the editor listens, a delivery is answered too', async () => {
	const one = await receiving([call()]);
	await n8n.deactivate(one.workflow);
	const test = await n8n.listenForTest(one.workflow, TRIGGER);
	expect(await deliver(test.url, newId())).toEqual(RECEIVED);
	expect(await one.received(1)).toMatchObject([{ event: 'order.created' }]);
});

it('after a restart the duplicates are known that were stored with a later delivery', async () => {
	const own = await startFreshN8n();
	try {
		const one = await receiving([call()], {}, own);
		const [first, second] = [newId(), newId()];
		expect(await one.deliver(first)).toEqual(RECEIVED);
		expect(await one.deliver(second)).toEqual(RECEIVED);
		await own.restart();
		expect(await one.deliver(first)).toEqual(DUPLICATE);
		expect(await one.statuses()).toEqual(['success', 'success']);
	} finally {
		await own.stop();
	}
});
