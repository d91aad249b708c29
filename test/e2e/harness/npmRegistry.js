'use strict';

const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { startHostProxy } = require('../../../sandbox/standIns/hostProxy');

const HOST = 'registry.npmjs.org';

/**
 * npm's registry, with nothing in it but the tarballs that it is given. n8n is led here by a proxy:
 * a registry of another name is for n8n's paying customers. Every other host is refused.
 */
async function startNpmRegistry() {
	/** @type {Map<string, any>} what the registry says of a package, by name */
	const packages = new Map();
	/** @type {Map<string, Buffer>} by path */
	const tarballs = new Map();
	/** @type {string[]} */
	const downloads = [];

	/** @param {string} url */
	const find = (url) => {
		const { pathname } = new URL(url, `https://${HOST}`);
		const [name, version] = pathname.slice(1).split('/').map(decodeURIComponent);
		const found = packages.get(name);
		return version === undefined ? found : found?.versions[found['dist-tags'][version] ?? version];
	};
	const proxy = await startHostProxy({
		hosts: [HOST],
		reachesOthers: false,
		handler: ({ url = '' }, response) => {
			const tarball = tarballs.get(url);
			if (tarball) {
				downloads.push(path.basename(url));
				return void response.end(tarball);
			}
			const body = find(url);
			response.writeHead(body ? 200 : 404, { 'Content-Type': 'application/json' });
			return void response.end(JSON.stringify(body ?? { error: 'Not found' }));
		},
	});
	// Else npm would read the settings of whoever runs the tests.
	const settings = path.join(path.dirname(proxy.certificateFile), 'npmrc');
	const lines = [
		`cache=${path.dirname(settings)}/cache`,
		`cafile=${proxy.certificateFile}`,
		'fetch-retries=0',
		'update-notifier=false',
	];
	fs.writeFileSync(settings, lines.join('\n'));

	return {
		/** Variables that lead n8n and its npm here. */
		env: {
			HTTPS_PROXY: proxy.url,
			NO_PROXY: '127.0.0.1,localhost',
			NODE_EXTRA_CA_CERTS: proxy.certificateFile,
			NPM_CONFIG_USERCONFIG: settings,
		},
		/** File names of the tarballs that were fetched. */
		downloads,
		/**
		 * Makes a tarball the latest version.
		 *
		 * @param {string} file
		 * @param {{ name: string, version: string }} manifest its package.json
		 */
		publish(file, manifest) {
			const { name, version } = manifest;
			const bytes = fs.readFileSync(file);
			const at = `/${name}/-/${name}-${version}.tgz`;
			tarballs.set(at, bytes);
			const known = packages.get(name) ?? { name, versions: {} };
			known['dist-tags'] = { latest: version };
			known.versions[version] = {
				...manifest,
				dist: {
					tarball: `https://${HOST}${at}`,
					integrity: `sha512-${createHash('sha512').update(bytes).digest('base64')}`,
					shasum: createHash('sha1').update(bytes).digest('hex'),
				},
			};
			packages.set(name, known);
		},
		close: proxy.close,
	};
}

module.exports = { startNpmRegistry };
