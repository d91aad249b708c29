// @ts-check
const { createHmac } = require('crypto');

/**
 * How the contestants' senders sign, written out anew: none of the code under test has a part in it.
 *
 * @typedef {object} Format
 * @property {string} header of the signature, in lower case as Node.js gives it
 * @property {'hex' | 'base64'} encoding
 * @property {string} secret as a user enters it
 * @property {string} otherSecret that the receiver does not know
 * @property {boolean} signsTime
 * @property {(body: Buffer, time: string, key: Buffer) => Record<string, string>} sign
 * @property {(digests: string[], time: string) => string} [list] a header with several signatures;
 *   missing where the format has only one
 * @property {string} [timeHeader] where the time has a header of its own
 * @property {(secret: string) => Buffer} keyOf
 */

const ID = 'msg_1';
const asText = (/** @type {string} */ secret) => Buffer.from(secret, 'utf8');

/** @param {Buffer} key @param {string} before @param {Buffer} body @param {'hex' | 'base64'} encoding */
function digestOf(key, before, body, encoding) {
	return createHmac('sha256', key).update(before).update(body).digest(encoding);
}

const text = { secret: 'secret of the kitchen', otherSecret: 'secret of the bar', keyOf: asText };

/** @type {Record<'fields' | 'versioned' | 'prefixed' | 'plain', Format>} */
const formats = {
	/** `t=…,v1=…`, as Stripe's */
	fields: {
		...text,
		header: 'x-olympus-signature',
		encoding: 'hex',
		signsTime: true,
		sign: (body, time, key) => ({
			'x-olympus-signature': `t=${time},v1=${digestOf(key, `${time}.`, body, 'hex')}`,
		}),
		list: (digests, time) => [`t=${time}`, ...digests.map((one) => `v1=${one}`)].join(','),
	},
	/** `v1,…` beside two headers, as of Standard Webhooks */
	versioned: {
		header: 'webhook-signature',
		timeHeader: 'webhook-timestamp',
		encoding: 'base64',
		secret: 'whsec_c2VjcmV0IG9mIHRoZSBraXRjaGVu',
		otherSecret: 'whsec_c2VjcmV0IG9mIHRoZSBiYXIsIHllcw==',
		keyOf: (secret) => Buffer.from(secret.replace('whsec_', ''), 'base64'),
		signsTime: true,
		sign: (body, time, key) => ({
			'webhook-id': ID,
			'webhook-timestamp': time,
			'webhook-signature': `v1,${digestOf(key, `${ID}.${time}.`, body, 'base64')}`,
		}),
		list: (digests) => digests.map((one) => `v1,${one}`).join(' '),
	},
	/** `sha256=…`, as GitHub's */
	prefixed: {
		...text,
		header: 'x-roostsync-signature',
		encoding: 'hex',
		signsTime: false,
		sign: (body, _time, key) => ({
			'x-roostsync-signature': `sha256=${digestOf(key, '', body, 'hex')}`,
		}),
	},
	/** the digest alone */
	plain: {
		...text,
		header: 'x-gotab-signature',
		encoding: 'hex',
		signsTime: false,
		sign: (body, _time, key) => ({ 'x-gotab-signature': digestOf(key, '', body, 'hex') }),
	},
};

module.exports = { formats };
