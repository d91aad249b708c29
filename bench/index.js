// @ts-check
/**
 * Prints how fast the package is, as ratios within this one run.
 *
 *   npm run bench             verify and load
 *   npm run bench -- verify   one of verify, load, trigger, sender, queue and hostile
 *   npm run bench -- n8n      the Trigger and the Sender in a real n8n
 *   npm run bench -- all      verify, load, trigger and sender
 *
 * hostile is no measurement: it writes docs/hostile-list.md, which deliveries pass and which do not.
 * queue, which shows how often duplicates run in n8n's queue mode, needs Redis and PostgreSQL.
 */

/** @type {Record<string, () => Promise<void>>} */
const benches = {
	verify: async () => await require('./verify').benchVerify(require('./compile').compile()),
	load: async () => await require('./load').benchLoad(),
	trigger: async () => await require('./n8n/trigger').benchTrigger(),
	sender: async () => await require('./n8n/sender').benchSender(),
	queue: async () => await require('./queue').benchQueue(),
	hostile: async () => await require('./hostile').benchHostile(),
};

/** @type {Record<string, string[]>} */
const groups = {
	code: ['verify', 'load'],
	n8n: ['trigger', 'sender'],
	all: ['verify', 'load', 'trigger', 'sender'],
};

async function main() {
	const [what = 'code'] = process.argv.slice(2);
	const chosen = groups[what] ?? [what];
	if (!chosen.every((name) => Object.hasOwn(benches, name))) {
		const names = [...Object.keys(benches), ...Object.keys(groups)].join(', ');
		throw new Error(`There is no benchmark ${what}, only ${names}`);
	}
	console.log(`Node ${process.version} on ${process.platform} ${process.arch}`);
	for (const name of chosen) await benches[name]();
}

main().catch((error) => {
	console.error(error.message);
	process.exitCode = 1;
});
