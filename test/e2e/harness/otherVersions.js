'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { packPackage, unpack } = require('../../../scripts/n8n/package');
const shared = require('./shared');

const TRIGGER = path.join('dist', 'nodes', 'HospitalityTrigger', 'HospitalityTrigger.node.js');

/** Code behind a Trigger, so that its items tell which version has made them. @param {string} version */
const mark = (version) => `
const marked = exports.HospitalityTrigger.prototype;
const { webhook } = marked;
marked.webhook = async function () {
	const answer = await webhook.call(this);
	for (const { json } of (answer.workflowData ?? []).flat()) json.madeBy = '${version}';
	return answer;
};
`;

/**
 * The packed package under other versions, each of which its Trigger puts into its items.
 *
 * @typedef {{ tarball: string, manifest: { name: string, version: string } }} Version
 *
 * @param {string[]} versions
 * @returns {Promise<{ made: Version[], remove: () => void }>}
 */
async function otherVersions(versions) {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hospitality-versions-'));
	const made = [];
	for (const version of versions) {
		const source = path.join(folder, version);
		unpack(shared.facts().packed.tarball, source);
		const file = path.join(source, 'package.json');
		const manifest = { ...JSON.parse(fs.readFileSync(file, 'utf8')), version };
		fs.writeFileSync(file, JSON.stringify(manifest));
		fs.appendFileSync(path.join(source, TRIGGER), mark(version));
		const { tarball } = await packPackage(folder, { source, build: false });
		made.push({ tarball, manifest });
	}
	return { made, remove: () => fs.rmSync(folder, { recursive: true, force: true }) };
}

module.exports = { otherVersions };
