import { sleep } from 'n8n-workflow';

import { newId, signed, SIGNING_TEXT } from '../support/senders';
import { TriggerHost } from './trigger/host';
import { type ServedTrigger, serveTrigger } from './trigger/serve';

let host: TriggerHost;
let served: ServedTrigger;
/** What happens in the runs of the workflow. */
let run: () => Promise<void> | void;

async function serve(options: object = {}) {
	host = new TriggerHost({
		parameters: {
			platform: 'olympusCloud',
			registration: 'manual',
			events: ['*'],
			options: { acknowledge: 'finished', ...options },
		},
		credentials: { hospitalityWebhookSecretApi: { secret: SIGNING_TEXT } },
	});
	served = await serveTrigger(host, { run: async () => await run() });
}

beforeEach(async () => {
	run = () => {};
	await serve();
});

afterEach(async () => {
	await served.close();
});

async function deliver(id: string, signal?: AbortSignal) {
	const body = JSON.stringify({ id, type: 'order.created', data: {} });
	const headers = { 'content-type': 'application/json', ...(await signed('olympusCloud', body)) };
	const response = await fetch(served.url, { method: 'POST', headers, body, signal });
	const text = await response.text();
	return [response.status, text === '' ? '' : JSON.parse(text)];
}

const RECEIVED = [200, { received: true }];
const DUPLICATE = [200, { received: true, duplicate: true }];
const FAILED = [500, { error: 'run_failed' }];

const fail = () => {
	throw new Error('The till is closed');
};

it('answers when the run has ended', async () => {
	let hasEnded = false;
	run = async () => {
		await sleep(50);
		hasEnded = true;
	};
	expect([await deliver(newId()), hasEnded]).toEqual([RECEIVED, true]);
});

it('answers 500 to a delivery whose run has failed, and runs its repetition', async () => {
	const id = newId();
	run = fail;
	expect(await deliver(id)).toEqual(FAILED);
	run = () => {};
	expect(await deliver(id)).toEqual(RECEIVED);
	expect(await deliver(id)).toEqual(DUPLICATE);
	expect(served.started).toHaveLength(2);
});

it.each([
	['well, its repetition is a duplicate', () => {}, DUPLICATE, 1],
	['in failure, its repetition runs', fail, FAILED, 2],
])('goes on when the caller hangs up: where it ends %s', async (_, end, answer, runs) => {
	let isRunning = false;
	let proceed = () => {};
	const held = new Promise<void>((resolve) => (proceed = resolve));
	run = async () => {
		isRunning = true;
		await held;
		end();
	};
	const id = newId();
	const caller = new AbortController();
	const first = deliver(id, caller.signal).catch(() => 'gone');
	while (!isRunning) await sleep(5);
	caller.abort();
	expect(await first).toBe('gone');
	const second = deliver(id);
	proceed();
	expect(await second).toEqual(answer);
	expect(served.started).toHaveLength(runs);
});

it('stores what has run with the next delivery', async () => {
	const [first, second] = [newId(), newId()];
	run = async () => await sleep(20);
	await deliver(first);
	await deliver(second);
	host.restart();
	expect(await deliver(first)).toEqual(DUPLICATE);
	expect(await deliver(second)).toEqual(RECEIVED);
});

it('answers after the run as the options say', async () => {
	await served.close();
	await serve({ answerStatus: 204 });
	expect(await deliver(newId())).toEqual([204, '']);
});

it('cannot be activated in an n8n that cannot answer after the run', async () => {
	host.restart('WEBHOOK_RESOLVERS');
	await expect(host.activate()).rejects.toThrow('needs a newer n8n than this one');
});

it('answers at once where a field holds an expression, and cannot be activated then', async () => {
	await expect(host.activate()).resolves.toBeUndefined();
	await served.close();
	await serve({ ipAllowList: '={{ "127.0.0.1" }}' });
	await expect(host.activate()).rejects.toThrow('no field of this node can hold an expression');
	run = fail;
	const id = newId();
	expect(await deliver(id)).toEqual(RECEIVED);
	expect(await deliver(id)).toEqual(DUPLICATE);
});
