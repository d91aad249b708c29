// @ts-check
const { execFileSync } = require('child_process');
const { join } = require('path');

const { npm } = require('../scripts/npm');
const { limit } = require('./goal');
const { median } = require('./rounds');

const PROCESSES = 15;

/**
 * Loading all nodes and credentials of the built package, each time in a new process in which
 * n8n-workflow and zod are loaded already, as they are in n8n. The goal is held against processor
 * time, which other work on the machine does not stretch.
 */
async function benchLoad() {
	const root = join(__dirname, '..');
	await npm('Building the package', ['run', 'build'], { cwd: root });
	const { n8n } = require('../package.json');
	const script = (/** @type {string[]} */ files) => `
		require('n8n-workflow');
		require('zod');
		const start = process.hrtime.bigint();
		const before = process.cpuUsage();
		for (const file of ${JSON.stringify(files.map((file) => join(root, file)))}) {
			for (const Type of Object.values(require(file))) {
				if (typeof Type === 'function') new Type();
			}
		}
		const { user, system } = process.cpuUsage(before);
		const wall = Number(process.hrtime.bigint() - start) / 1e6;
		console.log(JSON.stringify({ wall, cpu: (user + system) / 1000 }));
	`;
	/** @param {string} what @param {string[]} files */
	const measure = (what, files) => {
		const options = { cwd: root, encoding: /** @type {const} */ ('utf8') };
		/** @type {{ wall: number, cpu: number }[]} */
		const runs = Array.from({ length: PROCESSES }, () =>
			JSON.parse(execFileSync(process.execPath, ['-e', script(files)], options)),
		);
		console.log(`  ${what}: ${median(runs.map(({ wall }) => wall)).toFixed(1)} ms by the clock`);
		limit(`${what}, processor time`, median(runs.map(({ cpu }) => cpu)), 20, 'ms');
	};
	console.log(`\nloading in a new process, median of ${PROCESSES}`);
	measure('all nodes', n8n.nodes);
	measure('all nodes and credentials', [...n8n.nodes, ...n8n.credentials]);
}

module.exports = { benchLoad };
