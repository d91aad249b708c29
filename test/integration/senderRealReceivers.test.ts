import { delivery, retryRuns } from './sender/retryRuns';

const { chaos, run } = retryRuns();

const bodyOf = (eventId: string) => chaos().ledger.of(eventId)[0].body.toString();

it('JSON that was typed keeps the digits of whole numbers beyond 2^53', async () => {
	const outcome = await run('/ok', {
		parameters: { data: '{"price": 12.50, "ref": 820982911946154508}', retrySchedule: 'none' },
	});
	const { eventId } = delivery(outcome, 0);
	expect(JSON.parse(bodyOf(eventId))).toMatchObject({
		data: { price: 12.5, ref: '820982911946154508' },
	});
});

it('409 is delivered where the answer before it was lost, and a failure where it comes at once', async () => {
	const taken = await run('/lost/409');
	expect(delivery(taken, 0)).toMatchObject({
		status: 'delivered',
		attempts: [{ statusCode: null }, { statusCode: 409 }],
	});
	const refused = await run('/status/409');
	expect(delivery(refused, 1)).toMatchObject({ status: 'failed', reason: 'rejected' });
});

it('a Unix time in Retry-After is the moment at which the wait ends', async () => {
	const ahead = Math.ceil(Date.now() / 1000) + 1;
	const outcome = await run(`/retry-after/429?after=${ahead}`);
	const { status, attempts } = delivery(outcome, 0);
	expect([status, attempts.map(({ statusCode }) => statusCode)]).toEqual(['delivered', [429, 200]]);
	expect(Date.parse(attempts[1].at)).toBeGreaterThanOrEqual(ahead * 1000 - 50);
});

it('a receiver that answers 404 while it restarts gets its event by a schedule that repeats 4xx', async () => {
	const outcome = await run('/statuses/404,404,200', {
		parameters: { options: { retryOn: '4xx' } },
	});
	expect(delivery(outcome, 0).attempts.map(({ statusCode }) => statusCode)).toEqual([
		404, 404, 200,
	]);
});
