import { sleep } from 'n8n-workflow';

import { connectToSharedN8n, type SharedN8n } from './harness/n8n';
import { startReceiving } from './trigger/receiving';
import { newId, signed } from '../support/senders';

jest.setTimeout(240_000);

const CALLERS = 60;
/** The callers hang up one after the other until then: before, while and after n8n handles them. */
const LAST_HANG_UP_MS = 2_500;
const LONGEST_ANSWER_MS = 5_000;

let n8n: SharedN8n;
beforeAll(async () => {
	n8n = await connectToSharedN8n();
});

async function send(url: string, id: string, signal: AbortSignal) {
	const body = JSON.stringify({ id, type: 'order.created', data: { id: 'o1' } });
	const headers = { 'content-type': 'application/json', ...(await signed('olympusCloud', body)) };
	const response = await fetch(url, { method: 'POST', headers, body, signal });
	return [response.status, ((await response.json()) as { received?: boolean }).received];
}

it('answers every repetition of callers that hung up at any moment, and runs each event once', async () => {
	const { url, received, runs } = await startReceiving(n8n, { platform: 'olympusCloud' });
	const ids = Array.from({ length: CALLERS }, () => newId());
	await Promise.all(
		ids.map(async (id, index) => {
			const caller = new AbortController();
			const call = send(url, id, caller.signal).catch(() => 'gone');
			await sleep((index * LAST_HANG_UP_MS) / CALLERS);
			caller.abort();
			await call;
		}),
	);
	const answers = await Promise.all(
		ids.map(async (id) => await send(url, id, AbortSignal.timeout(LONGEST_ANSWER_MS))),
	);
	expect(answers).toEqual(ids.map(() => [200, true]));
	const events = await received(CALLERS);
	expect(events.map(({ eventId }) => eventId).sort()).toEqual([...ids].sort());
	expect(await runs()).toBe(CALLERS);
});
