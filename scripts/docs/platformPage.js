'use strict';

const { describeSignature } = require('./signature');

/** @typedef {import('../../lib/platform').Platform} Platform */
/** @typedef {{ headers: Record<string, string>, body: unknown, item: Record<string, unknown> }} Example */

/** How sure an event is, in words. */
const SOURCES = {
	documented: 'documented',
	vendor: 'named elsewhere by the vendor',
	thirdParty: 'seen in use',
};

/** @param {string} text */
const cell = (text) => text.replace(/\|/g, '\\|').replace(/\n/g, ' ');

/** @param {number} seconds */
function duration(seconds) {
	if (seconds % 3600 === 0 && seconds > 0) return `${seconds / 3600} h`;
	if (seconds % 60 === 0 && seconds > 0) return `${seconds / 60} min`;
	return `${seconds} s`;
}

/** @param {readonly string[]} lines */
const list = (lines) => lines.map((line) => `- ${line}`).join('\n');

/** @param {readonly string[]} lines */
const numbered = (lines) => lines.map((line, index) => `${index + 1}. ${line}`).join('\n');

/** @param {unknown} value */
const json = (value) => `\`\`\`json\n${JSON.stringify(value, null, '\t')}\n\`\`\``;

/**
 * A delivery as it goes over the line, but for what proves it, which differs with each one.
 *
 * @param {Platform} platform
 * @param {Example} example
 */
function request({ signature }, { headers, body }) {
	const { proofHeaders } = require('../../lib/signature/scheme');
	const proving = proofHeaders(signature).map((/** @type {string} */ name) => name.toLowerCase());
	const lines = Object.entries(headers).map(
		([name, value]) => `${name}: ${proving.includes(name.toLowerCase()) ? '…' : value}`,
	);
	return `\`\`\`http\n${lines.join('\n')}\n\n${JSON.stringify(body, null, '\t')}\n\`\`\``;
}

/** @param {Platform} platform */
function facts({ signature, signatureIsConfigurable, dedupeBy, payload, retry, answer, ...rest }) {
	const ids = Object.entries(payload.account).map(
		([key, { label, sources }]) =>
			`\`${key}\` (${label}${sources.length === 0 ? ', sent only' : ''})`,
	);
	const waits = retry.delaysSeconds.map(duration).join(', ');
	const { timeoutSeconds } = retry;
	const addresses = (rest.sourceAddresses ?? []).map((address) => `\`${address}\``);
	/** @type {Array<string | false>} */
	const lines = [
		`**Signature:** ${describeSignature(signature)}${signatureIsConfigurable ? '; this is the default, each part can be set' : ''}`,
		`**Duplicates** are known ${dedupeBy === 'eventId' ? 'by the id of the event' : 'by the signed bytes'}`,
		ids.length > 0 && `**Account:** ${ids.join(', ')}`,
		`**Retries by the platform:** ${waits === '' ? '' : `after ${waits}. `}${retry.note}`,
		timeoutSeconds !== undefined && `**It waits** ${timeoutSeconds} s for an answer`,
		answer !== undefined &&
			`**Answer:** ${answer.status}${answer.body === 'empty' ? ' without a body' : ''}`,
		rest.requiresHttps && '**URL:** `https://` only',
		addresses.length > 0 &&
			`**Calls come from** ${addresses.join(', ')}. **Allowed IP Addresses** in the options takes them`,
	];
	return list(lines.filter((line) => line !== false));
}

/** @param {Platform} platform */
function connect({ id, name, registration, signature, api }) {
	const proof = signature.kind === 'basic' ? 'User Name and Password' : 'Signing Secret';
	const add = [
		`Add **Hospitality Trigger** and choose **On ${name} event**`,
		'Select the events, or leave **All Events**',
	];
	const byHand = [
		...add,
		`Under **Webhook URLs** copy the **Production URL**, and connect a credential under **${proof}**`,
		...registration.steps,
		// Where the platform checks the URL, a step before has said so.
		...(registration.steps.some((step) => /\bpublish/i.test(step)) ? [] : ['Publish the workflow']),
	];
	const notes = (registration.notes ?? []).map((note) => `${note}.`);
	if (id === 'custom') return [numbered(byHand), ...notes];
	if (registration.kind === 'manual' || !api) return [numbered(byHand), ...notes];
	const automatic = [
		...add,
		'Leave **Registration** at automatic and connect the credential under **API Access**',
		`Publish the workflow: the webhook is created at ${name}, and removed again when you unpublish it`,
	];
	return [numbered(automatic), ...notes, '### By hand', numbered(byHand)];
}

/** @param {Platform} platform */
function events({ events: declared }) {
	const rows = declared.map(
		({ name, description, resourceType, action, evidence, payloadEvidence }) =>
			`| \`${name}\` | ${cell(description)} | ${resourceType} / ${action} | ${SOURCES[evidence]} | ${payloadEvidence} |`,
	);
	return [
		'| Event | When | `resourceType` / `action` | Name | Payload |',
		'| --- | --- | --- | --- | --- |',
		...rows,
	].join('\n');
}

/**
 * The page on one platform.
 *
 * @param {Platform} platform
 * @param {Example} example of its first event
 */
function platformPage(platform, example) {
	const { name, description, docsUrl, checkedOn, uncertain, api } = platform;
	const records = (api?.records ?? []).map((record) => record.name.toLowerCase());
	const inferred = platform.events[0].payloadEvidence === 'inferred';
	return [
		`# ${name} webhooks in n8n`,
		'<!-- Written by `npm run docs` from platforms/. Change the declarations, not this file. -->',
		`${description}. [Documentation of ${name}](${docsUrl}), looked at on ${checkedOn}.`,
		'## Connect it',
		...connect(platform),
		'## What it sends',
		events(platform),
		'Names that are missing here can be typed into **Other Event Names**; **All Events** takes every delivery. [What the columns mean](../platforms.md#how-sure-it-is).',
		...(records.length > 0
			? [
					`**Get Details** of the node Hospitality fetches the record behind an event: ${records.join(', ')}. See [Hospitality](../hospitality.md).`,
				]
			: []),
		'## How it is checked',
		facts(platform),
		...(uncertain.length > 0
			? ['## Not sure', `What public sources of ${name} leave open:`, list(uncertain)]
			: []),
		'## An example',
		`What arrives${inferred ? ', as far as it can be inferred' : ''}, the body in one line:`,
		request(platform, example),
		'What comes out, `data` and `payload` left out:',
		json(example.item),
	].join('\n\n');
}

module.exports = { platformPage };
