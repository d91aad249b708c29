// @ts-check
/**
 * Lets contenders take turns, so that what else the machine does weighs on all.
 *
 * @template T
 * @param {readonly string[]} names
 * @param {{ rounds: number, warmUp: number }} options rounds that count, and those before them
 * @param {(name: string, isWarmUp: boolean) => Promise<T>} heat
 * @returns {Promise<Record<string, T>[]>} what each round gave, by name
 */
async function takeTurns(names, { rounds, warmUp }, heat) {
	const counted = [];
	for (let round = -warmUp; round < rounds; round += 1) {
		/** @type {Record<string, T>} */
		const heats = {};
		// Back and forth, so that nobody always runs behind the same one.
		for (const name of round % 2 ? [...names].reverse() : names) {
			heats[name] = await heat(name, round < 0);
		}
		if (round >= 0) counted.push(heats);
	}
	return counted;
}

module.exports = { takeTurns };
