const { rm } = require('fs/promises');
const { dest, src } = require('gulp');

/** Nothing that an earlier build left may get into the package. */
async function clean() {
	await rm('dist', { recursive: true, force: true });
}

/** Copies what the compiler leaves behind: icons, and the codex files beside the nodes. */
function assets() {
	const files = ['icons/hospitality*.svg', 'nodes/**/*.node.json'];
	return src(files, { base: '.', encoding: false }).pipe(dest('dist'));
}

exports.clean = clean;
exports['build:assets'] = assets;
exports.default = assets;
