import { counts, delivery, durable, retryRuns, time } from './sender/retryRuns';

const { chaos, run } = retryRuns();

describe('durable', () => {
	it('hands on what has to wait, with one time for all: when the first of them is due', async () => {
		const outcome = await run('', {
			items: [{ to: '/status/500' }, { to: '/retry-after/503?after=100' }, { to: '/ok' }],
			parameters: { ...durable, url: `=${chaos().url}{{ $json.to }}`, retryDelays: '80, 1' },
		});
		expect(counts(outcome)).toEqual([1, 0, 2]);
		const waiting = [delivery(outcome, 2, 0), delivery(outcome, 2, 1)];
		expect(waiting.map(({ status }) => status)).toEqual(['retrying', 'retrying']);
		expect(waiting[0].resumeAt).toBe(waiting[1].resumeAt);
		expect(waiting[0].resumeAt).toBe(waiting[0].nextAttemptAt);
		expect(time(waiting[0].nextAttemptAt)).toBeLessThan(time(waiting[1].nextAttemptAt));
	});

	it('waits long enough for the Wait node to store it', async () => {
		const outcome = await run('/status/500', { parameters: durable });
		const { attempts, resumeAt } = delivery(outcome, 2);
		const seconds = (time(resumeAt) - time(attempts[0].at)) / 1000;
		expect(seconds).toBeGreaterThan(65);
		expect(seconds).toBeLessThan(90);
	});

	it('goes on with its schedule when the item comes round, and delivers once', async () => {
		const first = await run('/statuses/500,500,200', { parameters: durable });
		const second = await run('/statuses/500,500,200', {
			parameters: durable,
			items: first.json[2],
		});
		const third = await run('/statuses/500,500,200', {
			parameters: durable,
			items: second.json[2],
		});
		expect([counts(first), counts(second), counts(third)]).toEqual([
			[0, 0, 1],
			[0, 0, 1],
			[1, 0, 0],
		]);
		const [a, b, c] = [delivery(first, 2), delivery(second, 2), delivery(third, 0)];
		expect([a.id, a.eventId]).toEqual([c.id, c.eventId]);
		expect(c.attempts.map(({ number }) => number)).toEqual([1, 2, 3]);
		expect(c.attempts.slice(0, 2)).toEqual(b.attempts);
		expect(c.resumeAt).toBeUndefined();
		const bodies = chaos()
			.ledger.of(a.eventId)
			.map(({ body }) => body.toString());
		expect([bodies.length, new Set(bodies).size]).toEqual([3, 1]);
		expect(chaos().ledger.accepted(a.eventId)).toBe(1);
	});

	it('ends on Failed when the schedule does', async () => {
		const parameters = { ...durable, retryDelays: '0.1' };
		const first = await run('/status/500', { parameters });
		const second = await run('/status/500', { parameters, items: first.json[2] });
		expect(counts(second)).toEqual([0, 1, 0]);
		expect(delivery(second, 1)).toMatchObject({ reason: 'exhausted', attempts: [{}, {}] });
	});

	it('never sends before the time, even when nobody waited', async () => {
		const parameters = { ...durable, retryDelays: '1' };
		const first = await run('/statuses/500,200', { parameters });
		const due = time(delivery(first, 2).nextAttemptAt);
		await run('/statuses/500,200', { parameters, items: first.json[2] });
		const [, second] = chaos().ledger.of(delivery(first, 2).eventId);
		expect(second.at).toBeGreaterThanOrEqual(due);
	});

	it('refuses to start while Retry Later leads nowhere, before anything is sent', async () => {
		const outcome = await run('/ok', { parameters: durable, connected: [0, 1] });
		expect(outcome.error).toMatchObject({
			message: expect.stringContaining('The output Retry Later leads nowhere'),
			description: expect.stringContaining('Nothing has been sent'),
		});
		expect(chaos().ledger.eventIds()).toEqual([]);
	});

	it('keeps the fields of the item, so that expressions mean the same next time', async () => {
		const parameters = {
			...durable,
			url: `=${chaos().url}{{ $json.to }}`,
			data: '={{ $json.order }}',
		};
		const items = [{ to: '/statuses/500,200', order: { id: 'o1' } }];
		const first = await run('', { parameters, items });
		const second = await run('', { parameters, items: first.json[2] });
		expect(counts(second)).toEqual([1, 0, 0]);
		expect(second.json[0][0]).toMatchObject(items[0]);
	});
});

const resend = { options: { resend: true } };

describe('an item that a sender put out, where Send Items of a Sender Again is on', () => {
	it('is sent again as the same event, freshly signed, as a new delivery', async () => {
		const first = await run('/statuses/410,200');
		await new Promise<void>((resolve) => {
			AbortSignal.timeout(1100).addEventListener('abort', () => resolve());
		});
		const second = await run('/statuses/410,200', { items: first.json[1], parameters: resend });
		const [before, after] = [delivery(first, 1), delivery(second, 0)];
		expect(after).toMatchObject({ eventId: before.eventId, resendOf: before.id });
		expect(after.id).not.toBe(before.id);
		expect(after.attempts).toHaveLength(1);
		expect(after.error).toBeUndefined();
		const [one, two] = chaos().ledger.of(before.eventId);
		expect(two.body.equals(one.body)).toBe(true);
		expect(two.headers['x-olympus-signature']).not.toBe(one.headers['x-olympus-signature']);
	});

	it('becomes a new event for a node that is set to another one', async () => {
		const first = await run('/ok');
		const second = await run('/ok', {
			items: first.json[0],
			parameters: { ...resend, event: 'order.completed', data: '={{ $json }}' },
		});
		const { eventId } = delivery(second, 0);
		expect(eventId).not.toBe(delivery(first, 0).eventId);
		const [{ body }] = chaos().ledger.of(eventId);
		expect(JSON.parse(body.toString())).toMatchObject({ data: {} });
	});

	it('becomes a new event where it is off, as it is at first', async () => {
		const first = await run('/ok');
		const second = await run('/ok', {
			items: first.json[0],
		});
		expect(delivery(second, 0).eventId).not.toBe(delivery(first, 0).eventId);
	});
});
