import { deliver, type DeliverySettings } from '../../../lib/send/deliver';
import { parseEndpoint } from '../../../lib/send/endpoint';
import { createProof, platformFormat, prepareMessage } from '../../../lib/send/message';
import { runQueue } from '../../../lib/send/queue';
import type { Exchange, WireRequest } from '../../../lib/send/delivery';
import { olympusCloud } from '../../../platforms/olympusCloud';

const START = Date.UTC(2026, 0, 1);
const ANSWER_MS = 250;

const answer = (statusCode: number, retryAfter?: string): Exchange => ({
	statusCode,
	text: `status ${statusCode}`,
	failure: null,
	...(retryAfter !== undefined && { retryAfter }),
});

const parts: Parameters<typeof prepareMessage>[0] = {
	format: platformFormat(olympusCloud),
	endpoint: parseEndpoint('https://user:pass@example.com/hook?token=s3cret'),
	event: {
		name: 'order.created',
		id: 'evt_1',
		occurredAt: '2026-01-01T00:00:00Z',
		data: { id: 'ord_1' },
		account: {},
	},
	proof: createProof(olympusCloud.signature, { secret: 'a signing secret' }),
};
const message = prepareMessage(parts);

const settings: DeliverySettings = {
	plan: { kind: 'list', delaysSeconds: [1, 10, 30] },
	retryMode: 'inPlace',
	maxWaitSeconds: 60,
	timeoutSeconds: 30,
};

/** A world without real time: waiting and answering move the clock. */
function world(answers: Exchange[], signal?: AbortSignal) {
	const requests: WireRequest[] = [];
	const waits: number[] = [];
	let clock = START;
	const runtime = {
		transport: async (request: WireRequest) => {
			requests.push(request);
			clock += ANSWER_MS;
			return answers[Math.min(requests.length, answers.length) - 1];
		},
		now: () => clock,
		random: () => 0.5,
		wait: async (ms: number) => {
			waits.push(ms);
			clock += ms;
		},
		signal,
	};
	return { runtime, requests, waits };
}

const job = { id: 'del_1', message };

describe('deliver', () => {
	it('describes an accepted delivery without what is secret in its URL', async () => {
		const { runtime } = world([answer(202)]);
		expect(await deliver(job, settings, runtime)).toEqual({
			id: 'del_1',
			eventId: 'evt_1',
			event: 'order.created',
			platform: 'olympusCloud',
			url: 'https://example.com/hook?token=***',
			status: 'delivered',
			attempts: [
				{
					number: 1,
					at: '2026-01-01T00:00:00.000Z',
					durationMs: 250,
					statusCode: 202,
					response: 'status 202',
					failure: null,
					nextAttemptAt: null,
				},
			],
			nextAttemptAt: null,
		});
	});

	it.each([
		['the answer was cut off', { statusCode: 200, failure: 'reset' }, 'delivered'],
		['no answer came in time', { statusCode: null, failure: 'timeout' }, 'delivered'],
		['no connection could be made', { statusCode: null, failure: 'connection_refused' }, 'failed'],
		['the name was not found', { statusCode: null, failure: 'dns' }, 'failed'],
	] as const)('a 409 after an attempt of which %s', async (_, { statusCode, failure }, status) => {
		const lost: Exchange = { statusCode, text: '', failure: { class: failure, message: '' } };
		const { runtime } = world([lost, answer(409)]);
		expect(await deliver(job, settings, runtime)).toMatchObject({ status });
	});

	it('waits for its turn before each attempt, and makes none when it is cancelled meanwhile', async () => {
		const cancelling = new AbortController();
		const { runtime, requests, waits } = world([answer(500)], cancelling.signal);
		let turns = 0;
		const pace = () => {
			turns += 1;
			if (turns === 2) cancelling.abort();
			return 400;
		};
		const delivery = await deliver(job, settings, { ...runtime, pace });
		expect([turns, requests.length]).toEqual([2, 1]);
		expect(waits).toEqual([400, 1000, 400]);
		expect(delivery).toMatchObject({ status: 'failed', reason: 'cancelled' });
	});

	it('waits for its turn without a place, which another delivery takes', async () => {
		const { runtime, requests } = world([answer(200)]);
		const other = prepareMessage({
			...parts,
			endpoint: parseEndpoint('https://example.com/other'),
		});
		await runQueue(
			[
				{ job, pace: () => 400 },
				{ job: { id: 'del_2', message: other }, pace: () => 0 },
			],
			async (one, limit) => await deliver(one.job, settings, { ...runtime, limit, pace: one.pace }),
			{ concurrency: 1 },
		);
		expect(requests.map(({ url }) => url)).toEqual([
			'https://example.com/other',
			'https://example.com/hook?token=s3cret',
		]);
	});

	it('tries again after the waits of the schedule, with the same body and a new signature', async () => {
		const { runtime, requests, waits } = world([answer(500), answer(503), answer(200)]);
		const delivery = await deliver(job, settings, runtime);
		expect(waits).toEqual([1000, 10_000]);
		expect(delivery).toMatchObject({
			status: 'delivered',
			attempts: [
				{ number: 1, statusCode: 500, nextAttemptAt: '2026-01-01T00:00:01.250Z' },
				{ number: 2, at: '2026-01-01T00:00:01.250Z', nextAttemptAt: '2026-01-01T00:00:11.500Z' },
				{ number: 3, at: '2026-01-01T00:00:11.500Z', nextAttemptAt: null },
			],
		});
		expect(new Set(requests.map(({ body }) => body)).size).toBe(1);
		const signatures = requests.map(({ headers }) => headers['X-Olympus-Signature']);
		expect(signatures.map((value) => value.slice(0, 12))).toEqual([
			't=1767225600',
			't=1767225601',
			't=1767225611',
		]);
		expect(requests[0]).toMatchObject({
			url: 'https://example.com/hook?token=s3cret',
			timeoutMs: 30_000,
		});
	});

	it('ends as exhausted after the last attempt', async () => {
		const { runtime, requests } = world([answer(500)]);
		const delivery = await deliver(job, settings, runtime);
		expect(delivery).toMatchObject({ status: 'failed', reason: 'exhausted', nextAttemptAt: null });
		expect(requests).toHaveLength(4);
		expect(delivery.attempts.at(-1)?.nextAttemptAt).toBeNull();
	});

	it.each([
		[answer(410), 'gone'],
		[answer(400), 'rejected'],
		[answer(302), 'rejected'],
		[
			{ ...answer(0), statusCode: null, failure: { class: 'blocked', message: 'No' } } as Exchange,
			'rejected',
		],
	])('makes one attempt for an answer that is final: %#', async (exchange, reason) => {
		const { runtime, requests } = world([exchange]);
		const delivery = await deliver(job, settings, runtime);
		expect(delivery).toMatchObject({ status: 'failed', reason, nextAttemptAt: null });
		expect(requests).toHaveLength(1);
	});

	it('waits as long as the endpoint asks, never less than the schedule says', async () => {
		const { runtime, waits } = world([answer(429, '7'), answer(503, '2'), answer(200)]);
		await deliver(job, settings, runtime);
		expect(waits).toEqual([7000, 10_000]);
	});

	it('gives up when the waits together would pass the limit, and notes the next time', async () => {
		const { runtime, requests, waits } = world([answer(500)]);
		const delivery = await deliver(job, { ...settings, maxWaitSeconds: 11 }, runtime);
		expect(waits).toEqual([1000, 10_000]);
		expect(requests).toHaveLength(3);
		expect(delivery).toMatchObject({
			status: 'failed',
			reason: 'max_wait',
			nextAttemptAt: '2026-01-01T00:00:41.750Z',
		});
		expect(delivery.attempts.at(-1)?.nextAttemptAt).toBe('2026-01-01T00:00:41.750Z');
	});

	it('makes one attempt a run when durable, and goes on where the last run ended', async () => {
		const durable: DeliverySettings = { ...settings, retryMode: 'durable', maxWaitSeconds: 0 };
		const first = await deliver(job, durable, world([answer(500)]).runtime);
		expect(first).toMatchObject({
			status: 'retrying',
			nextAttemptAt: '2026-01-01T00:00:01.250Z',
			attempts: [{ number: 1 }],
		});
		expect(first).not.toHaveProperty('reason');

		let earlier = first.attempts;
		for (const number of [2, 3]) {
			const next = await deliver({ ...job, earlier }, durable, world([answer(500)]).runtime);
			expect(next.attempts).toHaveLength(number);
			expect(next.status).toBe('retrying');
			earlier = next.attempts;
		}
		const last = await deliver({ ...job, earlier }, durable, world([answer(500)]).runtime);
		expect(last).toMatchObject({ status: 'failed', reason: 'exhausted' });
		expect(last.attempts.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
		expect(first.attempts).toHaveLength(1);
	});

	it('sends nothing when the execution is cancelled before', async () => {
		const { runtime, requests } = world([answer(200)], AbortSignal.abort());
		const delivery = await deliver(job, settings, runtime);
		expect(delivery).toMatchObject({ status: 'failed', reason: 'cancelled', attempts: [] });
		expect(requests).toHaveLength(0);
	});

	it('sends nothing more when the execution is cancelled during a wait', async () => {
		const controller = new AbortController();
		const { runtime, requests } = world([answer(500)], controller.signal);
		const wait = async () => controller.abort();
		const delivery = await deliver(job, settings, { ...runtime, wait });
		expect(delivery).toMatchObject({ status: 'failed', reason: 'cancelled' });
		expect(requests).toHaveLength(1);
	});

	it('keeps what the endpoint echoes out of the log', async () => {
		const { runtime, requests } = world([]);
		const transport = async (request: WireRequest): Promise<Exchange> => {
			requests.push(request);
			return {
				...answer(400),
				text: JSON.stringify({ headers: request.headers, key: 'a signing secret' }),
			};
		};
		const delivery = await deliver(job, settings, { ...runtime, transport });
		const { headers } = requests[0];
		const logged = JSON.stringify(delivery);
		expect(delivery.attempts[0].response).toContain('***');
		for (const value of [
			'a signing secret',
			'pass',
			's3cret',
			headers.Authorization,
			headers['X-Olympus-Signature'],
			headers['X-Olympus-Signature'].slice(-64),
		]) {
			expect(logged).not.toContain(value);
		}
	});
});
