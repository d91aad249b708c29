'use strict';

const { nameSignature } = require('./signature');

/** @typedef {import('../../lib/platform').Platform} Platform */

/** @param {Platform} platform */
function row({ id, name, description, signature, registration, api }) {
	const register = registration.kind === 'api' ? 'by the node' : 'by hand';
	const details = api?.records.some(({ lookups }) => lookups.length > 0) ? 'yes' : '–';
	return `| [${name}](platforms/${id}.md) | ${description} | ${nameSignature(signature)} | ${register} | ${details} |`;
}

/** The list of all platforms. @param {readonly Platform[]} platforms */
function overviewPage(platforms) {
	const sorted = [...platforms].sort((a, b) => a.name.localeCompare(b.name, 'en'));
	return [
		'# Platforms and their events',
		'<!-- Written by `npm run docs` from platforms/. Change the declarations, not this file. -->',
		'Each has a page of its own: how to connect it, what it sends, how it is checked, and an example. What is not in the list is received with [Custom](custom.md).',
		[
			'| Platform | What it sends | Proof | Webhook is set up | Details |',
			'| --- | --- | --- | --- | --- |',
			...sorted.map(row),
		].join('\n'),
		'## How sure it is',
		'On the pages, **Name** says how sure the name of an event is, **Payload** whether a public document shows what such a delivery holds. An inferred payload is an example made up after what else is known: compare it with a real delivery before you build on its fields. **Payload Check** asks nothing of the data of such events.',
	].join('\n\n');
}

module.exports = { overviewPage };
