'use strict';

const Module = require('node:module');

/**
 * Lets `require` load this repository's TypeScript, which the sandbox is written in. Types are
 * dropped, not checked: `npm run typecheck` does that.
 */
function registerTypeScript() {
	const { transformFileSync } = require('@swc/core');
	/** @typedef {NodeJS.Module & { _compile: (code: string, file: string) => void }} Compiling */
	/** @typedef {{ _extensions: Record<string, (module: Compiling, file: string) => void> }} Loaders */
	const { _extensions: extensions } = /** @type {Loaders} */ (/** @type {unknown} */ (Module));
	extensions['.ts'] = (module, file) => {
		const { code } = transformFileSync(file, {
			jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
			module: { type: 'commonjs' },
			sourceMaps: 'inline',
			swcrc: false,
		});
		module._compile(code, file);
	};
}

module.exports = { registerTypeScript };
