// @ts-check
const { execFileSync } = require('child_process');
const { join } = require('path');

const { limit } = require('./goal');
const { median } = require('./rounds');

const PROCESSES = 15;

/**
 * Loading all nodes and credentials of the package, each time in a new process in which n8n-workflow
 * and zod are loaded already, as they are in n8n.
 * @param {string} compiled folder of the compiled package
 */
function benchLoad(compiled) {
	const { n8n } = require('../package.json');
	const within = (/** @type {string[]} */ files) =>
		files.map((file) => join(compiled, file.replace(/^dist\//, '')));
	const script = (/** @type {string[]} */ files) => `
		require('n8n-workflow');
		require('zod');
		const start = process.hrtime.bigint();
		for (const file of ${JSON.stringify(files)}) {
			for (const Type of Object.values(require(file))) {
				if (typeof Type === 'function') new Type();
			}
		}
		console.log(Number(process.hrtime.bigint() - start) / 1e6);
	`;
	const measure = (/** @type {string[]} */ files) =>
		median(
			Array.from({ length: PROCESSES }, () =>
				Number(
					execFileSync(process.execPath, ['-e', script(files)], {
						cwd: join(__dirname, '..'),
						encoding: 'utf8',
					}),
				),
			),
		);
	console.log(`\nloading in a new process, median of ${PROCESSES}`);
	limit('all nodes', measure(within(n8n.nodes)), 20, 'ms');
	limit('all nodes and credentials', measure(within([...n8n.nodes, ...n8n.credentials])), 20, 'ms');
}

module.exports = { benchLoad };
