// @ts-check
/**
 * Signed by the libraries that receivers of the same format use. The clock of each is given.
 *
 * @typedef {import('./hmacCases').Case} Case
 */
const { bodyBytes, json, valid } = require('./bodies');
const { base } = require('./hmacCases');
const { headers, NOW, ID } = require('./senders');

/** @typedef {import('./senders').Sender} Sender */

/** The libraries sign text only. */
const texts = Object.entries({
	'JSON body': { body: json },
	'umlauts, emoji and CJK': valid['umlauts, emoji and CJK'],
	'CRLF line ends': valid['CRLF line ends'],
});

/** @param {Sender} sender @param {string} library @param {(text: string) => string | Promise<string>} sign */
async function signedBy(sender, library, sign) {
	/** @type {Case[]} */
	const cases = [];
	for (const [name, stored] of texts) {
		const value = await sign(bodyBytes(stored).toString('utf8'));
		cases.push({
			name: `signed by ${library.split(' ')[0]}: ${name}`,
			...base(sender, stored, { headers: headers(sender, value) }),
			source: library,
			expect: 'valid',
			matched: 'current',
		});
	}
	return cases;
}

/** @param {string} name */
const versioned = (name) => `${name} ${require(`../../node_modules/${name}/package.json`).version}`;

/** @param {Sender} sender */
const stripe = (sender) => {
	const Stripe = require('stripe');
	const { secret } = sender;
	return signedBy(sender, versioned('stripe'), (payload) =>
		Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: NOW }),
	);
};

/** @param {Sender} sender */
const github = async (sender) => {
	const { sign } = await import('@octokit/webhooks-methods');
	return signedBy(sender, versioned('@octokit/webhooks-methods'), (payload) =>
		sign(sender.secret, payload),
	);
};

/** @param {Sender} sender */
const standardWebhooks = async (sender) => {
	const at = new Date(NOW * 1000);
	const { Webhook } = require('standardwebhooks');
	const { Webhook: SvixWebhook } = require('svix');
	const { secret } = sender;
	return [
		...(await signedBy(sender, versioned('standardwebhooks'), (payload) =>
			new Webhook(secret).sign(ID, at, payload),
		)),
		...(await signedBy(sender, versioned('svix'), (payload) =>
			new SvixWebhook(secret).sign(ID, at, payload),
		)),
	];
};

/** A custom scheme, set up as the libraries' own senders sign. @returns {Promise<Case[]>} */
const custom = async () => {
	const Stripe = require('stripe');
	const { sign } = await import('@octokit/webhooks-methods');
	const { Webhook } = require('svix');
	const payload = json;
	const secret = 'whsec_test_secret';
	const svixSecret = 'whsec_c2hhcmVkIGtleSBvZiBhIHJlc3RhdXJhbnQ=';
	const shared = { kind: 'hmac', algorithm: 'sha256', secretFormat: 'text' };
	/** @type {(library: string, scheme: object, secret: string, headers: object) => Case} */
	const make = (library, scheme, of, headers) => ({
		name: `signed by ${library}, received as a custom scheme`,
		source: versioned(library),
		scheme: { ...shared, ...scheme },
		secret: of,
		headers,
		body: payload,
		now: NOW,
		expect: 'valid',
		matched: 'current',
		asSent: true,
	});
	return [
		make(
			'stripe',
			{
				encoding: 'hex',
				header: 'Stripe-Signature',
				layout: { kind: 'fields', timestampField: 't', signatureField: 'v1' },
				signedContent: '{timestamp}.{body}',
				timestamp: { source: { signatureField: 't' }, unit: 's', toleranceSeconds: 300 },
			},
			secret,
			{
				'Stripe-Signature': Stripe.webhooks.generateTestHeaderString({
					payload,
					secret,
					timestamp: NOW,
				}),
			},
		),
		make(
			'@octokit/webhooks-methods',
			{
				encoding: 'hex',
				header: 'X-Hub-Signature-256',
				layout: { kind: 'single', prefix: 'sha256=' },
				signedContent: '{body}',
			},
			secret,
			{ 'X-Hub-Signature-256': await sign(secret, payload) },
		),
		make(
			'svix',
			{
				encoding: 'base64',
				header: 'svix-signature',
				layout: { kind: 'list', separator: ' ', prefix: 'v1,' },
				signedContent: '{id}.{timestamp}.{body}',
				timestamp: { source: { header: 'svix-timestamp' }, unit: 's', toleranceSeconds: 300 },
				idHeader: 'svix-id',
				secretFormat: 'whsec',
			},
			svixSecret,
			{
				'svix-id': ID,
				'svix-timestamp': String(NOW),
				'svix-signature': new Webhook(svixSecret).sign(ID, new Date(NOW * 1000), payload),
			},
		),
	];
};

module.exports = { custom, github, standardWebhooks, stripe };
