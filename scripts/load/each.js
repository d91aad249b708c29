'use strict';

/**
 * Does the work for every item, so many at a time, in the order of the items.
 *
 * @template T
 * @param {readonly T[]} items
 * @param {number} atATime
 * @param {(item: T, index: number) => Promise<void>} work
 */
async function each(items, atATime, work) {
	let next = 0;
	const lane = async () => {
		while (next < items.length) {
			const index = next++;
			await work(items[index], index);
		}
	};
	await Promise.all(Array.from({ length: Math.min(atATime, items.length) }, lane));
}

module.exports = { each };
