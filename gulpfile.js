const { mkdir, rm, writeFile } = require('fs/promises');
const { dirname, isAbsolute, join, relative, sep } = require('path');
const { dest, parallel, src } = require('gulp');
const { nodeResolve } = require('@rollup/plugin-node-resolve');
const { rollup } = require('@rollup/wasm-node');
const { n8n } = require('./package.json');
const { registerTypeScript } = require('./scripts/typescript');
const { compilerOptions } = require('./tsconfig.json');

/** Where tsc puts one module per source file. Inside node_modules, so that no other tool finds it. */
const COMPILED = join(__dirname, compilerOptions.outDir);

/** Nothing that an earlier build left may get into the package. */
async function clean() {
	await Promise.all(
		['dist', COMPILED].map((folder) => rm(folder, { recursive: true, force: true })),
	);
}

/** The file of each node and credential as n8n looks for it, without extension. */
function entries() {
	const files = [...n8n.nodes, ...n8n.credentials].map((file) =>
		file.slice('dist/'.length, -'.js'.length),
	);
	return Object.fromEntries(files.map((file) => [file, join(COMPILED, `${file}.js`)]));
}

/** One file for all of `lib` and one for all of `platforms`, which all nodes share. */
function sharedFile(/** @type {string} */ id) {
	const [folder] = relative(COMPILED, id).split(sep);
	return ['lib', 'platforms'].includes(folder) ? folder : undefined;
}

/**
 * Puts the compiled modules into few files, because whoever requires a node waits for each of them.
 * What n8n provides stays outside.
 */
async function bundle() {
	const bundled = await rollup({
		input: entries(),
		plugins: [nodeResolve()],
		external: (id) => !id.startsWith('.') && !isAbsolute(id),
		onwarn: (warning) => {
			throw new Error(warning.message);
		},
	});
	await bundled.write({
		dir: 'dist',
		format: 'cjs',
		exports: 'named',
		entryFileNames: '[name].js',
		chunkFileNames: '[name].js',
		manualChunks: sharedFile,
	});
	await bundled.close();
}

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
