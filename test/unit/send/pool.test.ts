import { sleep } from 'n8n-workflow';

import { runPool, type Slot } from '../../../lib/send/pool';

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Runs tasks that note how many of them work at the same time. */
function observed(work: (item: number, slot: Slot) => Promise<void>) {
	const seen = { active: 0, most: 0, started: [] as number[], ended: [] as number[] };
	const task = async (item: number, slot: Slot) => {
		seen.started.push(item);
		seen.active += 1;
		seen.most = Math.max(seen.most, seen.active);
		await work(item, {
			during: async (waiting) =>
				await slot
					.during(async () => {
						seen.active -= 1;
						const result = await waiting();
						return result;
					})
					.finally(() => {
						seen.active += 1;
						seen.most = Math.max(seen.most, seen.active);
					}),
		});
		seen.active -= 1;
		seen.ended.push(item);
		return item * 2;
	};
	return { seen, task };
}

describe('runPool', () => {
	it('keeps results where their items stand, however long each takes', async () => {
		const { task } = observed(async (item) => await sleep(item % 3));
		expect(await runPool(numbers(7), task, { concurrency: 3 })).toEqual([0, 2, 4, 6, 8, 10, 12]);
		expect(await runPool([], task, { concurrency: 3 })).toEqual([]);
	});

	it.each([1, 4, 10])('runs %d at once and no more', async (concurrency) => {
		const { seen, task } = observed(async () => await sleep(1));
		await runPool(numbers(30), task, { concurrency });
		expect(seen.most).toBe(concurrency);
	});

	it('lets others go on while a task waits, and stays within the limit afterwards', async () => {
		let release: () => void = () => undefined;
		const released = new Promise<void>((resolve) => (release = resolve));
		const { seen, task } = observed(async (item, slot) => {
			if (item < 2) await slot.during(async () => await released);
			else if (item === 9) release();
			await sleep(1);
		});
		await runPool(numbers(10), task, { concurrency: 2 });
		expect(seen.ended).toHaveLength(10);
		expect(seen.most).toBe(2);
		expect(seen.ended.indexOf(2)).toBeLessThan(seen.ended.indexOf(0));
	});

	it('runs tasks of one key in order, waits included, and other keys beside them', async () => {
		const { seen, task } = observed(async (item, slot) => {
			await slot.during(async () => await sleep(item === 0 ? 20 : 1));
		});
		await runPool(numbers(6), task, {
			concurrency: 4,
			orderBy: (item) => (item % 2 === 0 ? 'even' : 'odd'),
		});
		expect(seen.ended.filter((item) => item % 2 === 0)).toEqual([0, 2, 4]);
		expect(seen.ended.filter((item) => item % 2 === 1)).toEqual([1, 3, 5]);
		expect(seen.ended.indexOf(5)).toBeLessThan(seen.ended.indexOf(0));
	});

	it('rejects with the error of a task and starts no further one', async () => {
		const { seen, task } = observed(async (item) => {
			await sleep(1);
			if (item === 3) throw new Error('broken');
		});
		await expect(runPool(numbers(50), task, { concurrency: 2 })).rejects.toThrow('broken');
		await sleep(20);
		expect(seen.started.length).toBeLessThan(8);
	});

	it('takes a concurrency below one for one', async () => {
		const { seen, task } = observed(async () => await sleep(0));
		await runPool(numbers(3), task, { concurrency: 0 });
		expect(seen.most).toBe(1);
	});
});
