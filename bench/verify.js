// @ts-check
const { Report } = require('../scripts/figures/report');
const { contenders } = require('./contenders');
const { compare } = require('./rounds');

const SIZES = { '1 kB': 1_000, '20 kB': 20_000, '1 MB': 1_000_000 };
const LIBRARIES = ['standardwebhooks', 'svix', 'stripe', '@octokit/webhooks-methods'];

/**
 * Verifying one delivery, against bare crypto calls and against libraries.
 * @param {string} compiled folder of the compiled package
 */
async function benchVerify(compiled) {
	const report = new Report('verify', {
		command: 'npm run bench -- verify',
		versions: LIBRARIES,
		text: 'One delivery that is genuine, checked again and again: by this package, by the library that is used for the format, and by the lines with `createHmac` and `timingSafeEqual` that no check can do without. The body is JSON, with the headers that usually come along. Median of seven rounds in which all take turns.',
	});
	/** @type {Record<string, number[]>} by size, this package against each library */
	const advantages = {};
	/** @type {number[]} */
	const overBare = [];
	for (const [label, size] of Object.entries(SIZES)) {
		const rows = [];
		advantages[label] = [];
		for (const { format, tasks } of await contenders(compiled, size)) {
			const results = await compare(tasks);
			const { bare, ours, ...libraries } = results;
			for (const [name, { opsPerSecond, ratio }] of Object.entries(results)) {
				const against = name === 'ours' ? '–' : (ours.ratio / ratio).toFixed(2);
				const speed = Math.round(opsPerSecond).toLocaleString('en');
				rows.push([`\`${format}\``, NAMES[name] ?? name, speed, ratio.toFixed(2), against]);
			}
			if (label === '1 kB') overBare.push(ours.ratio / bare.ratio);
			for (const { ratio } of Object.values(libraries)) {
				advantages[label].push(ours.ratio / ratio);
			}
		}
		report.table(
			`A body of ${label}:`,
			[
				'Format',
				'Checked by',
				'Checks a second',
				'Of bare lines',
				'This package is so many times as fast',
			],
			rows,
		);
	}
	report.goal('Against bare lines at 1 kB, the lowest', Math.min(...overBare), { least: 0.7 });
	const lowest = Math.min(...Object.values(advantages).flat());
	report.goal('Against a library, the lowest', lowest, { least: 1 });
	const spans = Object.entries(advantages).map(([label, all]) => `${span(all)} at ${label}`);
	report.answer(
		'How fast is the signature check, against four libraries?',
		`So many times as fast: ${spans.join(', ')}`,
	);
	await report.write();
}

/** @type {Record<string, string>} */
const NAMES = { bare: 'bare lines', ours: 'this package' };

/** @param {number[]} ratios */
const span = (ratios) => `${Math.min(...ratios).toFixed(1)} to ${Math.max(...ratios).toFixed(1)}`;

module.exports = { benchVerify };
