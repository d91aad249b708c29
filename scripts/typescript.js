'use strict';

const Module = require('node:module');

/**
 * Lets `require` load this repository's TypeScript, which the sandbox is written in. Types are
 * dropped, not checked: `npm run typecheck` does that.
 */
function registerTypeScript() {
	const { transformFileSync } = require('@swc/core');
	/** @type {{ _extensions: Record<string, (module: any, file: string) => void> }} */
	const { _extensions: extensions } = /** @type {any} */ (Module);
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
