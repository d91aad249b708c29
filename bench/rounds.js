// @ts-check
/**
 * @typedef {Record<string, () => unknown>} Tasks
 * @typedef {{ opsPerSecond: number, ratio: number }} Result
 */

const ROUNDS = 7;

/**
 * Runs the tasks in rounds and compares each with the first task of its own round: what else the
 * machine does then weighs on both sides. The median of the rounds counts.
 *
 * @param {Tasks} tasks the first is the measure of the others
 * @param {number} [timeMs] for each task in each round
 * @returns {Promise<Record<string, Result>>}
 */
async function compare(tasks, timeMs = 120) {
	const { Bench } = await import('tinybench');
	const names = Object.keys(tasks);
	/** @type {Record<string, { ops: number[], ratios: number[] }>} */
	const seen = Object.fromEntries(names.map((name) => [name, { ops: [], ratios: [] }]));
	for (let round = 0; round < ROUNDS; round += 1) {
		const bench = new Bench({ time: timeMs, warmupTime: round === 0 ? 100 : 20 });
		for (const name of names) bench.add(name, tasks[name]);
		await bench.run();
		const speed = (/** @type {string} */ name) => {
			const result = bench.getTask(name)?.result;
			if (result?.state !== 'completed') throw new Error(`${name} could not be measured`);
			return 1000 / result.latency.p50;
		};
		for (const name of names) {
			seen[name].ops.push(speed(name));
			seen[name].ratios.push(speed(name) / speed(names[0]));
		}
	}
	return Object.fromEntries(
		names.map((name) => [
			name,
			{ opsPerSecond: median(seen[name].ops), ratio: median(seen[name].ratios) },
		]),
	);
}

/** @param {number[]} values */
function median(values) {
	const sorted = [...values].sort((a, b) => a - b);
	return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

/** The value that so large a share of all does not exceed. @param {number[]} values @param {number} share */
function percentile(values, share) {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(values.length - 1, Math.floor(values.length * share))];
}

module.exports = { compare, median, percentile };
