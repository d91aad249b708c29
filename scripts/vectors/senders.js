// @ts-check
/**
 * How each platform signs, written a second time and on purpose apart from `platforms/`:
 * a vector made from the declaration under test would agree with its mistakes.
 *
 * @typedef {object} Sender
 * @property {string} id
 * @property {string} secret
 * @property {string} previousSecret
 * @property {string} otherSecret
 * @property {string} header name of the signature header
 * @property {string} [timestampHeader]
 * @property {string} [idHeader]
 * @property {(digests: string[], timestamp: number) => string} value of the signature header
 * @property {(body: Buffer, timestamp: number, id: string) => Buffer} content what is signed
 * @property {'hex' | 'base64'} encoding
 * @property {(secret: string) => Buffer} key
 */
const { hmac } = require('./openssl');

const NOW = 1767225600; // 2026-01-01T00:00:00Z
const ID = 'msg_2Qxk7Gm1';

/** @param {string} secret */
const text = (secret) => Buffer.from(secret, 'utf8');
/** @param {string} secret */
const whsec = (secret) => Buffer.from(secret.replace('whsec_', ''), 'base64');
/** @param {Buffer} body */
const bodyOnly = (body) => body;
/** @param {Buffer} body @param {number} timestamp */
const timestamped = (body, timestamp) => Buffer.concat([Buffer.from(`${timestamp}.`), body]);
/** @param {Buffer} body @param {number} timestamp @param {string} id */
const identified = (body, timestamp, id) =>
	Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]);

/** @type {Record<string, Sender>} */
const senders = {
	gustaio: {
		id: 'gustaio',
		secret: 'gst_8f14e45fceea167a5a36dedd4bea2543',
		previousSecret: 'gst_c9f0f895fb98ab9159f51fd0297e236d',
		otherSecret: 'gst_45c48cce2e2d7fbdea1afc51c7c6ad26',
		header: 'X-Webhook-Signature',
		timestampHeader: 'X-Webhook-Timestamp',
		value: ([digest]) => digest,
		content: timestamped,
		encoding: 'hex',
		key: text,
	},
	olympusCloud: {
		id: 'olympusCloud',
		secret: 'olympus-signing-secret-1',
		previousSecret: 'olympus-signing-secret-0',
		otherSecret: 'olympus-signing-secret-9',
		header: 'X-Olympus-Signature',
		value: (digests, timestamp) =>
			[`t=${timestamp}`, ...digests.map((digest) => `v1=${digest}`)].join(','),
		content: timestamped,
		encoding: 'hex',
		key: text,
	},
	goTab: {
		id: 'goTab',
		secret: 'gotab secret with spaces & ümläuts',
		previousSecret: 'gotab secret before',
		otherSecret: 'gotab secret with spaces & umlauts',
		header: 'X-GoTab-Signature',
		value: ([digest]) => digest,
		content: bodyOnly,
		encoding: 'hex',
		key: text,
	},
	roostSync: {
		id: 'roostSync',
		secret: 'roost-2f1e',
		previousSecret: 'roost-1d0c',
		otherSecret: 'roost-2f1f',
		header: 'X-RoostSync-Signature',
		value: ([digest]) => `sha256=${digest}`,
		content: bodyOnly,
		encoding: 'hex',
		key: text,
	},
	standardWebhooks: {
		id: 'standardWebhooks',
		secret: 'whsec_c2hhcmVkIGtleSBvZiBhIHJlc3RhdXJhbnQ=',
		previousSecret: 'whsec_cHJldmlvdXMga2V5IG9mIGEgaG90ZWwgLi4=',
		otherSecret: 'whsec_c2hhcmVkIGtleSBvZiBhIHJlc3RhdXJhbnU=',
		header: 'webhook-signature',
		timestampHeader: 'webhook-timestamp',
		idHeader: 'webhook-id',
		value: (digests) => digests.map((digest) => `v1,${digest}`).join(' '),
		content: identified,
		encoding: 'base64',
		key: whsec,
	},
};

/**
 * One digest as the platform would send it, computed by openssl.
 * @param {Sender} sender @param {Buffer} body
 * @param {{ secret?: string, timestamp?: number, id?: string }} [options]
 */
function digest(sender, body, { secret = sender.secret, timestamp = NOW, id = ID } = {}) {
	const content = sender.content(body, timestamp, id);
	return hmac('sha256', sender.key(secret), content).toString(sender.encoding);
}

/**
 * All signature headers for one value of the signature header.
 * @param {Sender} sender @param {string} value @param {{ timestamp?: number | string, id?: string }} [options]
 * @returns {Record<string, string | string[]>}
 */
function headers(sender, value, { timestamp = NOW, id = ID } = {}) {
	return {
		...(sender.idHeader && { [sender.idHeader]: id }),
		...(sender.timestampHeader && { [sender.timestampHeader]: String(timestamp) }),
		[sender.header]: value,
	};
}

module.exports = { senders, digest, headers, timestamped, identified, bodyOnly, NOW, ID };
