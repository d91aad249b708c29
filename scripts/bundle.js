'use strict';

const { isAbsolute, join, relative, sep } = require('node:path');
const { nodeResolve } = require('@rollup/plugin-node-resolve');
const { rollup } = require('@rollup/wasm-node');
const { n8n } = require('../package.json');
const { root } = require('./paths');
const { compilerOptions } = require('../tsconfig.json');

/** Where tsc puts one module per source file. Inside node_modules, so that no other tool finds it. */
const COMPILED = join(root, compilerOptions.outDir);

/**
 * Puts the compiled modules into few files, because whoever requires a node waits for each of them.
 * What n8n provides stays outside.
 *
 * @param {string} folder
 * @param {import('@rollup/wasm-node').Plugin[]} [plugins] that change what is bundled
 */
async function bundleInto(folder, plugins = []) {
	const bundled = await rollup({
		input: entries(),
		plugins: [...plugins, nodeResolve()],
		external: (id) => !id.startsWith('.') && !isAbsolute(id),
		onwarn: (warning) => {
			throw new Error(warning.message);
		},
	});
	await bundled.write({
		dir: folder,
		format: 'cjs',
		exports: 'named',
		entryFileNames: '[name].js',
		chunkFileNames: '[name].js',
		manualChunks: sharedFile,
	});
	await bundled.close();
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

module.exports = { bundleInto, COMPILED };
