// @ts-check
/**
 * For each signature format the same delivery, checked by this package, by the crypto calls that no
 * check can do without, and by the library that is used for it.
 */
const { createHmac, timingSafeEqual } = require('crypto');

/** @typedef {{ format: string, tasks: import('./rounds').Tasks }} Contest */

/**
 * @param {string} compiled folder of the compiled package
 * @param {number} size of the body in bytes
 * @returns {Promise<Contest[]>}
 */
async function contenders(compiled, size) {
	const { createVerifier } = require(`${compiled}/lib/signature/verify`);
	const { sign } = require(`${compiled}/lib/signature/sign`);
	const { platforms } = require(`${compiled}/platforms`);

	const body = bodyOf(size);
	const text = body.toString('utf8');
	const now = Math.floor(Date.now() / 1000);

	/** @param {string} id @param {string} secret */
	const prepare = (id, secret) => {
		const scheme = platforms.find((/** @type {{ id: string }} */ one) => one.id === id).signature;
		const signed = sign({ scheme, secrets: { secret }, body, id: 'msg_1', timestampSeconds: now });
		const headers = lowerCase({ ...TYPICAL_HEADERS, ...signed });
		const verify = createVerifier(scheme, { secret });
		return { headers, ours: () => mustBe(verify({ headers, body }, Date.now()).valid) };
	};

	const secret = 'a secret of usual length, 32 byte';
	const whsec = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
	const goTab = prepare('goTab', secret);
	const olympus = prepare('olympusCloud', secret);
	const roost = prepare('roostSync', secret);
	const standard = prepare('standardWebhooks', whsec);

	const Stripe = require('stripe');
	const octokit = await import('@octokit/webhooks-methods');
	const standardLibrary = new (require('standardwebhooks').Webhook)(whsec);
	const svixLibrary = new (require('svix').Webhook)(whsec);

	const stripeHeader = olympus.headers['x-olympus-signature'];
	const octokitHeader = roost.headers['x-roostsync-signature'];
	return [
		{
			format: 'digest alone, hex',
			tasks: {
				bare: bare(Buffer.from(secret), '', body, goTab.headers['x-gotab-signature'], 'hex'),
				ours: goTab.ours,
			},
		},
		{
			format: 't=…,v1=… hex',
			tasks: {
				bare: bare(Buffer.from(secret), `${now}.`, body, stripeHeader.split('v1=')[1], 'hex'),
				ours: olympus.ours,
				stripe: () =>
					mustBe(Stripe.webhooks.signature?.verifyHeader(body, stripeHeader, secret, 300)),
			},
		},
		{
			format: 'sha256=… hex',
			tasks: {
				bare: bare(Buffer.from(secret), '', body, octokitHeader.slice(7), 'hex'),
				ours: roost.ours,
				'@octokit/webhooks-methods': async () =>
					mustBe(await octokit.verify(secret, text, octokitHeader)),
			},
		},
		{
			// The two libraries parse the body as well, so here everyone does.
			format: 'v1,… base64, and JSON.parse',
			tasks: {
				bare: andParse(
					bare(
						Buffer.from(whsec.slice(6), 'base64'),
						`msg_1.${now}.`,
						body,
						standard.headers['webhook-signature'].slice(3),
						'base64',
					),
					body,
				),
				ours: andParse(standard.ours, body),
				standardwebhooks: () => standardLibrary.verify(body, standard.headers),
				svix: () => svixLibrary.verify(body, standard.headers),
			},
		},
	];
}

/** @param {Buffer} key @param {string} prefix @param {Buffer} body @param {string} sent @param {'hex' | 'base64'} encoding */
function bare(key, prefix, body, sent, encoding) {
	return () => {
		const hmac = createHmac('sha256', key);
		if (prefix !== '') hmac.update(prefix);
		mustBe(timingSafeEqual(hmac.update(body).digest(), Buffer.from(sent, encoding)));
	};
}

/** @param {() => void} check @param {Buffer} body */
const andParse = (check, body) => () => {
	check();
	return JSON.parse(body.toString('utf8'));
};

/** @param {boolean | undefined} outcome */
function mustBe(outcome) {
	if (!outcome) throw new Error('A valid delivery was refused');
}

/** A JSON object of exactly so many bytes, with as much structure as an order has. @param {number} size */
function bodyOf(size) {
	const item = '{"sku":"A-1042","name":"Käsespätzle","quantity":2,"price":14.5},';
	const start = '{"type":"order.created","items":[';
	const end = '{}],"note":"';
	const room = size - Buffer.byteLength(start + end) - 2;
	const items = item.repeat(Math.floor(room / Buffer.byteLength(item)));
	const rest = room - Buffer.byteLength(items);
	return Buffer.from(`${start}${items}${end}${'x'.repeat(rest)}"}`);
}

/** What comes along with every delivery. */
const TYPICAL_HEADERS = {
	Host: 'n8n.example.com',
	'User-Agent': 'Platform-Webhooks/1.0',
	'Content-Type': 'application/json',
	'Content-Length': '1000',
	'Accept-Encoding': 'gzip',
	'X-Forwarded-For': '203.0.113.7',
	'X-Forwarded-Proto': 'https',
};

/** @param {Record<string, string>} headers @returns {Record<string, string>} */
const lowerCase = (headers) =>
	Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

module.exports = { contenders };
