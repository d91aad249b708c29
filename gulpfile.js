const { mkdir, rm, writeFile } = require('fs/promises');
const { dirname, join, relative } = require('path');
const { dest, parallel, src } = require('gulp');
const { n8n } = require('./package.json');
const { bundleInto, COMPILED } = require('./scripts/bundle');
const { registerTypeScript } = require('./scripts/typescript');

/** Nothing that an earlier build left may get into the package. */
async function clean() {
	await Promise.all(
		['dist', COMPILED].map((folder) => rm(folder, { recursive: true, force: true })),
	);
}

/** Puts the compiled modules into few files. */
const bundle = async () => await bundleInto('dist');

/** Copies what the compiler leaves behind: icons, and beside the nodes output schemas. */
function assets() {
	const files = ['icons/hospitality*.svg', 'nodes/**/__schema__/**/*.json'];
	return src(files, { base: '.', encoding: false }).pipe(dest('dist'));
}

/** Copies the codex files, with the names of all platforms: n8n's panel finds the nodes by them. */
async function codex() {
	registerTypeScript();
	/** @type {readonly import('./lib/platform').Platform[]} */
	const platforms = require('./platforms').platforms;
	const names = platforms.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
	for (const file of n8n.nodes.map((node) => node.replace(/\.js$/, '.json'))) {
		const { alias, ...words } = require(join(__dirname, relative('dist', file)));
		const text = JSON.stringify({ ...words, alias: [...new Set([...names, ...alias])] });
		await mkdir(dirname(file), { recursive: true });
		await writeFile(file, text);
	}
}

exports.clean = clean;
exports['build:bundle'] = bundle;
exports['build:assets'] = parallel(assets, codex);
