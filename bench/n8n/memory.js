// @ts-check
const { existsSync, mkdtempSync, readFileSync, rmSync } = require('fs');
const { tmpdir } = require('os');
const { join } = require('path');

const { Report } = require('../../scripts/figures/report');
const { packPackage, packedBefore } = require('../../scripts/n8n/package');
const { poll } = require('../../scripts/n8n/poll');
const { numberSetting } = require('../../scripts/resultTable');
const { heat, residentMegabytes, startMeasuredN8n } = require('./measured');
const { messages } = require('./messages');
const receivers = require('./receivers');

/** @typedef {import('./measured').N8n} N8n */
/** @typedef {{ events: number, heap: number, resident: number }} Step memory in megabytes after so many events */

const AN_HOUR = 3600;
const STEPS_AN_HOUR = 3;
/** Of an hour: until all is compiled, and the list of remembered deliveries is full. */
const WARM_UP_STEPS = 2;
const CONNECTIONS = 10;
/** Fired at once, so that their signatures are not too old in the end. */
const BATCH = 300;
const MEGABYTE = 1024 ** 2;

/** @type {Record<string, (n8n: N8n) => Promise<string>>} */
const CONTENDERS = {
	'Webhook, Header Auth': receivers.webhookWithHeaderAuth,
	'Hospitality Trigger': async (n8n) => await receivers.hospitalityTrigger(n8n),
};

/**
 * Whether n8n holds more and more memory with the Trigger: hours of events, fired as fast as n8n
 * takes them, and after each part what is in use once all garbage is collected. Each contender has a
 * process of its own.
 */
async function benchMemory() {
	const hours = numberSetting('HOURS', 3);
	const report = new Report('memory', {
		command: 'npm run bench -- memory',
		versions: 'n8n',
		text: `${(hours * AN_HOUR).toLocaleString('en')} events of 1 kB, as many as come in ${hours} hours with one a second, fired as fast as n8n takes them; each workflow in an n8n of its own. In use is what is left of the heap once all garbage has been collected, resident is what the system counts for the process, garbage included. Growth is counted once n8n is warm and the Trigger remembers as many deliveries as it will (1,000).`,
	});
	const folder = mkdtempSync(join(tmpdir(), 'bench-memory-'));
	try {
		const packed = packedBefore() ?? (await packPackage(folder));
		/** @type {Record<string, Step[]>} */
		const steps = {};
		for (const [name, make] of Object.entries(CONTENDERS)) {
			const heapFile = join(folder, 'heap.json');
			const env = {
				HEAP_FILE: heapFile,
				NODE_OPTIONS: `--require=${join(__dirname, 'collectGarbage.js')}`,
			};
			const n8n = await startMeasuredN8n({ packages: [packed], env });
			try {
				steps[name] = await fill(n8n, await make(n8n), heapFile, hours);
			} finally {
				await n8n.stop();
			}
		}
		tell(report, steps);
		await report.write();
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** @param {N8n} n8n @param {string} url @param {string} heapFile @param {number} hours @returns {Promise<Step[]>} */
async function fill(n8n, url, heapFile, hours) {
	/** @type {Step[]} */
	const steps = [];
	let events = 0;
	const all = Math.round(hours * AN_HOUR);
	const stepSize = AN_HOUR / STEPS_AN_HOUR;
	while (events < all) {
		const count = Math.min(BATCH, all - events);
		await heat(n8n, url, messages(count), CONNECTIONS);
		events += count;
		if (events % stepSize !== 0) continue;
		const heap = await heapMegabytes(n8n, heapFile);
		steps.push({ events, heap, resident: residentMegabytes(n8n.pid(), 'VmRSS') });
	}
	return steps;
}

/** @param {N8n} n8n @param {string} file that n8n writes */
async function heapMegabytes(n8n, file) {
	rmSync(file, { force: true });
	process.kill(Number(n8n.pid()), 'SIGUSR2');
	const read = async () => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);
	const { heapUsed, external } = await poll('n8n to say how much memory it uses', read);
	return (heapUsed + external) / MEGABYTE;
}

/** @param {Report} report @param {Record<string, Step[]>} steps */
function tell(report, steps) {
	const names = Object.keys(steps);
	const [first] = Object.values(steps);
	report.table(
		'After so many events:',
		['Events', ...names.flatMap((name) => [`${name}: in use, MB`, `${name}: resident, MB`])],
		first.map(({ events }, index) => [
			events.toLocaleString('en'),
			...names.flatMap((name) => {
				const { heap, resident } = steps[name][index];
				return [heap.toFixed(1), resident.toFixed(0)];
			}),
		]),
	);
	const growths = names.map((name) => {
		const start = steps[name][Math.min(WARM_UP_STEPS, steps[name].length) - 1];
		const end = steps[name][steps[name].length - 1];
		const hours = (end.events - start.events) / AN_HOUR;
		return { name, perHour: hours > 0 ? (end.heap - start.heap) / hours : 0, end };
	});
	report.table(
		`Growth of what is in use, after the first ${((WARM_UP_STEPS * AN_HOUR) / STEPS_AN_HOUR).toLocaleString('en')} events:`,
		['Workflow starts with', 'MB for each 3,600 events'],
		growths.map(({ name, perHour }) => [name, perHour.toFixed(2)]),
	);
	const [theirs, ours] = growths;
	report.answer(
		'Does memory grow with the hours?',
		`${signed(ours.perHour)} MB for each 3,600 events once it is warm, ${signed(theirs.perHour)} MB with the core Webhook node`,
	);
	report.answer(
		'How much memory does n8n use with the Trigger?',
		`${ours.end.heap.toFixed(0)} MB in use after ${ours.end.events.toLocaleString('en')} events, ${theirs.end.heap.toFixed(0)} MB with the core Webhook node`,
	);
}

/** @param {number} value */
const signed = (value) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`;

module.exports = { benchMemory };
