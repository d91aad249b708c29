'use strict';

/**
 * Each event once, and a part of them again at any later moment.
 *
 * @template T
 * @param {readonly T[]} events
 * @param {number} share of the events that is delivered twice
 * @returns {T[]} one for each delivery, in the order in which they are made
 */
function deliveryOrder(events, share) {
	const deliveries = events.map((event, at) => ({ event, at }));
	for (const { event, at } of [...deliveries]) {
		if (Math.random() >= share) continue;
		deliveries.push({ event, at: at + Math.random() * (events.length - at) });
	}
	return deliveries.sort((a, b) => a.at - b.at).map(({ event }) => event);
}

module.exports = { deliveryOrder };
