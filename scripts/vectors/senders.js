// @ts-check
/**
 * How each platform signs, from what its documents say (`test/platforms/<id>.documented.json`) and
 * on purpose apart from `platforms/`: a vector made from the declaration under test would agree
 * with its mistakes.
 *
 * @typedef {object} Sender
 * @property {string} id
 * @property {string} secret
 * @property {string} previousSecret
 * @property {string} otherSecret
 * @property {string} header name of the signature header
 * @property {string} [timestampHeader]
 * @property {boolean} [anyTimestamp] milliseconds and ISO times are taken as well
 * @property {string} [idHeader]
 * @property {(digests: string[], timestamp: number) => string} value of the signature header
 * @property {string} content what is signed
 * @property {'hex' | 'base64'} encoding
 * @property {(secret: string) => Buffer} key
 *
 * @typedef {import('../../test/support/platformFiles').DocumentedSignature} DocumentedSignature
 */
const { documentedContent } = require('../../test/support/documentedContent');
const { hmac } = require('./openssl');

const NOW = 1767225600; // 2026-01-01T00:00:00Z
const ID = 'msg_2Qxk7Gm1';
const URL = 'https://n8n.example.com/webhook/1';

/** @param {string} secret */
const text = (secret) => Buffer.from(secret, 'utf8');
/** @param {string} secret */
const whsec = (secret) => Buffer.from(secret.replace('whsec_', ''), 'base64');

/**
 * Not of those that sign nothing and send a password or a token along.
 * @param {string} id @param {Exclude<DocumentedSignature, { kind: 'basic' | 'token' }>} signature
 * @returns {Sender}
 */
function senderOf(id, signature) {
	const plain = {
		id,
		secret: `${id} secret with spaces & ümläuts`,
		previousSecret: `${id} secret before`,
		otherSecret: `${id} secret with spaces & umlauts`,
		encoding: /** @type {const} */ ('hex'),
		key: text,
	};
	switch (signature.kind) {
		case 'hmac': {
			const { header, content, encoding = 'hex', timestampHeader, idHeader } = signature;
			const anyTimestamp = signature.timestampUnit === 'any';
			const value = (/** @type {string[]} */ [digest]) => digest;
			const names = { header, timestampHeader, idHeader };
			return { ...plain, ...names, content, encoding, value, anyTimestamp };
		}
		case 'github':
			return {
				...plain,
				header: signature.header,
				value: ([digest]) => `sha256=${digest}`,
				content: '{body}',
			};
		case 'stripe':
			return {
				...plain,
				header: signature.header,
				value: (digests, timestamp) =>
					[`t=${timestamp}`, ...digests.map((digest) => `v1=${digest}`)].join(','),
				content: '{timestamp}.{body}',
			};
		case 'standardWebhooks': {
			const names = signature.names ?? 'webhook';
			return {
				id,
				secret: 'whsec_c2hhcmVkIGtleSBvZiBhIHJlc3RhdXJhbnQ=',
				previousSecret: 'whsec_cHJldmlvdXMga2V5IG9mIGEgaG90ZWwgLi4=',
				otherSecret: 'whsec_c2hhcmVkIGtleSBvZiBhIHJlc3RhdXJhbnU=',
				header: `${names}-signature`,
				timestampHeader: `${names}-timestamp`,
				idHeader: `${names}-id`,
				value: (digests) => digests.map((digest) => `v1,${digest}`).join(' '),
				content: '{id}.{timestamp}.{body}',
				encoding: 'base64',
				key: whsec,
			};
		}
	}
}

/**
 * One digest as the platform would send it, computed by openssl.
 * @param {Sender} sender @param {Buffer} body
 * @param {{ secret?: string, timestamp?: number | string, id?: string, url?: string }} [options]
 */
function digest(sender, body, options = {}) {
	const { secret = sender.secret, timestamp = NOW, id = ID, url = URL } = options;
	const content = documentedContent(sender.content, { body, timestamp, id, url });
	return hmac('sha256', sender.key(secret), content).toString(sender.encoding);
}

/** @param {Sender} sender */
const signsUrl = ({ content }) => content.includes('{url}');
/** @param {Sender} sender */
const signsTime = ({ content }) => content.includes('{timestamp}');

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

module.exports = { senderOf, digest, headers, signsTime, signsUrl, NOW, ID, URL };
