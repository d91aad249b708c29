import { startChaos, type Chaos } from '../../sandbox/chaos/start';
import { runSender, type SenderOutcome, type SenderRun } from './sender/runNode';

let chaos: Chaos;
beforeEach(async () => {
	chaos = await startChaos();
});
afterEach(async () => await chaos.close());

const SECRET = 'topsecret-topsecret-topsecret';

function run(path: string, { parameters, ...rest }: Partial<SenderRun> = {}) {
	return runSender({
		parameters: {
			operation: 'send',
			platform: 'olympusCloud',
			event: 'order.created',
			data: '{"id": "ord_1"}',
			url: chaos.url + path,
			retrySchedule: 'custom',
			retryDelays: '0.1, 0.1',
			...parameters,
		},
		credentials: { hospitalityWebhookSecretApi: { secret: SECRET } },
		...rest,
	});
}

const time = (iso?: string | null) => Date.parse(iso ?? 'none');
const durable = { retryMode: 'durable' };
const counts = ({ outputs }: SenderOutcome) => outputs.map(({ length }) => length);
const delivery = (outcome: SenderOutcome, output: number, item = 0) =>
	outcome.json[output][item].delivery;

describe('in place', () => {
	it('tries again with the same id and body and a signature of its own', async () => {
		const outcome = await run('/statuses/503,500,200', { parameters: { retryDelays: '1, 0.1' } });
		expect(counts(outcome)).toEqual([1, 0]);
		const { eventId, attempts, status } = delivery(outcome, 0);
		expect(status).toBe('delivered');
		expect(attempts.map(({ statusCode }) => statusCode)).toEqual([503, 500, 200]);
		const arrivals = chaos.ledger.of(eventId);
		expect(new Set(arrivals.map(({ body }) => body.toString())).size).toBe(1);
		// The first two are at least a second apart, and the signature covers the second.
		expect(new Set(arrivals.map(({ headers }) => headers['x-olympus-signature'])).size).not.toBe(1);
	});

	it('says on Failed what came of each attempt', async () => {
		const outcome = await run('/status/500');
		expect(counts(outcome)).toEqual([0, 1]);
		expect(delivery(outcome, 1)).toMatchObject({
			status: 'failed',
			reason: 'exhausted',
			error: 'The endpoint answered with status 500; given up after 3 attempts',
			attempts: [
				{ number: 1, statusCode: 500, response: '{"error":"status 500"}' },
				{ number: 2, failure: { class: 'http' }, nextAttemptAt: expect.any(String) },
				{ number: 3, nextAttemptAt: null },
			],
		});
		expect(outcome.hints).toEqual(['1 event not delivered: see the output Failed']);
	});

	it('lets an item fail whose next attempt is too far away, and notes when it would be', async () => {
		const outcome = await run('/status/500', {
			parameters: { retryDelays: '0.1, 90', options: { maxWaitSeconds: 60 } },
		});
		expect(counts(outcome)).toEqual([0, 1]);
		const { reason, nextAttemptAt, attempts } = delivery(outcome, 1);
		expect([reason, attempts.length]).toEqual(['max_wait', 2]);
		expect(nextAttemptAt).toBe(attempts[1].nextAttemptAt);
	});

	it('lets an item of a durable sender fail that is due later than this one may wait', async () => {
		const parameters = { retryDelays: '90' };
		const first = await run('/status/500', { parameters: { ...parameters, ...durable } });
		const items = [...first.json[2], {}];
		const second = await run('/status/200', { parameters, items });
		expect(counts(second)).toEqual([1, 1]);
		expect(delivery(second, 1)).toMatchObject({
			id: delivery(first, 2).id,
			reason: 'max_wait',
			attempts: [{ statusCode: 500 }],
			nextAttemptAt: delivery(first, 2).nextAttemptAt,
		});
	});

	it('takes an item for a new event when what looks like its delivery is none', async () => {
		const { id, eventId, event, message } = delivery(await run('/status/200'), 0);
		const made = { id, eventId, event, message, status: 'retrying', attempts: [null] };
		const outcome = await run('/status/200', { items: [{ delivery: made }] });
		expect(counts(outcome)).toEqual([1, 0]);
		expect(delivery(outcome, 0).eventId).not.toBe(eventId);
	});

	it('does not try again what is final', async () => {
		const outcome = await run('/status/410');
		expect(delivery(outcome, 1)).toMatchObject({ reason: 'gone', attempts: [{ statusCode: 410 }] });
	});

	it.each([
		['roostSync', 60],
		['olympusCloud', 60],
		['standardWebhooks', 5],
	])('waits as %s has published it', async (retrySchedule, seconds) => {
		const outcome = await run('/status/500', {
			parameters: { retrySchedule, options: { maxWaitSeconds: 0 } },
		});
		const [{ at, durationMs, nextAttemptAt }] = delivery(outcome, 1).attempts;
		const waited = (time(nextAttemptAt) - time(at) - durationMs) / 1000;
		expect(Math.round(waited)).toBe(seconds);
	});

	it.each([
		['none', {}, 1],
		['fixed', { retryDelay: 0, retryAttempts: 3 }, 3],
		['exponential', { retryAttempts: 4, options: { baseSeconds: 0.01 } }, 4],
	])('makes as many attempts as the schedule %s says', async (retrySchedule, more, attempts) => {
		const outcome = await run('/status/500', { parameters: { retrySchedule, ...more } });
		expect(delivery(outcome, 1).attempts).toHaveLength(attempts);
	});

	it('stops waiting when the execution is cancelled', async () => {
		const { run: result } = await run('/status/500', {
			parameters: { retryDelays: '6' },
			onStart: ({ cancel }) => {
				const timer = AbortSignal.timeout(1500);
				timer.addEventListener('abort', cancel);
			},
		});
		expect(result.status).toBe('canceled');
	});

	it('brings every item out of exactly one output, in order and paired', async () => {
		const items = Array.from({ length: 60 }, (_, index) => ({ index }));
		const outcome = await run('/third', {
			items,
			parameters: { data: '={{ $json }}', retryDelays: '0.01', retrySchedule: 'custom' },
		});
		const all = outcome.outputs.flat();
		expect(all).toHaveLength(60);
		expect(outcome.outputs[1].length).toBeGreaterThan(0);
		for (const output of outcome.outputs) {
			const indexes = output.map(({ json }) => Number(json.index));
			expect(indexes).toEqual([...indexes].sort((a, b) => a - b));
			for (const { json, pairedItem } of output) {
				expect(pairedItem).toEqual({ item: json.index });
			}
		}
		for (const { eventId } of outcome.json[0].map((json) => json.delivery)) {
			expect(chaos.ledger.accepted(eventId)).toBe(1);
		}
	});

	it('keeps the order of items for one endpoint when asked to', async () => {
		const items = Array.from({ length: 8 }, (_, index) => ({ index }));
		await run('/statuses/500,200', {
			items,
			parameters: { data: '={{ $json }}', retryDelays: '0.05', options: { inOrder: true } },
		});
		const accepted = chaos.ledger
			.eventIds()
			.flatMap((id) => chaos.ledger.of(id))
			.filter(({ status }) => status === 200)
			.sort((a, b) => a.at - b.at)
			.map(({ body }) => (JSON.parse(body.toString()) as { data: { index: number } }).data.index);
		expect(accepted).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
	});
});

describe('durable', () => {
	it('hands on what has to wait, with one time for all that none may precede', async () => {
		const outcome = await run('', {
			items: [{ to: '/status/500' }, { to: '/retry-after/503?after=100' }, { to: '/ok' }],
			parameters: { ...durable, url: `=${chaos.url}{{ $json.to }}`, retryDelays: '80, 1' },
		});
		expect(counts(outcome)).toEqual([1, 0, 2]);
		const waiting = [delivery(outcome, 2, 0), delivery(outcome, 2, 1)];
		expect(waiting.map(({ status }) => status)).toEqual(['retrying', 'retrying']);
		expect(waiting[0].resumeAt).toBe(waiting[1].resumeAt);
		expect(waiting[1].resumeAt).toBe(waiting[1].nextAttemptAt);
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
		const bodies = chaos.ledger.of(a.eventId).map(({ body }) => body.toString());
		expect([bodies.length, new Set(bodies).size]).toEqual([3, 1]);
		expect(chaos.ledger.accepted(a.eventId)).toBe(1);
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
		const [, second] = chaos.ledger.of(delivery(first, 2).eventId);
		expect(second.at).toBeGreaterThanOrEqual(due);
	});

	it('refuses to start while Retry Later leads nowhere, before anything is sent', async () => {
		const outcome = await run('/ok', { parameters: durable, connected: [0, 1] });
		expect(outcome.error).toMatchObject({
			message: expect.stringContaining('The output Retry Later leads nowhere'),
			description: expect.stringContaining('Nothing has been sent'),
		});
		expect(chaos.ledger.eventIds()).toEqual([]);
	});

	it('keeps the fields of the item, so that expressions mean the same next time', async () => {
		const parameters = {
			...durable,
			url: `=${chaos.url}{{ $json.to }}`,
			data: '={{ $json.order }}',
		};
		const items = [{ to: '/statuses/500,200', order: { id: 'o1' } }];
		const first = await run('', { parameters, items });
		const second = await run('', { parameters, items: first.json[2] });
		expect(counts(second)).toEqual([1, 0, 0]);
		expect(second.json[0][0]).toMatchObject(items[0]);
	});
});

describe('an item that a sender put out', () => {
	it('is sent again as the same event, freshly signed, as a new delivery', async () => {
		const first = await run('/statuses/410,200');
		await new Promise<void>((resolve) => {
			AbortSignal.timeout(1100).addEventListener('abort', () => resolve());
		});
		const second = await run('/statuses/410,200', { items: first.json[1] });
		const [before, after] = [delivery(first, 1), delivery(second, 0)];
		expect(after).toMatchObject({ eventId: before.eventId, resendOf: before.id });
		expect(after.id).not.toBe(before.id);
		expect(after.attempts).toHaveLength(1);
		expect(after.error).toBeUndefined();
		const [one, two] = chaos.ledger.of(before.eventId);
		expect(two.body.equals(one.body)).toBe(true);
		expect(two.headers['x-olympus-signature']).not.toBe(one.headers['x-olympus-signature']);
	});

	it('becomes a new event for a node that is set to another one', async () => {
		const first = await run('/ok');
		const second = await run('/ok', {
			items: first.json[0],
			parameters: { event: 'order.completed', data: '={{ $json }}' },
		});
		expect(delivery(second, 0).eventId).not.toBe(delivery(first, 0).eventId);
		expect(delivery(second, 0).message.data).toEqual({});
	});

	it('becomes a new event when resending is switched off', async () => {
		const first = await run('/ok');
		const second = await run('/ok', {
			items: first.json[0],
			parameters: { options: { resend: false } },
		});
		expect(delivery(second, 0).eventId).not.toBe(delivery(first, 0).eventId);
	});
});
