import fc from 'fast-check';

import { RecentKeys } from '../../../lib/receive/recentKeys';

const key = (n: number) => String(n).padStart(8, '0');
const row = (numbers: readonly number[]) => numbers.map(key).join('');

function holding(numbers: readonly number[]): RecentKeys {
	const keys = new RecentKeys(100);
	for (const n of numbers) keys.add(key(n));
	return keys;
}

describe('RecentKeys.merge', () => {
	it.each([
		['what it holds already', [1, 2, 3], [1, 2, 3]],
		['an earlier state of itself', [1, 2, 3], [1, 2]],
		['a row of others', [1, 2, 3], [4, 5]],
		['others before what it holds', [1, 2, 3], [9, 8, 1, 2]],
		['others behind what it holds', [1, 2, 3], [2, 3, 4]],
		['others between what it holds', [1, 2, 3], [1, 7, 3]],
		['what it holds in another order', [1, 2, 3], [3, 2, 1]],
		['a row into nothing', [], [1, 2]],
		['nothing', [1, 2], []],
	])('knows everything after %s', (_, held, stored) => {
		const keys = holding(held);
		keys.merge(row(stored));
		expect([...held, ...stored].filter((n) => !keys.has(key(n)))).toEqual([]);
		expect(keys.toString()).toHaveLength(keys.size * 8);
	});

	it('is not misled by a key that stands across two of its own', () => {
		const keys = new RecentKeys(100);
		keys.add('aaaaaaab');
		keys.add('cddddddd');
		keys.merge('bcdddddd');
		expect(keys.has('bcdddddd')).toBe(true);
	});

	it('leaves out what was dropped here, in any row', () => {
		const number = fc.nat(12);
		fc.assert(
			fc.property(fc.array(number), fc.uniqueArray(number), (held, stored) => {
				const keys = new RecentKeys(5);
				for (const n of held) keys.add(key(n));
				const before = keys.toString();
				const known = held.filter((n) => keys.has(key(n)));
				const dropped = held.filter((n) => !keys.has(key(n)));
				keys.merge(row(stored));
				const news = stored.filter((n) => !known.includes(n) && !dropped.includes(n));
				if (news.length === 0) expect(keys.toString()).toBe(before);
				else expect(keys.has(key(news.at(-1) ?? 0))).toBe(true);
			}),
			{ numRuns: 2000 },
		);
	});
});
