// @ts-check
/**
 * Every combination that a custom scheme can be set to.
 *
 * @typedef {import('./hmacCases').Case} Case
 * @typedef {'sha1' | 'sha256' | 'sha384' | 'sha512'} Algorithm
 */
const { bodyBytes, json, valid } = require('./bodies');
const { SOURCE } = require('./hmacCases');
const { hmac } = require('./openssl');
const { documentedContent } = require('../../test/support/documentedContent');
const { NOW, ID, URL } = require('./senders');

const SECRET = 'custom secret 寿司';
/** @type {Algorithm[]} */
const algorithms = ['sha1', 'sha256', 'sha384', 'sha512'];
const contents = /** @type {const} */ (['{body}', '{timestamp}.{body}', '{id}.{timestamp}.{body}']);
/** @param {Buffer} body @param {number} timestamp */
const timestamped = (body, timestamp) =>
	documentedContent('{timestamp}.{body}', { body, timestamp, id: ID, url: URL });

/**
 * @param {Algorithm} algorithm @param {'hex' | 'base64' | 'base64url'} encoding
 * @param {(typeof contents)[number]} signedContent @param {string} prefix
 */
function scheme(algorithm, encoding, signedContent, prefix) {
	return {
		kind: 'hmac',
		algorithm,
		encoding,
		header: 'X-Signature',
		layout: { kind: 'single', prefix },
		signedContent,
		secretFormat: 'text',
		...(signedContent !== '{body}' && {
			timestamp: { source: { header: 'X-Timestamp' }, unit: 's', toleranceSeconds: 300 },
		}),
		...(signedContent === '{id}.{timestamp}.{body}' && { idHeader: 'X-Id' }),
	};
}

/** @param {ReturnType<typeof scheme>} one @param {string} value @param {number} [timestamp] */
const headersOf = (one, value, timestamp = NOW) => ({
	...(one.idHeader && { 'X-Id': ID }),
	...(one.timestamp && { 'X-Timestamp': String(timestamp) }),
	'X-Signature': value,
});

/** @returns {Case[]} */
function combinations() {
	const bodies = Object.entries(valid);
	/** @type {Case[]} */
	const cases = [];
	for (const algorithm of algorithms) {
		for (const encoding of /** @type {const} */ (['hex', 'base64', 'base64url'])) {
			for (const signedContent of contents) {
				for (const prefix of ['', `${algorithm}=`]) {
					const one = scheme(algorithm, encoding, signedContent, prefix);
					const [bodyName, stored] = bodies[cases.length % bodies.length];
					const parts = { body: bodyBytes(stored), timestamp: NOW, id: ID, url: URL };
					const signed = documentedContent(signedContent, parts);
					const digest = hmac(algorithm, Buffer.from(SECRET), signed).toString(encoding);
					cases.push({
						name: `${algorithm}, ${encoding}, ${signedContent}, prefix "${prefix}": ${bodyName}`,
						source: SOURCE,
						scheme: one,
						secret: SECRET,
						headers: headersOf(one, `${prefix}${digest}`),
						...stored,
						now: NOW,
						expect: 'valid',
						matched: 'current',
						asSent: true,
					});
				}
			}
		}
	}
	return cases;
}

/** What only shows when algorithm, encoding and unit do not fit what was sent. @returns {Case[]} */
function mismatches() {
	const body = bodyBytes({ body: json });
	const key = Buffer.from(SECRET);
	const hex = scheme('sha256', 'hex', '{body}', '');
	const base64 = scheme('sha256', 'base64', '{body}', '');
	const inMs = {
		...scheme('sha256', 'hex', '{timestamp}.{body}', ''),
		timestamp: { source: { header: 'X-Timestamp' }, unit: 'ms', toleranceSeconds: 300 },
	};
	/** @param {Algorithm} algorithm @param {'hex' | 'base64'} encoding @param {Buffer} [content] */
	const sign = (algorithm, encoding, content = body) =>
		hmac(algorithm, key, content).toString(encoding);
	const good = sign('sha256', 'base64');
	// 32 bytes leave two bits of the last character unused: it may say Q, and R would read alike.
	const respelt =
		good.slice(0, -2) + String.fromCharCode(good.charCodeAt(good.length - 2) + 1) + '=';
	const ms = NOW * 1000 + 250;
	const signedMs = sign('sha256', 'hex', timestamped(body, ms));
	const old = ms - 301_000;
	const signedOld = sign('sha256', 'hex', timestamped(body, old));
	/** @type {(name: string, one: object, headers: object, expect: string) => Case} */
	const make = (name, one, headers, expect) => ({
		name,
		source: SOURCE,
		scheme: one,
		secret: SECRET,
		headers,
		body: json,
		now: NOW,
		expect,
		...(expect === 'valid' && { matched: 'current' }),
	});
	return [
		make(
			'hex digest for base64',
			base64,
			headersOf(base64, sign('sha256', 'hex')),
			'signature_malformed',
		),
		make('base64 digest for hex', hex, headersOf(hex, good), 'signature_malformed'),
		make('sha1 digest for sha256', hex, headersOf(hex, sign('sha1', 'hex')), 'signature_malformed'),
		make(
			'sha512 digest for sha256',
			hex,
			headersOf(hex, sign('sha512', 'hex')),
			'signature_malformed',
		),
		make('base64 without padding', base64, headersOf(base64, good.replace('=', '')), 'valid'),
		make(
			'base64 with too much padding',
			base64,
			headersOf(base64, `${good}=`),
			'signature_malformed',
		),
		make(
			'base64 with another last character',
			base64,
			headersOf(base64, respelt),
			'signature_malformed',
		),
		make('timestamp in milliseconds', inMs, headersOf(inMs, signedMs, ms), 'valid'),
		make(
			'milliseconds, 301 seconds old',
			inMs,
			headersOf(inMs, signedOld, old),
			'timestamp_too_old',
		),
	];
}

module.exports = { combinations, mismatches };
