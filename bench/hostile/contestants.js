// @ts-check
const { createHmac, timingSafeEqual } = require('crypto');

const { registerTypeScript } = require('../../scripts/typescript');
const { formats } = require('./formats');

/**
 * @typedef {object} Request
 * @property {Record<string, any>} headers
 * @property {any} body
 *
 * @typedef {object} CheckOptions
 * @property {any} secret
 * @property {number} now Unix seconds
 * @property {number} [toleranceSeconds]
 *
 * @typedef {object} Contestant
 * @property {string} name the column that it counts for
 * @property {import('./formats').Format} format
 * @property {(request: Request, options: CheckOptions) => any} verify true or what is not false: accepted
 * @property {(error: any) => boolean} [isRefusal] whether it is the verifier's own way to say no
 * @property {boolean} [takesTolerance]
 * @property {boolean} [takesNow] whether it can be asked about another time than now
 * @property {boolean} [takesHeaders] or only the value of the header
 */

/** This package's verifier. @param {string} id of a platform @param {import('./formats').Format} format @returns {Contestant} */
function ours(id, format) {
	registerTypeScript();
	const { verify } = require('../../lib/signature/verify');
	/** @type {readonly import('../../lib/platform').Platform[]} */
	const platforms = require('../../platforms').platforms;
	const scheme = platforms.find((platform) => platform.id === id)?.signature;
	if (!scheme) throw new Error(`There is no platform ${id}`);
	return {
		name: 'this package',
		format,
		verify: ({ headers, body }, { secret, now, toleranceSeconds }) =>
			verify({ scheme, secrets: { secret }, headers, body, now: now * 1000, toleranceSeconds })
				.valid,
		takesTolerance: true,
		takesNow: true,
		takesHeaders: true,
	};
}

/** @returns {Contestant} */
function stripe() {
	const Stripe = require('stripe');
	return {
		name: 'stripe',
		format: formats.fields,
		verify: ({ headers, body }, { secret, now, toleranceSeconds }) => {
			const header = headers[formats.fields.header];
			const at = now * 1000;
			Stripe.webhooks.constructEvent(body, header, secret, toleranceSeconds, undefined, at);
			return true;
		},
		isRefusal: ({ type }) => type === 'StripeSignatureVerificationError',
		takesTolerance: true,
		takesNow: true,
	};
}

/** @param {'standardwebhooks' | 'svix'} name @returns {Contestant} */
function standard(name) {
	const { Webhook, WebhookVerificationError } = require(name);
	return {
		name,
		format: formats.versioned,
		verify: ({ headers, body }, { secret }) => {
			new Webhook(secret).verify(body, headers);
			return true;
		},
		isRefusal: (error) => error instanceof WebhookVerificationError,
		takesHeaders: true,
	};
}

/** It takes texts alone, so bytes are decoded before, as its documentation does. @returns {Promise<Contestant>} */
async function octokit() {
	const { verify } = await import('@octokit/webhooks-methods');
	const { header } = formats.prefixed;
	return {
		name: 'octokit',
		format: formats.prefixed,
		verify: ({ headers, body }, { secret }) =>
			verify(secret, Buffer.isBuffer(body) ? body.toString('utf8') : body, headers[header]),
		isRefusal: ({ message }) => String(message).startsWith('[@octokit/webhooks-methods]'),
	};
}

/** The lines that guides print. @returns {Contestant} */
function bare() {
	return {
		name: 'bare createHmac',
		format: formats.plain,
		verify: ({ headers, body }, { secret }) => {
			const expected = createHmac('sha256', secret).update(body).digest('hex');
			return timingSafeEqual(Buffer.from(headers[formats.plain.header]), Buffer.from(expected));
		},
	};
}

/** @returns {Promise<Contestant[]>} */
async function contestants() {
	return [
		ours('olympusCloud', formats.fields),
		ours('standardWebhooks', formats.versioned),
		ours('roostSync', formats.prefixed),
		ours('goTab', formats.plain),
		stripe(),
		standard('standardwebhooks'),
		standard('svix'),
		await octokit(),
		bare(),
	];
}

module.exports = { contestants };
