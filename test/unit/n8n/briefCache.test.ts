import { BriefCache } from '../../../lib/n8n/briefCache';

const KEEP_MS = 1000;

/** Counts how often each key is loaded. */
function counted(outcome: (loads: number) => Promise<string>) {
	const cache = new BriefCache<string>(KEEP_MS);
	let loads = 0;
	const get = async (key: string, nowMs: number) =>
		await cache.get(key, nowMs, async () => await outcome((loads += 1)));
	return { get, loads: () => loads };
}

describe('BriefCache.get', () => {
	it('loads once for the calls of its time, also while the first one is loading', async () => {
		const { get, loads } = counted(async (n) => `value ${n}`);
		expect(await Promise.all([get('a', 5000), get('a', 5000), get('a', 5999)])).toEqual([
			'value 1',
			'value 1',
			'value 1',
		]);
		expect(loads()).toBe(1);
	});

	it('loads again when the time is over, or the clock was set back', async () => {
		const { get } = counted(async (n) => `value ${n}`);
		expect(await get('a', 5000)).toBe('value 1');
		expect(await get('a', 6000)).toBe('value 2');
		expect(await get('a', 5999)).toBe('value 3');
	});

	it('keeps keys apart', async () => {
		const { get } = counted(async (n) => `value ${n}`);
		expect([await get('a', 5000), await get('b', 5000)]).toEqual(['value 1', 'value 2']);
	});

	it('gives a failure to those who waited for it, and to nobody after them', async () => {
		const { get } = counted(async (n) => {
			if (n === 1) throw new Error('No database');
			return `value ${n}`;
		});
		const waiting = await Promise.allSettled([get('a', 5000), get('a', 5000)]);
		expect(waiting.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
		expect(await get('a', 5000)).toBe('value 2');
	});
});
