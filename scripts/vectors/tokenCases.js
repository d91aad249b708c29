// @ts-check
/**
 * Tokens, which are the secrets themselves: in a header, behind a prefix or alone, or in the URL.
 *
 * @typedef {import('./hmacCases').Case} Case
 * @typedef {Extract<import('../../test/support/platformFiles').DocumentedSignature, { kind: 'token' }>} TokenSignature
 */
const { json } = require('./bodies');
const { NOW } = require('./senders');

/** @param {string} id @param {TokenSignature} signature @returns {Case[]} */
function token(id, signature) {
	const secret = `${id}-token-1`;
	/** @type {(value: string | string[] | undefined) => object} */
	const sent = (value) => {
		if ('query' in signature) {
			return { headers: {}, query: value === undefined ? {} : { [signature.query]: value } };
		}
		return { headers: value === undefined ? {} : { [signature.header]: value } };
	};
	const prefix = ('header' in signature && signature.prefix) || '';
	/** @type {(name: string, value: string | string[] | undefined, expect: string, more?: object) => Case} */
	const make = (name, value, expect, more = {}) => ({
		name,
		source: 'the token as it is',
		secret,
		...sent(value),
		body: json,
		now: NOW,
		expect,
		...(expect === 'valid' && { matched: 'current' }),
		...more,
	});
	const good = `${prefix}${secret}`;
	const isHeader = 'header' in signature;
	return [
		make('the token', good, 'valid', isHeader ? { asSent: true } : {}),
		make('another token', `${prefix}${id}-token-2`, 'token_mismatch'),
		make('the token and more', `${good}x`, 'token_mismatch'),
		make('the token cut', good.slice(0, -1), 'token_mismatch'),
		make('the token in another case', `${prefix}${secret.toUpperCase()}`, 'token_mismatch'),
		make('missing', undefined, 'token_missing'),
		make('empty', '', 'token_missing'),
		make('twice', [good, good], 'token_duplicated'),
		make('no secret set', good, 'secret_missing', { secret: ' ' }),
		make('the previous one', `${prefix}before`, 'valid', {
			previousSecret: 'before',
			matched: 'previous',
		}),
		make('neither of two', `${prefix}x`, 'token_mismatch', { previousSecret: 'before' }),
		...(prefix === '' ? [] : [make('without its prefix', secret, 'token_malformed')]),
	];
}

module.exports = { token };
