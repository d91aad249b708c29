// @ts-check
/**
 * Measures the package against its peers in one run, prints the figures, and writes them into
 * docs/figures.md, each benchmark its own section (FIGURES_FILE in the environment: another file).
 *
 *   npm run bench             verify and load, two minutes
 *   npm run bench -- verify   one of verify, load, trigger, sender, details, growth and memory
 *   npm run bench -- n8n      those in a real n8n
 *   npm run bench -- all      all of them, about half an hour
 *
 * Two others write elsewhere: hostile is no measurement, but the list of deliveries that pass and
 * that do not (docs/hostile-list.md); queue prints how often duplicates run in n8n's queue mode, and
 * needs Redis and PostgreSQL.
 */

/** @type {Record<string, () => Promise<void>>} */
const benches = {
	verify: async () => await require('./verify').benchVerify(require('./compile').compile()),
	load: async () => await require('./load').benchLoad(),
	trigger: async () => await require('./n8n/trigger').benchTrigger(),
	sender: async () => await require('./n8n/sender').benchSender(),
	details: async () => await require('./n8n/details').benchDetails(),
	growth: async () => await require('./n8n/growth').benchGrowth(),
	memory: async () => await require('./n8n/memory').benchMemory(),
	queue: async () => await require('./queue').benchQueue(),
	hostile: async () => await require('./hostile').benchHostile(),
};

const IN_N8N = ['trigger', 'sender', 'details', 'growth', 'memory'];

/** @type {Record<string, string[]>} */
const groups = {
	code: ['verify', 'load'],
	n8n: IN_N8N,
	all: ['verify', 'load', ...IN_N8N],
};

async function main() {
	const [what = 'code'] = process.argv.slice(2);
	const chosen = groups[what] ?? [what];
	if (!chosen.every((name) => Object.hasOwn(benches, name))) {
		const names = [...Object.keys(benches), ...Object.keys(groups)].join(', ');
		throw new Error(`There is no benchmark ${what}, only ${names}`);
	}
	for (const name of chosen) await benches[name]();
}

main().catch((error) => {
	console.error(error.message);
	process.exitCode = 1;
});
