// @ts-check
const { execFileSync } = require('child_process');
const { join } = require('path');

const { npm } = require('../scripts/npm');
const { Report } = require('../scripts/figures/report');
const { median } = require('./rounds');

const PROCESSES = 15;
const ROOT = join(__dirname, '..');

/**
 * Loading all nodes and credentials of the built package, each time in a new process in which
 * n8n-workflow and zod are loaded already, as they are in n8n. The goal is held against processor
 * time, which other work on the machine does not stretch.
 */
async function benchLoad() {
	const report = new Report('load', {
		command: 'npm run bench -- load',
		versions: ['n8n-workflow', 'zod'],
		text: `Requiring the published files and making one of each node, in a new process in which n8n-workflow and zod are loaded already, as they are in n8n. Median of ${PROCESSES} processes. n8n itself does so when the first workflow with one of the nodes is published or run; its start waits for none of it.`,
	});
	await npm('Building the package', ['run', 'build'], { cwd: ROOT });
	const { n8n } = require('../package.json');
	const contents = {
		'all nodes': n8n.nodes,
		'all nodes and credentials': [...n8n.nodes, ...n8n.credentials],
	};
	const rows = Object.entries(contents).map(([what, files]) => {
		const { wall, cpu } = loading(files.map((file) => join(ROOT, file)));
		report.goal(`${what}, processor time`, cpu, { most: 20 }, ' ms');
		return [what, `${wall.toFixed(1)} ms`, `${cpu.toFixed(1)} ms`];
	});
	report.table('Time to load:', ['What', 'By the clock', 'Processor time'], rows);
	report.answer('How long do the nodes take to load?', `${rows[0][1]}, once in a process of n8n`);
	await report.write();
}

/** Median times in milliseconds to load files, each run in a process of its own. @param {string[]} files */
function loading(files) {
	const script = `
		require('n8n-workflow');
		require('zod');
		const start = process.hrtime.bigint();
		const before = process.cpuUsage();
		for (const file of ${JSON.stringify(files)}) {
			for (const Type of Object.values(require(file))) {
				if (typeof Type === 'function') new Type();
			}
		}
		const { user, system } = process.cpuUsage(before);
		const wall = Number(process.hrtime.bigint() - start) / 1e6;
		console.log(JSON.stringify({ wall, cpu: (user + system) / 1000 }));
	`;
	/** @type {{ wall: number, cpu: number }[]} */
	const runs = Array.from({ length: PROCESSES }, () =>
		JSON.parse(execFileSync(process.execPath, ['-e', script], { cwd: ROOT, encoding: 'utf8' })),
	);
	return { wall: median(runs.map(({ wall }) => wall)), cpu: median(runs.map(({ cpu }) => cpu)) };
}

module.exports = { benchLoad, loading };
