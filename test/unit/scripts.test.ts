import { loadInFreshClone } from './freshClone';
import { testFilesOf } from './npmScripts';

it.each(['demo', 'test', 'setup', 'walk'])(
	'scripts/%s.js loads before anything is installed, so that it can install',
	(name) => {
		expect(loadInFreshClone(name)).toBe('');
	},
);

it('npm run test:unit -- name runs the test files of that name alone, and so do its sisters', async () => {
	const files = await Promise.all([
		testFilesOf('test:unit', 'scripts'),
		testFilesOf('test:integration', 'engine'),
		testFilesOf('test:e2e', 'editorAssets'),
	]);
	expect(files).toEqual([
		['test/unit/scripts.test.ts'],
		['test/integration/engine/staticData.test.ts'],
		['test/e2e/editorAssets.test.ts'],
	]);
});
