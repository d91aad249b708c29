import { sleep } from 'n8n-workflow';

import { poll } from '../../scripts/n8n/poll';
import { startFeed } from './harness/feed';
import { startFreshN8n } from './harness/n8n';
import { DUPLICATE, NOT_SELECTED, RECEIVED, startFlow } from './trigger/flow';
import { newId } from '../support/senders';

jest.setTimeout(240_000);

let n8n: Awaited<ReturnType<typeof startFreshN8n>>;
beforeAll(async () => {
	n8n = await startFreshN8n();
});

/** Writes back, at the end of its run, the copy of the static data that the run began with. */
const counter = {
	name: 'Count',
	type: 'n8n-nodes-base.code',
	typeVersion: 2,
	parameters: {
		jsCode:
			"const kept = $getWorkflowStaticData('global'); kept.count = (kept.count ?? 0) + 1; return $input.all();",
	},
};

const order = (id: string, type = 'order.created') => ({ id, type, data: { id: 'o1' } });

it('remembers deliveries beside a Code node that keeps static data, and stores them with a call that starts no run', async () => {
	const { send, received, runs } = await startFlow(n8n, {
		platform: 'olympusCloud',
		parameters: { events: ['order.created'] },
		then: [counter],
	});
	const ids = Array.from({ length: 4 }, () => newId());
	for (const [index, id] of ids.entries()) {
		expect(await send(order(id))).toEqual(RECEIVED);
		await received(index + 1);
	}
	for (const id of ids) expect(await send(order(id))).toEqual(DUPLICATE);

	// What was stored longer ago than a few seconds and is missing, something has overwritten.
	await sleep(6_000);
	for (const id of [newId(), newId()]) {
		expect(await send(order(id, 'order.ready'))).toEqual(NOT_SELECTED);
	}
	const notice = 'has overwritten which deliveries this node remembers';
	expect(n8n.log().split(notice)).toHaveLength(2);

	await n8n.restart();
	for (const id of ids) expect(await send(order(id))).toEqual(DUPLICATE);
	expect(await runs()).toBe(4);
});

it('remembers deliveries beside a trigger that polls, also when that has stored what it knew before them', async () => {
	const feed = await startFeed();
	const reader = {
		name: 'Feed',
		type: 'n8n-nodes-base.rssFeedReadTrigger',
		parameters: {
			feedUrl: feed.url,
			// n8n wants a minute between polls, so there is a schedule for each of several seconds.
			pollTimes: {
				item: [0, 10, 20, 30, 40, 50].map((second) => ({
					mode: 'custom',
					cronExpression: `${second} * * * * *`,
				})),
			},
		},
	};
	const { send, workflow } = await startFlow(n8n, {
		platform: 'olympusCloud',
		parameters: { events: ['order.created'] },
		beside: [reader],
	});
	const ids = Array.from({ length: 4 }, () => newId());
	for (const id of ids) expect(await send(order(id))).toEqual(RECEIVED);
	const stored = async () => JSON.stringify((await n8n.readWorkflow(workflow)).staticData);
	const rows = await stored();

	feed.add('Soup');
	await poll('the feed to be polled', async () => {
		const isPolled = (await n8n.executions(workflow)).some(({ mode }) => mode === 'trigger');
		return isPolled && (await stored()) !== rows ? true : undefined;
	});
	for (const id of ids) expect(await send(order(id))).toEqual(DUPLICATE);
	await sleep(6_000);
	expect(await send(order(newId(), 'order.ready'))).toEqual(NOT_SELECTED);

	await n8n.restart();
	for (const id of ids) expect(await send(order(id))).toEqual(DUPLICATE);
	await feed.close();
});
