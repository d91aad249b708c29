// @ts-check
const { contenders } = require('./contenders');
const { compare } = require('./rounds');
const { goal } = require('./goal');

const SIZES = { '1 kB': 1_000, '20 kB': 20_000, '1 MB': 1_000_000 };

/**
 * Verifying one delivery, against bare crypto calls and against libraries.
 * @param {string} compiled folder of the compiled package
 */
async function benchVerify(compiled) {
	for (const [label, size] of Object.entries(SIZES)) {
		for (const { format, tasks } of await contenders(compiled, size)) {
			const results = await compare(tasks);
			console.log(`\nverify, ${label}, ${format}`);
			for (const [name, { opsPerSecond, ratio }] of Object.entries(results)) {
				const speed = `${Math.round(opsPerSecond).toLocaleString('en')}/s`;
				console.log(`  ${name.padEnd(26)} ${speed.padStart(12)}  ${ratio.toFixed(3)} of bare`);
			}
			const { bare, ours, ...libraries } = results;
			if (size === SIZES['1 kB']) goal('ours / bare at 1 kB', ours.ratio / bare.ratio, 0.7);
			for (const [name, { ratio }] of Object.entries(libraries)) {
				goal(`ours / ${name}`, ours.ratio / ratio, 1);
			}
		}
	}
}

module.exports = { benchVerify };
