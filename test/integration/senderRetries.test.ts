import { startSelfSignedServer } from '../support/selfSignedServer';
import { counts, delivery, durable, retryRuns, time } from './sender/retryRuns';

const { chaos, run } = retryRuns();

describe('in place', () => {
	it('tries again with the same id and body and a signature of its own', async () => {
		const outcome = await run('/statuses/503,500,200', { parameters: { retryDelays: '1, 0.1' } });
		expect(counts(outcome)).toEqual([1, 0]);
		const { eventId, attempts, status } = delivery(outcome, 0);
		expect(status).toBe('delivered');
		expect(attempts.map(({ statusCode }) => statusCode)).toEqual([503, 500, 200]);
		const arrivals = chaos().ledger.of(eventId);
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
		const second = await run('/status/500', { parameters, items: first.json[2] });
		expect(counts(second)).toEqual([0, 1]);
		expect(delivery(second, 1)).toMatchObject({
			id: delivery(first, 2).id,
			reason: 'max_wait',
			attempts: [{ statusCode: 500 }],
			nextAttemptAt: delivery(first, 2).nextAttemptAt,
		});
	});

	it('takes an item for a new event when its delivery was not sealed with the secret of this node', async () => {
		const first = await run('/status/500', { parameters: durable });
		const foreign = await run('/ok', {
			items: first.json[2],
			credentials: { hospitalityWebhookSecretApi: { secret: 'another-another-another' } },
		});
		expect(counts(foreign)).toEqual([1, 0]);
		expect(delivery(foreign, 0).eventId).not.toBe(delivery(first, 2).eventId);
	});

	it('signs nothing that an item from elsewhere asks for', async () => {
		const forged = {
			id: 'dlv_1',
			eventId: 'evt_1',
			event: 'payment.processed',
			status: 'retrying',
			attempts: [],
			message: { occurredAt: '2026-01-01T00:00:00Z', data: { total: 1 }, account: {} },
			state: 'e30.e30',
		};
		const outcome = await run('/ok', { items: [{ delivery: forged }] });
		const [arrival] = chaos().ledger.of(delivery(outcome, 0).eventId);
		expect(JSON.parse(arrival.body.toString())).toMatchObject({
			type: 'order.created',
			data: { id: 'ord_1' },
		});
	});

	it('takes an item for a new event when it was for another endpoint, event or platform', async () => {
		const first = await run('/status/500', { parameters: durable });
		const others = [
			await run('/elsewhere/../ok', { items: first.json[2] }),
			await run('/status/500', {
				items: first.json[2],
				parameters: { event: 'order.completed', retrySchedule: 'none' },
			}),
			await run('/status/500', {
				items: first.json[2],
				parameters: { platform: 'roostSync', event: 'order.created', retrySchedule: 'none' },
			}),
		];
		const known = delivery(first, 2).eventId;
		for (const outcome of others) {
			const [item] = outcome.json.flat();
			expect([item.delivery.eventId === known, item.delivery.attemptCount]).toEqual([false, 1]);
		}
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
			expect(chaos().ledger.accepted(eventId)).toBe(1);
		}
	});

	it('keeps the order of items for one endpoint when asked to', async () => {
		const items = Array.from({ length: 8 }, (_, index) => ({ index }));
		await run('/statuses/500,200', {
			items,
			parameters: { data: '={{ $json }}', retryDelays: '0.05', options: { inOrder: true } },
		});
		const accepted = chaos()
			.ledger.eventIds()
			.flatMap((id) => chaos().ledger.of(id))
			.filter(({ status }) => status === 200)
			.sort((a, b) => a.at - b.at)
			.map(({ body }) => (JSON.parse(body.toString()) as { data: { index: number } }).data.index);
		expect(accepted).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
	});
});

describe('what the options say of trying again', () => {
	it('Retry On adds answers to those of the schedule', async () => {
		const plain = await run('/statuses/404,200');
		expect(delivery(plain, 1)).toMatchObject({ status: 'failed', reason: 'rejected' });
		const more = await run('/statuses/404,200', { parameters: { options: { retryOn: '404' } } });
		expect(delivery(more, 0).attempts.map(({ statusCode }) => statusCode)).toEqual([404, 200]);
	});

	it('a Retry On that is no status stops the node before anything is sent', async () => {
		const { error } = await run('/ok', { parameters: { options: { retryOn: 'always' } } });
		expect(error?.message).toBe('"always" is no status that could be tried again');
		expect(chaos().ledger.eventIds()).toEqual([]);
	});

	it('the schedule of a platform tries again what that platform does', async () => {
		const of = async (retrySchedule: string, status: number) => {
			const parameters = { retrySchedule, ...durable };
			return counts(await run(`/status/${status}`, { parameters }));
		};
		// Delivered, Failed, Retry Later.
		expect(await of('standardWebhooks', 404)).toEqual([0, 0, 1]);
		expect(await of('olympusCloud', 404)).toEqual([0, 1, 0]);
		expect(await of('olympusCloud', 408)).toEqual([0, 1, 0]);
		expect(await of('olympusCloud', 503)).toEqual([0, 0, 1]);
		expect(await of('roostSync', 404)).toEqual([0, 1, 0]);
		expect(await of('roostSync', 429)).toEqual([0, 0, 1]);
	});

	it('Rate per Second keeps attempts at one endpoint apart', async () => {
		const items = Array.from({ length: 4 }, (_, id) => ({ id }));
		const outcome = await run('/ok', { items, parameters: { options: { ratePerSecond: 10 } } });
		expect(counts(outcome)).toEqual([4, 0]);
		const starts = outcome.json[0].map((item) => time(item.delivery.attempts[0].at)).sort();
		// Three gaps of a tenth of a second; timers may end a millisecond early.
		expect(starts[3] - starts[0]).toBeGreaterThanOrEqual(295);
	});

	it('a time limit that is no whole number of milliseconds holds', async () => {
		const outcome = await run('/ok', { parameters: { options: { timeoutSeconds: 2.01 } } });
		expect(counts(outcome)).toEqual([1, 0]);
	});
});

describe('an endpoint with a certificate of its own', () => {
	let server: Awaited<ReturnType<typeof startSelfSignedServer>>;
	beforeAll(async () => {
		server = await startSelfSignedServer();
	});
	afterAll(() => server.close());

	it('gets nothing, unless SSL issues are ignored', async () => {
		const refused = await run('', { parameters: { url: server.url, retrySchedule: 'none' } });
		expect(delivery(refused, 1).attempts[0].failure).toMatchObject({ class: 'tls' });
		const options = { allowUnauthorizedCerts: true };
		const taken = await run('', {
			parameters: { url: server.url, retrySchedule: 'none', options },
		});
		expect(delivery(taken, 0).status).toBe('delivered');
	});
});
