import { readText } from './sourceFiles';

const manifest = JSON.parse(readText('package.json')) as Record<string, unknown> & {
	scripts: Record<string, string>;
};

describe('package.json', () => {
	it('names no package that would be installed with this one', () => {
		const installing = ['dependencies', 'optionalDependencies', 'bundledDependencies'];
		const all = [...installing, 'bundleDependencies', 'peerDependenciesMeta', 'overrides'];
		expect(all.filter((key) => key in manifest)).toEqual([]);
		// What n8n brings itself.
		expect(Object.keys(manifest.peerDependencies ?? {})).toEqual(['n8n-workflow']);
	});

	it('runs nothing when it is installed', () => {
		const hooks = ['preinstall', 'install', 'postinstall', 'prepare', 'preuninstall'];
		expect(hooks.filter((hook) => hook in manifest.scripts)).toEqual([]);
	});

	it('publishes what was built and nothing else', () => {
		expect(manifest.files).toEqual(['dist']);
		expect(manifest).toMatchObject({ license: 'MIT', keywords: expect.anything() });
		expect(manifest.keywords).toContain('n8n-community-node-package');
	});
});
