import { startFreshN8n } from './harness/n8n';
import { DUPLICATE, RECEIVED, startFlow } from './trigger/flow';
import { newId, signed } from '../support/senders';

jest.setTimeout(300_000);

/** Keeps the one execution that may run busy, in the process. */
const busy = {
	name: 'Cook',
	type: 'n8n-nodes-base.wait',
	typeVersion: 1.1,
	parameters: { resume: 'timeInterval', amount: 4, unit: 'seconds' },
};
const PATIENCE_MS = 1_000;

it('runs each event once where n8n does not answer because its limit of executions is reached, and the platform repeats it', async () => {
	const n8n = await startFreshN8n({ env: { N8N_CONCURRENCY_PRODUCTION_LIMIT: '1' } });
	const { url, send, received, runs } = await startFlow(n8n, {
		platform: 'olympusCloud',
		then: [busy],
	});
	const order = (id: string) => ({ id, type: 'order.created', data: { id: 'o1' } });
	const [first, second, third] = [newId(), newId(), newId()];
	const givenUp = async (id: string) => {
		const body = JSON.stringify(order(id));
		const headers = { 'Content-Type': 'application/json', ...(await signed('olympusCloud', body)) };
		const signal = AbortSignal.timeout(PATIENCE_MS);
		return await fetch(url, { method: 'POST', headers, body, signal }).catch(
			(error: Error) => error.name,
		);
	};

	expect(await send(order(first))).toEqual(RECEIVED);
	expect(await Promise.all([second, third].map(givenUp))).toEqual(['TimeoutError', 'TimeoutError']);
	const repetitions = [second, third, first].map(async (id) => await send(order(id)));
	expect(await Promise.all(repetitions)).toEqual([DUPLICATE, DUPLICATE, DUPLICATE]);
	const events = await received(3);
	expect(events.map(({ eventId }) => eventId).sort()).toEqual([first, second, third].sort());
	expect(await runs()).toBe(3);
});
