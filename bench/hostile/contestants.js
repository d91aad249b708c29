// @ts-check
const { createHmac, timingSafeEqual } = require('crypto');

const { registerTypeScript } = require('../../scripts/typescript');
const { formats } = require('./formats');

/**
 * Headers, body and secret can be anything: some rows give a verifier what its types do not allow.
 *
 * @typedef {object} Request
 * @property {Record<string, unknown>} headers
 * @property {unknown} body
 *
 * @typedef {object} CheckOptions
 * @property {unknown} secret
 * @property {number} now Unix seconds
 * @property {number} [toleranceSeconds]
 *
 * @typedef {object} Contestant
 * @property {string} name the column that it counts for
 * @property {import('./formats').Format} format
 * @property {(request: Request, options: CheckOptions) => unknown} verify false, also as the result of a
 *   promise, is a refusal, all else is not
 * @property {(error: unknown) => boolean} [isRefusal] whether it is the verifier's own way to say no
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
			verify({
				scheme,
				secrets: { secret: /** @type {string} */ (secret) },
				headers: /** @type {Record<string, string>} */ (headers),
				body,
				now: now * 1000,
				toleranceSeconds,
			}).valid,
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
			const header = /** @type {string} */ (headers[formats.fields.header]);
			const bytes = /** @type {Buffer} */ (body);
			const key = /** @type {string} */ (secret);
			Stripe.webhooks.constructEvent(bytes, header, key, toleranceSeconds, undefined, now * 1000);
			return true;
		},
		isRefusal: (error) => error instanceof Stripe.errors.StripeSignatureVerificationError,
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
			verify(
				/** @type {string} */ (secret),
				/** @type {string} */ (Buffer.isBuffer(body) ? body.toString('utf8') : body),
				/** @type {string} */ (headers[header]),
			),
		isRefusal: (error) =>
			error instanceof Error && error.message.startsWith('[@octokit/webhooks-methods]'),
	};
}

/** The lines that guides print. @returns {Contestant} */
function bare() {
	return {
		name: 'bare createHmac',
		format: formats.plain,
		verify: ({ headers, body }, { secret }) => {
			const received = /** @type {string} */ (headers[formats.plain.header]);
			const hmac = createHmac('sha256', /** @type {string} */ (secret));
			const expected = hmac.update(/** @type {Buffer} */ (body)).digest('hex');
			return timingSafeEqual(Buffer.from(received), Buffer.from(expected));
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
