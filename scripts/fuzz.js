// @ts-check
/**
 * Runs the test with random requests for longer than the test suite does.
 *
 *   node scripts/fuzz.js [runs, default 1000000]
 */
const { spawnSync } = require('child_process');
const { join } = require('path');

const runs = Number(process.argv[2] ?? 1_000_000);
if (!Number.isSafeInteger(runs) || runs < 1) {
	console.error('The number of runs has to be a whole number from 1 on');
	process.exit(1);
}
const jest = join(__dirname, '..', 'node_modules', 'jest', 'bin', 'jest.js');
const { status } = spawnSync(
	process.execPath,
	[
		jest,
		'--selectProjects=unit',
		'--testPathPatterns=signature/fuzz',
		`--globals=${JSON.stringify({ FUZZ_RUNS: runs })}`,
	],
	{ cwd: join(__dirname, '..'), stdio: 'inherit' },
);
process.exitCode = status ?? 1;
