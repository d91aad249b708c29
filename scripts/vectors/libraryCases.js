// @ts-check
/**
 * Signed by the libraries that receivers of the same format use. The clock of each is given.
 *
 * @typedef {import('./hmacCases').Case} Case
 */
const { bodyBytes, json, valid } = require('./bodies');
const { base } = require('./hmacCases');
const { headers, NOW, ID, senders } = require('./senders');

/** The libraries sign text only. */
const texts = Object.entries({
	'JSON body': { body: json },
	'umlauts, emoji and CJK': valid['umlauts, emoji and CJK'],
	'CRLF line ends': valid['CRLF line ends'],
});

/** @param {import('./senders').Sender} sender @param {string} library @param {(text: string) => string | Promise<string>} sign */
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

const olympusCloud = () => {
	const Stripe = require('stripe');
	const { secret } = senders.olympusCloud;
	return signedBy(senders.olympusCloud, versioned('stripe'), (payload) =>
		Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: NOW }),
	);
};

const roostSync = async () => {
	const { sign } = await import('@octokit/webhooks-methods');
	return signedBy(senders.roostSync, versioned('@octokit/webhooks-methods'), (payload) =>
		sign(senders.roostSync.secret, payload),
	);
};

const standardWebhooks = async () => {
	const at = new Date(NOW * 1000);
	const { Webhook } = require('standardwebhooks');
	const { Webhook: SvixWebhook } = require('svix');
	const { secret } = senders.standardWebhooks;
	return [
		...(await signedBy(senders.standardWebhooks, versioned('standardwebhooks'), (payload) =>
			new Webhook(secret).sign(ID, at, payload),
		)),
		...(await signedBy(senders.standardWebhooks, versioned('svix'), (payload) =>
			new SvixWebhook(secret).sign(ID, at, payload),
		)),
	];
};

module.exports = { olympusCloud, roostSync, standardWebhooks };
