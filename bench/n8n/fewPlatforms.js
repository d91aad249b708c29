// @ts-check
const { existsSync } = require('fs');
const { cp, mkdir, rm, writeFile } = require('fs/promises');
const { join } = require('path');

const { bundleInto, COMPILED } = require('../../scripts/bundle');
const { npm } = require('../../scripts/npm');
const { packPackage } = require('../../scripts/n8n/package');
const { root } = require('../../scripts/paths');
const own = require('../../package.json');

/** Inside node_modules, so that what it requires is found and no other tool finds it. */
const FOLDER = join(root, 'node_modules', '.cache', 'fewPlatforms');
const NAME = 'n8n-nodes-hospitality-few';

/** Of all platforms those with which the package began. */
const FEW = [
	'gustaio',
	'olympusCloud',
	'resmio',
	'goTab',
	'roostSync',
	'standardWebhooks',
	'custom',
];

/**
 * This package once more, built with a few of its platforms alone: what the others cost is the
 * difference. It has another name, so that both can stand in one n8n, and leaves the credentials to
 * the whole package.
 */
async function makeFewPlatforms() {
	if (!existsSync(COMPILED) || !existsSync(join(root, 'dist', 'nodes'))) {
		await npm('Building the package', ['run', 'build'], { cwd: root });
	}
	const dist = join(FOLDER, 'dist');
	await rm(FOLDER, { recursive: true, force: true });
	await mkdir(FOLDER, { recursive: true });
	await cp(join(root, 'dist'), dist, { recursive: true });
	// They describe the nodes of the whole package. Without them n8n asks the nodes themselves.
	for (const folder of ['known', 'types']) {
		await rm(join(dist, folder), { recursive: true, force: true });
	}
	const index = join(COMPILED, 'platforms', 'index.js');
	await bundleInto(dist, [
		{ name: 'few-platforms', load: (id) => (id === index ? fewPlatforms() : null) },
	]);
	const { version, files, n8n } = own;
	const manifest = { name: NAME, version, files, n8n: { ...n8n, credentials: [] } };
	await writeFile(join(FOLDER, 'package.json'), JSON.stringify(manifest));
	return {
		count: FEW.length,
		nodes: n8n.nodes.map((file) => join(FOLDER, file)),
		type: `${NAME}.hospitalityTrigger`,
		/** @param {string} folder for the tarball */
		pack: async (folder) => await packPackage(folder, { source: FOLDER, build: false }),
	};
}

/** The list of the platforms, as it would be with these alone. */
const fewPlatforms = () => `
	${FEW.map((id) => `import { ${id} } from './${id}';`).join('\n')}
	export const platforms = [${FEW.join(', ')}];
	export function platformById(id) {
		return platforms.find((platform) => platform.id === id);
	}
`;

module.exports = { makeFewPlatforms };
