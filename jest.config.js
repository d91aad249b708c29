// @ts-check

const transform = {
	'^.+\\.ts$': /** @type {[string, Record<string, unknown>]} */ ([
		'@swc/jest',
		{
			jsc: {
				parser: { syntax: 'typescript', decorators: true },
				target: 'es2022',
			},
			module: { type: 'commonjs' },
			sourceMaps: 'inline',
		},
	]),
};

// The one development dependency that is published as ES modules only, which jest cannot require.
const OCTOKIT = '@octokit/webhooks-methods';
const octokitSource = `${OCTOKIT}/dist-node/index.js`;

/** @param {'unit' | 'integration' | 'e2e'} name */
const project = (name) => ({
	displayName: name,
	rootDir: __dirname,
	testEnvironment: 'node',
	testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
	modulePathIgnorePatterns: [
		'<rootDir>/dist/',
		'<rootDir>/n8n/',
		'<rootDir>/.demo/',
		'<rootDir>/.compat/',
	],
	transform: { ...transform, [`/node_modules/${octokitSource}$`]: transform['^.+\\.ts$'] },
	transformIgnorePatterns: [`/node_modules/(?!${OCTOKIT}/)`],
	moduleNameMapper: { [`^${OCTOKIT}$`]: `<rootDir>/node_modules/${octokitSource}` },
});

/** @type {import('jest').Config} */
module.exports = {
	testTimeout: 120_000,
	// By default jest leaves one core idle, which is half of a small machine.
	maxWorkers: '100%',
	projects: [
		project('unit'),
		project('integration'),
		{
			...project('e2e'),
			// Jest does not look at a project's own testTimeout.
			setupFilesAfterEnv: ['<rootDir>/test/e2e/harness/timeout.js'],
			globalSetup: '<rootDir>/test/e2e/harness/globalSetup.js',
			globalTeardown: '<rootDir>/test/e2e/harness/globalTeardown.js',
		},
	],
};
