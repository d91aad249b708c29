// @ts-check
const { spawnSync } = require('child_process');
const { join } = require('path');

const ROOT = join(__dirname, '..');
/** Inside node_modules, so that the compiled code finds its imports and no other tool finds it. */
const OUT = join(ROOT, 'node_modules', '.cache', 'bench');

/** Compiles the sources to modules that can be required one by one. @returns {string} the folder */
function compile() {
	const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
	const options = [
		'--outDir',
		OUT,
		'--module',
		'commonjs',
		'--moduleResolution',
		'node10',
		'--resolveJsonModule',
	];
	const { status } = spawnSync(process.execPath, [tsc, '-p', ROOT, ...options], {
		stdio: 'inherit',
	});
	if (status !== 0) throw new Error('The package does not compile, so there is nothing to measure');
	return OUT;
}

module.exports = { compile };
