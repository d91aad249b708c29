import { sleep } from 'n8n-workflow';

import { Pacer, runQueue } from '../../../lib/send/queue';

/** A promise and what settles it. */
function deferred() {
	let resolve: () => void = () => undefined;
	const promise = new Promise<void>((done) => (resolve = done));
	return { promise, resolve };
}

/** After everything that only waited for promises has gone on. */
const settled = async () => await sleep(1);

describe('runQueue', () => {
	it('gives results where their items stand', async () => {
		const results = await runQueue(
			[3, 1, 2],
			async (item, limit) => await limit(async () => item * 2),
			{ concurrency: 2 },
		);
		expect(results).toEqual([6, 2, 4]);
	});

	it('has no more attempts under way than allowed', async () => {
		const gates = Array.from({ length: 5 }, deferred);
		const started: number[] = [];
		const running = runQueue(
			[0, 1, 2, 3, 4],
			async (item, limit) =>
				await limit(async () => {
					started.push(item);
					await gates[item].promise;
				}),
			{ concurrency: 2 },
		);
		await settled();
		expect(started).toEqual([0, 1]);
		gates[1].resolve();
		await settled();
		expect(started).toEqual([0, 1, 2]);
		gates.forEach(({ resolve }) => resolve());
		await running;
		expect(started).toEqual([0, 1, 2, 3, 4]);
	});

	it('gives the place away while an item waits for its next attempt', async () => {
		const gate = deferred();
		const done: string[] = [];
		const running = runQueue(
			['waits', 'goes'],
			async (item, limit) => {
				await limit(async () => undefined);
				if (item === 'waits') await gate.promise;
				await limit(async () => void done.push(item));
			},
			{ concurrency: 1 },
		);
		await settled();
		expect(done).toEqual(['goes']);
		gate.resolve();
		await running;
		expect(done).toEqual(['goes', 'waits']);
	});

	it('handles items of one key one after the other, and keys side by side', async () => {
		const gates = { a1: deferred(), b1: deferred(), a2: deferred() };
		const started: string[] = [];
		const running = runQueue(
			['a1', 'a2', 'b1'] as const,
			async (item) => {
				started.push(item);
				await gates[item].promise;
			},
			{ concurrency: 10, orderBy: ([key]) => key },
		);
		await settled();
		expect(started).toEqual(['a1', 'b1']);
		gates.a1.resolve();
		await settled();
		expect(started).toEqual(['a1', 'b1', 'a2']);
		gates.a2.resolve();
		gates.b1.resolve();
		await running;
	});

	it('rejects with what a task rejects with, and frees its place', async () => {
		const done: number[] = [];
		const running = runQueue(
			[0, 1],
			async (item, limit) =>
				await limit(async () => {
					if (item === 0) throw new Error('broken');
					done.push(item);
				}),
			{ concurrency: 1 },
		);
		await expect(running).rejects.toThrow('broken');
		await settled();
		expect(done).toEqual([1]);
	});
});

describe('Pacer', () => {
	it('spaces attempts at one endpoint evenly, and leaves others alone', () => {
		const pacer = new Pacer();
		const waits = [0, 0, 0, 700].map((nowMs) => pacer.reserve('a', 4, nowMs));
		expect(waits).toEqual([0, 250, 500, 50]);
		expect(pacer.reserve('b', 4, 0)).toBe(0);
		expect(pacer.reserve('a', 4, 60_000)).toBe(0);
	});
});
