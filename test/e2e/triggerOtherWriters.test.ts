import { sleep } from 'n8n-workflow';

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
