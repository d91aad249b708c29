'use strict';

/*
 * Writes docs/platforms.md from the platforms' declarations; with --check, fails when it is stale.
 */

const fs = require('node:fs');
const path = require('node:path');
const prettier = require('prettier');
const { root } = require('./paths');
require('./typescript').registerTypeScript();

/** @typedef {import('../lib/platform').Platform} Platform */
/** @type {readonly Platform[]} */
const platforms = require('../platforms').platforms;

const FILE = path.join(root, 'docs', 'platforms.md');

/** How sure an event is, in words. */
const SOURCES = {
	documented: 'documented',
	vendor: 'named elsewhere by the vendor',
	thirdParty: 'seen in use',
};

/** @param {string} text */
const cell = (text) => text.replace(/\|/g, '\\|').replace(/\n/g, ' ');

/** @param {Platform['signature']} scheme */
function describeScheme(scheme) {
	if (scheme.kind === 'basic') return 'HTTP Basic authentication (RFC 7617)';
	if (scheme.kind === 'token') {
		return 'header' in scheme.in
			? `a token in \`${scheme.in.header}\``
			: `a token in the query parameter \`${scheme.in.query}\``;
	}
	const parts = [
		`\`${scheme.header}\`: HMAC-${scheme.algorithm.toUpperCase()} of \`${scheme.signedContent}\` in ${scheme.encoding}`,
	];
	if (scheme.layout.kind === 'single' && scheme.layout.prefix) {
		parts.push(`behind \`${scheme.layout.prefix}\``);
	}
	if (scheme.layout.kind === 'fields') {
		const { timestampField, signatureField } = scheme.layout;
		parts.push(`written \`${timestampField}=<seconds>,${signatureField}=<signature>\``);
	}
	if (scheme.layout.kind === 'versioned') {
		const { version, ed25519Version } = scheme.layout;
		parts.push(`written \`${version},<signature>\`, Ed25519 as \`${ed25519Version},<signature>\``);
	}
	if (scheme.timestamp && 'header' in scheme.timestamp.source) {
		parts.push(`timestamp in \`${scheme.timestamp.source.header}\``);
	}
	for (const { header } of scheme.alternatives ?? []) parts.push(`or the same as \`${header}\``);
	if (scheme.timestamp) parts.push(`tolerance ${scheme.timestamp.toleranceSeconds} s both ways`);
	return parts.join(', ');
}

/** @param {number} seconds */
function duration(seconds) {
	if (seconds % 3600 === 0 && seconds > 0) return `${seconds / 3600} h`;
	if (seconds % 60 === 0 && seconds > 0) return `${seconds / 60} min`;
	return `${seconds} s`;
}

/** @param {Platform} platform */
function section(platform) {
	const { registration, retry } = platform;
	const waits = retry.delaysSeconds.map(duration).join(', ');
	const duplicates =
		platform.dedupeBy === 'eventId' ? 'by the id of the event' : 'by the signed bytes';
	const ids = Object.entries(platform.payload.account).map(([key, { label, sources }]) => {
		return `\`${key}\` (${label}${sources.length === 0 ? ', sent only' : ''})`;
	});
	const account = ids.length === 0 ? [] : [`- **Account:** ${ids.join(', ')}`];
	const rows = platform.events.map(
		({ name, description, resourceType, action, evidence, payloadEvidence }) => {
			return `| \`${name}\` | ${cell(description)} | ${resourceType} / ${action} | ${SOURCES[evidence]} | ${payloadEvidence} |`;
		},
	);
	return [
		`## ${platform.name}`,
		'',
		`${platform.description}. [Documentation](${platform.docsUrl})`,
		'',
		`- **Signature:** ${describeScheme(platform.signature)}${platform.signatureIsConfigurable ? '; this is the default, each part can be set' : ''}`,
		`- **Duplicates** are known ${duplicates}`,
		...account,
		`- **Retries by the platform:** ${waits === '' ? '' : `after ${waits}. `}${retry.note}`,
		`- **Registration:** ${registration.kind === 'api' ? 'automatic through the API, or manual' : 'manual'}`,
		'',
		...registration.steps.map((step, index) => `  ${index + 1}. ${step}`),
		'',
		'| Event | When | `resourceType` / `action` | Name | Payload |',
		'| --- | --- | --- | --- | --- |',
		...rows,
	].join('\n');
}

const text = `${[
	'# Platforms and their events',
	'<!-- Written by `npm run docs` from platforms/. Change the declarations, not this file. -->',
	'Names that are missing here can be typed into **Other Event Names**; **All Events** takes every delivery.',
	'**Name** says how sure the name of an event is, **Payload** whether a public document shows what such a delivery holds. An inferred payload is an example made up after what else is known: compare it with a real delivery before you build on its fields. **Payload Check** asks nothing of the data of such events.',
	...platforms.map(section),
].join('\n\n')}\n`;

/** Compares with the file, or writes it. */
async function main() {
	const written = await prettier.format(text, { parser: 'markdown' });
	if (!process.argv.includes('--check')) {
		fs.writeFileSync(FILE, written);
		console.log('Wrote docs/platforms.md');
	} else if (!fs.existsSync(FILE) || fs.readFileSync(FILE, 'utf8') !== written) {
		console.error('docs/platforms.md is out of date. Run "npm run docs" and commit the result.');
		process.exitCode = 1;
	}
}

void main();
